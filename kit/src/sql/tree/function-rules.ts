import { aggregates, allowedFunctions, allowedTableFunctions } from '../lists/allowed-functions.ts';
import { refusalOf } from '../lists/refused-functions.ts';
import { allowedTypes } from '../lists/types.ts';
import { asciiLowerCase } from '../statement/statement-tokenizer.ts';
import { nearestNames } from './nearest-names.ts';
import { textAt, type TreeRecord } from './rule.ts';
import type { TreeWalk } from './tree-walk.ts';

/** Schemas and databases of DuckDB: a name before a function is one of them, or a column (`price.round(2)`). */
const systemPlaces: ReadonlySet<string> = new Set([
  'system',
  'temp',
  'memory',
  'main',
  'information_schema',
  'pg_catalog',
]);

/** Arguments that are no values but names and types in a text: DuckDB reads them again, so they must be literals. */
const namesInText: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ...['aggregate', 'array_aggr', 'array_aggregate', 'list_aggr', 'list_aggregate'].map(
    (name) => [name, isAggregate] as const,
  ),
  ...['from_json', 'from_json_strict', 'json_transform', 'json_transform_strict'].map(
    (name) => [name, isStructure] as const,
  ),
]);

export function checkFunction(node: TreeRecord, walk: TreeWalk): void {
  const name = asciiLowerCase(textAt(node, 'function_name', walk));
  if (!allowedFunctions.has(name)) throw refused(name, allowedFunctions, walk);
  checkPlace(node, name, walk);
  checkNamesInText(node, name, walk);
}

export function checkTableFunction(node: TreeRecord, walk: TreeWalk): void {
  const name = asciiLowerCase(textAt(node, 'function_name', walk));
  if (!allowedTableFunctions.has(name)) throw refused(name, allowedTableFunctions, walk);
  const place = asciiLowerCase(`${textAt(node, 'catalog', walk)}.${textAt(node, 'schema', walk)}`);
  if (place !== '.' && place !== '.main') throw qualified(name, walk);
}

/** DuckDB's parser writes `main` itself before some; a column may stand there; nothing else. */
function checkPlace(node: TreeRecord, name: string, walk: TreeWalk): void {
  const schema = asciiLowerCase(textAt(node, 'schema', walk));
  const catalog = asciiLowerCase(textAt(node, 'catalog', walk));
  if (catalog === '' && (schema === '' || schema === 'main')) return;
  if (systemPlaces.has(schema) || systemPlaces.has(catalog)) throw qualified(name, walk);
}

function checkNamesInText(node: TreeRecord, name: string, walk: TreeWalk): void {
  const isKnown = namesInText.get(name);
  if (!isKnown) return;
  const schema = asciiLowerCase(textAt(node, 'schema', walk));
  const argument: unknown = Array.isArray(node['children']) ? node['children'][1] : undefined;
  const literal = textLiteral(argument);
  if ((schema === '' || schema === 'main') && literal !== undefined && isKnown(literal)) return;
  const what =
    isKnown === isAggregate
      ? `the name of an aggregate, as in ${name}(list, 'sum')`
      : `a structure of plain types, as in ${name}(text, '{"a": "INTEGER"}')`;
  throw walk.refusal('function', `The second argument of ${name} must be ${what}, written out`);
}

function textLiteral(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('class' in value) || value.class !== 'CONSTANT')
    return undefined;
  const constant = 'value' in value ? value.value : undefined;
  if (typeof constant !== 'object' || constant === null || !('value' in constant)) return undefined;
  return typeof constant.value === 'string' ? constant.value : undefined;
}

function isAggregate(text: string): boolean {
  return aggregates.has(asciiLowerCase(text));
}

/** Every text of a JSON structure that is not a key names a type; no text has an escape, so that none says another. */
function isStructure(text: string): boolean {
  if (text.includes('\\')) return false;
  const texts = [...text.matchAll(/"([^"]*)"(\s*:)?/g)];
  const isJson = /^[\s[\]{},:]*$/.test(text.replaceAll(/"[^"]*"/g, ''));
  return isJson && texts.every(([, name, colon]) => colon !== undefined || isPlainType(name ?? ''));
}

function isPlainType(name: string): boolean {
  const element = asciiLowerCase(name)
    .replace(/(\[\d*\])+$/, '')
    .replace(/^(dec|decimal|numeric)\(\d+(,\s*\d+)?\)$/, '$1');
  return element === 'json' || allowedTypes.has(element);
}

function refused(name: string, allowed: ReadonlySet<string>, walk: TreeWalk): Error {
  const reason = refusalOf(name);
  if (reason) return walk.refusal('function', `The function ${name} is not available: ${reason}`);
  if (allowedFunctions.has(name) || allowedTableFunctions.has(name)) {
    return walk.refusal(
      'function',
      `The function ${name} cannot stand ${allowed === allowedFunctions ? 'here, but behind FROM' : 'behind FROM'}`,
    );
  }
  const nearest = nearestNames(name, allowed);
  const hint = nearest.length > 0 ? `\nDid you mean ${nearest.join(', ')}?` : '';
  return walk.refusal('function', `There is no function ${name.slice(0, 60)} here${hint}`);
}

function qualified(name: string, walk: TreeWalk): Error {
  return walk.refusal('function', `Write ${name}(...) without a schema or database before it`);
}
