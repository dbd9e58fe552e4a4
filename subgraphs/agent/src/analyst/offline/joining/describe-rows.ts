import type { SubtaskResult } from '../../analyst.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';
import type { RowChoice } from './choose-rows.ts';
import { sidesOf, withoutPartner } from './joined-catalog.ts';

/** " over …": the rows in a phrase, for the interpretation; empty when they are the first dataset's. */
export function describeRows(rows: RowChoice): string {
  if (rows.kind === 'joined') {
    const { first, second, key } = rows.join;
    return ` over ${columnName(first.dataset.name)} joined with ${columnName(second.dataset.name)} on ${columnName(key.first)}`;
  }
  return rows.kind === 'other' ? ` over ${columnName(rows.other.name)}` : '';
}

/** What a reader of the report must know of the rows; empty when they are the first dataset's and nothing was missed. */
export function explainRows(rows: RowChoice, results: readonly SubtaskResult[]): string {
  if (rows.kind === 'joined') return explainJoin(rows, results);
  if (rows.kind === 'other') return `I looked at ${columnName(rows.other.name)} alone: the question is about it.`;
  if (rows.missed === undefined) return '';
  const { primary, other, columns, keys } = rows.missed;
  const needed = `${joinList(columns.map(columnName))} ${columns.length === 1 ? 'is a column' : 'are columns'} of ${columnName(other.name)}`;
  const reason =
    keys.length === 0
      ? 'the two share no key to join by: a column of the same name and type, and no mere row number, with each value once in one of them'
      : `the two share ${joinList(keys.map(({ first }) => columnName(first)))}, so I could not tell which of them to join by`;
  return `I looked at ${columnName(primary.name)} only: ${needed}, but ${reason}.`;
}

function explainJoin(rows: Extract<RowChoice, { kind: 'joined' }>, results: readonly SubtaskResult[]): string {
  const { first, second, key } = rows.join;
  const sides = sidesOf(rows.join);
  const joined = `I joined ${columnName(first.dataset.name)} with ${columnName(second.dataset.name)} on ${columnName(key.first)}`;
  const each = `each row of ${columnName(sides.rows.dataset.name)} with the row of ${columnName(sides.partners.dataset.name)} of the same ${columnName(key.first)}`;
  return `${joined}: ${each}${partnerless(results)}.`;
}

function partnerless(results: readonly SubtaskResult[]): string {
  const printed = results
    .map(({ execution }) => execution?.output.split('\n')[0] ?? '')
    .find((line) => line.startsWith(withoutPartner));
  const count = printed?.slice(withoutPartner.length).trim() ?? '';
  if (!/^\d+$/.test(count) || count === '0') return '';
  return `; **${count}** ${count === '1' ? 'has' : 'have'} none and stay in without its columns`;
}
