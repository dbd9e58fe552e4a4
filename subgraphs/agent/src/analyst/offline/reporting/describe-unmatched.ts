import type { UnmatchedValue } from '../parsing/unmatched-values.ts';
import { columnName } from './describe-preparation.ts';
import { escapeCell } from './markdown-table.ts';
import { joinList } from './numbers.ts';

/** "There is no “Gadgit”. Did you mean …?": a part of a question that was not answered, and why. */
export function describeUnmatched({ said, column, near }: UnmatchedValue): string {
  const place = column === undefined ? 'in the data' : `in ${columnName(column)}`;
  const offers = near.map((item) => `**${escapeCell(item.value)}** (${columnName(item.column)})`);
  const question = offers.length > 0 ? ` Did you mean ${joinList(offers).replace(/ and (?=[^,]*$)/, ' or ')}?` : '';
  return `There is **no “${said.replace(/[\r\n“”]+/g, ' ')}”** ${place}, so I computed nothing for it.${question}`;
}
