import { z } from 'zod';
import type { Duck } from '../duck.ts';
import { batches, columnAt } from '../sql.ts';
import { type ColumnFigures, type TypedColumn, valueText } from './column-figures.ts';

export interface CountedValues {
  readonly distinct: number;
  /** The most frequent ones, where they tell anything. */
  readonly top: { value: string; count: number }[];
}

const maxValues = 20;
/** Numbers and times have frequent values worth telling only when there are few of them. */
const maxDistinctNumbers = 50;
/** Above this, by estimate, counting a column's values one by one would cost more memory than they are worth. */
const maxDistinct = 1_500_000;
const columnsPerQuery = 20;

export function isCountable({ distinct, filled }: ColumnFigures): boolean {
  return filled > 0 && distinct <= maxDistinct;
}

/** Counts the values of columns of the table `dataset` one by one. */
export async function countValues(duck: Duck, columns: readonly TypedColumn[]): Promise<Map<number, CountedValues>> {
  const counted = new Map<number, CountedValues>();
  const typeOf = new Map(columns.map(({ index, type }) => [index, type]));
  for (const batch of batches(columns, columnsPerQuery)) {
    const sql = `WITH ${batch.map(groupsSql).join(', ')} ${batch.map(countSql).join(' UNION ALL ')}`;
    const rows = await duck.rows(sql, topRow);
    for (const { index, distinct, top } of rows) {
      const type = typeOf.get(index);
      const tells = type === 'TEXT' || type === 'BOOLEAN' || distinct <= maxDistinctNumbers;
      counted.set(index, { distinct, top: tells ? top : [] });
    }
  }
  return counted;
}

const topRow = z.object({
  index: z.number(),
  distinct: z.number(),
  top: z.array(z.object({ value: z.string(), count: z.number() })),
});

/** The groups of a column, which both its figures are taken from. */
function groupsSql({ index }: TypedColumn): string {
  const column = columnAt(index);
  return `groups${index} AS MATERIALIZED
    (SELECT ${column} AS item, count(*) AS number FROM dataset WHERE ${column} IS NOT NULL GROUP BY ${column})`;
}

function countSql({ index, type }: TypedColumn): string {
  const item = `{'value': ${valueText('item', type)}, 'count': number::DOUBLE}`;
  const top = `(SELECT * FROM groups${index} ORDER BY number DESC, item LIMIT ${maxValues})`;
  return `SELECT ${index} AS index, (SELECT count(*)::DOUBLE FROM groups${index}) AS distinct,
    (SELECT list(${item} ORDER BY number DESC, item) FROM ${top}) AS top`;
}
