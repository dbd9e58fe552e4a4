import type { Execution, JsonObject, JsonValue } from '../../../sandbox/sandbox.ts';
import { escapeCell, markdownTable } from './markdown-table.ts';
import { formatValue } from './numbers.ts';

const mostRows = 50;
const mostColumns = 12;
const mostParts = 30;
const mostOutput = 4_000;

/**
 * What code gave, as it is: for results that no analysis knows how to read. Nothing is computed and nothing is guessed, so
 * that every number is one of the result's own.
 */
export function plainResult({ result, output, artifacts }: Execution): readonly string[] {
  const blocks = result === undefined ? [] : renderValue(result, 0);
  const titles = artifacts.map(({ title }) => `- ${escapeCell(title)}`);
  return [
    ...blocks,
    ...(titles.length > 0 ? [['It shows:', '', ...titles].join('\n')] : []),
    ...(output.trim() === '' ? [] : [`It printed:\n\n${fenced(output)}`]),
    ...(blocks.length + titles.length === 0 && output.trim() === ''
      ? ['The code ran to its end and gave nothing.']
      : []),
  ];
}

function renderValue(value: JsonValue, depth: number): string[] {
  if (isList(value)) return renderList(value);
  if (isObject(value)) return renderObject(value, depth);
  return [`The result is **${escapeCell(formatValue(value))}**.`];
}

function renderList(list: readonly JsonValue[]): string[] {
  if (list.length === 0) return ['The result is an empty list.'];
  const shown = list.slice(0, mostRows);
  const more = list.length > shown.length ? ['The rest of the list is left out here.'] : [];
  const rows = shown.filter(isObject);
  if (rows.length < shown.length) {
    const cells = shown.map((item) => (isList(item) ? item.slice(0, mostColumns) : [item]));
    const width = Math.max(...cells.map(({ length }) => length), 1);
    const columns = Array.from({ length: width }, (_none, index) => ({ title: width === 1 ? 'value' : `${index}` }));
    return [
      markdownTable(
        columns,
        cells.map((row) => columns.map((_column, index) => row[index] ?? '')),
      ),
      ...more,
    ];
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, mostColumns);
  const columns = names.map((title) => ({ title, isNumber: rows.every((row) => typeof row[title] === 'number') }));
  return [
    markdownTable(
      columns,
      rows.map((row) => names.map((name) => row[name] ?? '')),
    ),
    ...more,
  ];
}

function renderObject(object: JsonObject, depth: number): string[] {
  const entries = Object.entries(object).slice(0, mostParts);
  if (entries.length === 0) return ['The result is empty.'];
  const isPart = (value: JsonValue) => depth < 2 && typeof value === 'object' && value !== null;
  const plain = entries.filter(([, value]) => !isPart(value));
  const parts = entries.filter(([, value]) => isPart(value));
  return [
    ...(plain.length > 0 ? [markdownTable([{ title: 'name' }, { title: 'value', isNumber: true }], plain)] : []),
    ...parts.flatMap(([name, value]) => [`**${escapeCell(name)}**`, ...renderValue(value, depth + 1)]),
  ];
}

/** Fenced with more backticks than the text has in a row, so that nothing in it ends the fence. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const shown = text.length > mostOutput ? `${text.slice(0, mostOutput)}…` : text;
  return `${fence}text\n${shown.trimEnd()}\n${fence}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
