import type { ColumnType } from '../dataset-profile.ts';
import { type CsvSource, readCsvSql } from './csv/csv-source.ts';
import type { Duck } from './duck.ts';
import { sqlName, sqlText } from './sql.ts';
import { type ColumnPlan, findCandidates, isMisfit, strictValueSql, textPlan } from './types/column-plan.ts';
import { settleTypes, type SettledType } from './types/settle-types.ts';
import type { Warnings } from './warnings.ts';

export interface ImportedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface ParquetRequest {
  readonly duck: Duck;
  readonly source: CsvSource;
  readonly names: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly parquet: string;
  readonly warnings: Warnings;
}

/**
 * Writes a CSV as Parquet, with types. The types that a sample suggests are tried at once; only when a value further down does
 * not fit are all rows looked at first.
 */
export async function writeParquet(request: ParquetRequest): Promise<ImportedColumn[]> {
  const { duck, source, names, sample, warnings } = request;
  const from = readCsvSql(source);
  const candidates = names.map((_, index) =>
    findCandidates(
      index,
      sample.map((row) => row[index] ?? ''),
      source.delimiter,
    ),
  );
  const open = candidates.filter(({ isOpen }) => isOpen);
  const settled = new Map(await settleTypes(duck, from, open));
  const likely = candidates.map(
    ({ index, readers: [reader], trims }): ColumnPlan =>
      settled.get(index)?.plan ?? (reader === undefined ? textPlan : { reader, trims }),
  );
  try {
    await copy(request, from, likely);
    return describe(names, likely, settled, warnings);
  } catch (error) {
    if (!isMisfit(error)) throw error;
  }
  const rest = candidates.filter(({ isOpen, readers }) => !isOpen && readers.length > 0);
  for (const [index, type] of await settleTypes(duck, from, rest)) settled.set(index, type);
  const certain = names.map((_, index) => settled.get(index)?.plan ?? textPlan);
  await copy(request, from, certain);
  return describe(names, certain, settled, warnings);
}

async function copy(
  { duck, names, parquet }: ParquetRequest,
  from: string,
  plans: readonly ColumnPlan[],
): Promise<void> {
  const values = plans.map((plan, index) => `${strictValueSql(index, plan)} AS ${sqlName(names[index] ?? '')}`);
  await duck.run(
    `COPY (SELECT ${values.join(', ')} FROM ${from}) TO ${sqlText(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}

function describe(
  names: readonly string[],
  plans: readonly ColumnPlan[],
  settled: ReadonlyMap<number, SettledType>,
  warnings: Warnings,
): ImportedColumn[] {
  return names.map((name, index) => {
    if (settled.get(index)?.isAmbiguous === true) warnings.addItem('ambiguousDate', name);
    return { name, type: plans[index]?.reader.type ?? 'TEXT' };
  });
}
