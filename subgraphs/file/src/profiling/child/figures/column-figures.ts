import { z } from 'zod';
import type { ColumnType } from '../../dataset-profile.ts';
import type { Duck } from '../duck.ts';
import { batches, columnAt } from '../sql.ts';

/** Up to so many rows quantiles are exact; above they are estimated (t-digest). */
export const maxRowsForExactQuantiles = 5_000_000;
/** The squares of larger numbers overflow. */
const maxForDeviation = 1e150;
const columnsPerQuery = 25;

/** The figures of one column that one pass over the rows gives. */
export interface ColumnFigures {
  readonly filled: number;
  /** An estimate (HyperLogLog). */
  readonly distinct: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly quartiles: number[] | null;
  readonly infinite: number;
}

export interface TypedColumn {
  readonly index: number;
  readonly type: ColumnType;
}

const maxTextCharacters = 200;

export function isNumeric(type: ColumnType): boolean {
  return type === 'INTEGER' || type === 'FLOAT';
}

/** A value as the text that people see. */
export function valueText(value: string, type: ColumnType): string {
  if (type === 'TEXT') return `left(${value}, ${maxTextCharacters})`;
  if (type === 'DATETIME') return `replace(CAST(${value} AS VARCHAR), ' ', 'T')`;
  return `CAST(${value} AS VARCHAR)`;
}

/** Figures of all columns of the table `dataset`. */
export async function computeFigures(
  duck: Duck,
  columns: readonly TypedColumn[],
  rows: number,
): Promise<ColumnFigures[]> {
  const figures: ColumnFigures[] = [];
  for (const batch of batches(columns, columnsPerQuery)) {
    const expressions = batch.flatMap((column) => figureSql(column, rows));
    const values = batch.flatMap(valuesSql);
    const sql = `SELECT ${expressions.join(', ')} FROM (SELECT ${values.join(', ')} FROM dataset)`;
    const [row = {}] = await duck.rows(sql, z.record(z.string(), z.unknown()));
    for (const column of batch) figures.push(readFigures(row, column));
  }
  return figures;
}

/** The column itself, its finite values, and those whose squares are finite. */
function valuesSql({ index, type }: TypedColumn): string[] {
  const column = columnAt(index);
  if (type !== 'FLOAT') return [column];
  return [
    column,
    `CASE WHEN isfinite(${column}) THEN ${column} END AS finite${index}`,
    `CASE WHEN abs(${column}) < ${maxForDeviation} THEN ${column} END AS moderate${index}`,
  ];
}

function figureSql({ index, type }: TypedColumn, rows: number): string[] {
  const column = columnAt(index);
  const finite = type === 'FLOAT' ? `finite${index}` : column;
  const common = [
    `count(${column})::DOUBLE AS filled${index}`,
    `approx_count_distinct(${column})::DOUBLE AS distinct${index}`,
    `${valueText(`min(${finite})`, type)} AS min${index}`,
    `${valueText(`max(${finite})`, type)} AS max${index}`,
  ];
  if (!isNumeric(type)) return common;
  const quantiles = rows <= maxRowsForExactQuantiles ? 'quantile_cont' : 'approx_quantile';
  return [
    ...common,
    `avg(${finite}) AS mean${index}`,
    `stddev_samp(${type === 'FLOAT' ? `moderate${index}` : column}) AS deviation${index}`,
    `${quantiles}(${finite}, [0.25, 0.5, 0.75])::DOUBLE[] AS quartiles${index}`,
    `(count(${column}) - count(${finite}))::DOUBLE AS infinite${index}`,
  ];
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const finiteNumber = z
  .unknown()
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));

function readFigures(row: Readonly<Record<string, unknown>>, { index, type }: TypedColumn): ColumnFigures {
  const number = (name: string) => finiteNumber.parse(row[name + String(index)]);
  const filled = number('filled') ?? 0;
  const quartiles = z.array(finiteNumber).nullish().parse(row[`quartiles${index}`]) ?? [];
  const finiteQuartiles = quartiles.filter((value) => value !== null);
  const min = text.parse(row[`min${index}`]);
  const max = text.parse(row[`max${index}`]);
  const isModerate = [min, max].every((bound) => Math.abs(Number(bound)) < maxForDeviation);
  return {
    filled,
    distinct: Math.min(number('distinct') ?? 0, filled),
    min,
    max,
    mean: number('mean'),
    standardDeviation: isModerate ? number('deviation') : null,
    quartiles: isNumeric(type) && finiteQuartiles.length === 3 ? finiteQuartiles : null,
    infinite: number('infinite') ?? 0,
  };
}
