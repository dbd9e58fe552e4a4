import { z } from 'zod';
import type { Duck } from '../duck.ts';
import { batches } from '../sql.ts';
import { cellSql, type ColumnCandidates, type ColumnPlan, textPlan } from './column-plan.ts';
import type { ValueReader } from './value-reader.ts';

/** Bounds the size of a query. */
const checksPerQuery = 60;

interface Check {
  readonly column: ColumnCandidates;
  readonly reader: ValueReader;
}

export interface SettledType {
  readonly plan: ColumnPlan;
  /** Whether two readings that exclude each other fit every value. */
  readonly isAmbiguous: boolean;
}

/** Decides over all rows how each column is to be read: by the first way that fits every value, otherwise as text. */
export async function settleTypes(
  duck: Duck,
  source: string,
  columns: readonly ColumnCandidates[],
): Promise<ReadonlyMap<number, SettledType>> {
  const settled = await settle(duck, source, columns);
  const padded = columns.filter(({ index, trims }) => !trims && settled.get(index)?.plan === textPlan);
  const trimmed = padded.filter(({ readers }) => readers.length > 0).map((column) => ({ ...column, trims: true }));
  return trimmed.length === 0 ? settled : new Map([...settled, ...(await settle(duck, source, trimmed))]);
}

async function settle(
  duck: Duck,
  source: string,
  columns: readonly ColumnCandidates[],
): Promise<ReadonlyMap<number, SettledType>> {
  const checks = columns.flatMap((column) => column.readers.map((reader) => ({ column, reader })));
  const fitting: Check[] = [];
  for (const batch of batches(checks, checksPerQuery)) fitting.push(...(await findFitting(duck, source, batch)));
  return new Map(columns.map((column) => [column.index, choose(column, fitting)]));
}

/** Those checks whose reader gives a value for every text, and for one at least. */
async function findFitting(duck: Duck, source: string, checks: readonly Check[]): Promise<Check[]> {
  const figures = checks.map(({ column, reader }, index) => {
    const cell = `(${cellSql(column.index, column.trims)})`;
    return `count(${cell})::DOUBLE AS texts${index}, count(${reader.value(cell)})::DOUBLE AS values${index}`;
  });
  const [row] = await duck.rows(`SELECT ${figures.join(', ')} FROM ${source}`, z.record(z.string(), z.number()));
  return checks.filter(
    (_, index) => row?.[`values${index}`] === row?.[`texts${index}`] && row?.[`texts${index}`] !== 0,
  );
}

function choose(column: ColumnCandidates, fitting: readonly Check[]): SettledType {
  const readers = fitting.filter((check) => check.column === column).map(({ reader }) => reader);
  const [reader] = readers;
  if (reader === undefined) return { plan: textPlan, isAmbiguous: false };
  const isAmbiguous = readers.some(({ name }) => name === reader.rival);
  return { plan: isAmbiguous ? textPlan : { reader, trims: column.trims }, isAmbiguous };
}
