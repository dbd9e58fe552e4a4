import type { QuestionContext, SubtaskResult } from '../../analyst.ts';
import { explainRows } from '../joining/describe-rows.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';
import { describeUnmatched } from '../reporting/describe-unmatched.ts';
import { escapeCell } from '../reporting/markdown-table.ts';
import { interestingColumns, suggestQuestions } from '../suggestions.ts';
import type { Understanding } from '../understanding.ts';
import { CAPABILITIES } from './capabilities.ts';

/** Says what was not understood, what can be asked, and gives examples from the real columns. */
export function explainLimits(context: QuestionContext, understanding: Understanding): string {
  const { parsed, catalog, limits, rows } = understanding;
  if (parsed.unmatched.length > 0) return explainUnmatched(understanding);
  const missed = explainRows(rows, []);
  const words = parsed.unknown.slice(0, 6).map((word) => `“${word}”`);
  const names = catalog.columns.slice(0, 15).map(({ name }) => columnName(name));
  return [
    ...limits.flatMap((limit) => [limit, '']),
    `I could not read “${shorten(context.question)}” as a question about **${context.dataset.name}**, so I computed nothing rather than guess.`,
    '',
    ...(words.length > 0
      ? [`I made nothing of ${joinList(words)}: no column, value or statistic that I know goes by such a name.`, '']
      : []),
    ...(missed === '' ? [] : [missed, '']),
    `The columns are ${joinList(names)}${catalog.columns.length > names.length ? ', …' : ''}.`,
    '',
    'I work without a language model: I read the question against the columns of the dataset and can',
    '',
    ...CAPABILITIES.map((line) => `- ${line}`),
    '',
    'For example:',
    '',
    ...suggestQuestions(context.dataset)
      .slice(0, 3)
      .map((question) => `- ${question}`),
  ].join('\n');
}

/** A value that no row has: what there is instead. */
function explainUnmatched({ parsed, catalog, limits }: Understanding): string {
  const groups = interestingColumns(catalog).groups.filter(({ type }) => type === 'TEXT');
  const values = (name: string) =>
    catalog.columns.find((column) => column.name === name)?.profile?.topValues.slice(0, 12) ?? [];
  const columns = [
    ...new Set(
      parsed.unmatched.flatMap(({ column }) => (column === undefined ? groups.map(({ name }) => name) : [column])),
    ),
  ];
  return [
    ...limits.flatMap((limit) => [limit, '']),
    ...parsed.unmatched.flatMap((value) => [describeUnmatched(value), '']),
    'These are the values to narrow by:',
    '',
    ...columns.map((name) => `- ${columnName(name)}: ${joinList(values(name).map(({ value }) => escapeCell(value)))}`),
  ].join('\n');
}

/** When nothing could be executed: what was tried, what failed and what to ask instead. */
export function explainFailure(context: QuestionContext, results: readonly SubtaskResult[]): string {
  const failed = results.filter(({ execution }) => execution && !execution.ok);
  return [
    `I could not answer “${shorten(context.question)}”: the code did not run to its end.`,
    '',
    ...failed.map(
      ({ subtask, execution, repairs }) =>
        `- **${subtask.title}** failed with ${execution?.error?.name ?? 'an error'}: ${shorten(execution?.error?.message ?? 'no message')}${repairs > 0 ? ` (after ${String(repairs)} ${repairs === 1 ? 'repair' : 'repairs'})` : ''}`,
    ),
    '',
    'Asking for one thing at a time, or for fewer rows, often helps. For example:',
    '',
    ...suggestQuestions(context.dataset)
      .slice(0, 3)
      .map((question) => `- ${question}`),
  ].join('\n');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
