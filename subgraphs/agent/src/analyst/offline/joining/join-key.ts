import type { ColumnProfile, Dataset } from '../../../dataset/dataset.ts';
import { normalForm } from '../parsing/words.ts';

/** A column that two datasets share. */
export interface JoinKey {
  readonly first: string;
  readonly second: string;
  /** Whether a value stands in one row of the first dataset at most, and in one of the second. */
  readonly isUniqueInFirst: boolean;
  readonly isUniqueInSecond: boolean;
}

/** Names that number the rows of a table, whatever the table is about. */
const rowNumbers = new Set(['id', 'uuid', 'key', 'index', 'row', 'rowid', 'no', 'nr', 'number', 'unnamed0', 'column0']);

/**
 * The columns by which two datasets can be joined: of the same name but for case and punctuation, of a type that names
 * things, with values in the same range, and unique on one side. A name such as `id` counts only when it is unique on one
 * side alone: two tables that both number their rows have nothing in common.
 */
export function findJoinKeys(first: Dataset, second: Dataset): readonly JoinKey[] {
  const others = new Map(second.profile.columns.map((column) => [normalForm(column.name), column]));
  return first.profile.columns.flatMap((column) => {
    const other = others.get(normalForm(column.name));
    if (other === undefined || normalForm(column.name) === '' || !areComparable(column, other)) return [];
    const isUniqueInFirst = isUnique(column, first.profile.rows);
    const isUniqueInSecond = isUnique(other, second.profile.rows);
    const isRowNumber = isUniqueInFirst && isUniqueInSecond && rowNumbers.has(normalForm(column.name));
    return (isUniqueInFirst || isUniqueInSecond) && !isRowNumber
      ? [{ first: column.name, second: other.name, isUniqueInFirst, isUniqueInSecond }]
      : [];
  });
}

/** An estimate is no proof. */
function isUnique({ distinct, distinctIsApproximate, nulls }: ColumnProfile, rows: number): boolean {
  return distinctIsApproximate !== true && distinct > 0 && distinct === rows - nulls;
}

const keyTypes = new Set<ColumnProfile['type']>(['INTEGER', 'TEXT', 'DATE', 'DATETIME']);

function areComparable(left: ColumnProfile, right: ColumnProfile): boolean {
  if (left.type !== right.type || !keyTypes.has(left.type)) return false;
  if (left.min == null || left.max == null || right.min == null || right.max == null) return true;
  if (left.type === 'INTEGER') {
    return Number(left.min) <= Number(right.max) && Number(right.min) <= Number(left.max);
  }
  return left.min <= right.max && right.min <= left.max;
}
