import { z } from 'zod';
import type { ColumnProfile, ColumnType, HistogramBin } from '../../dataset-profile.ts';
import type { Duck } from '../duck.ts';
import { batches, columnAt, sqlText } from '../sql.ts';
import type { Warnings } from '../warnings.ts';
import type { ImportedColumn } from '../write-parquet.ts';
import {
  type ColumnFigures,
  computeFigures,
  isNumeric,
  maxRowsForExactQuantiles,
  type TypedColumn,
} from './column-figures.ts';
import { computeHistograms, type HistogramColumn } from './histograms.ts';
import { type CountedValues, countValues, isCountable } from './counted-values.ts';

/** So few values are faster held in memory than read again for every query. */
const maxCellsInMemory = 4_000_000;
/** So many columns are described at a time: each that is held takes a block of 256 KiB at least. */
const columnsAtOnce = 50;

export interface ParquetProfile {
  readonly rows: number;
  readonly columns: ColumnProfile[];
}

/** Describes every column of a Parquet file that was just written. */
export async function profileParquet(
  duck: Duck,
  parquet: string,
  columns: readonly ImportedColumn[],
  warnings: Warnings,
): Promise<ParquetProfile> {
  const names = columns.map((_, index) => columnAt(index)).join(', ');
  const source = `read_parquet(${sqlText(parquet)}) AS source(${names})`;
  const [total] = await duck.rows(`SELECT count(*)::DOUBLE AS rows FROM ${source}`, z.object({ rows: z.number() }));
  const rows = total?.rows ?? 0;
  if (rows > maxRowsForExactQuantiles) warnings.add('Quartiles are estimates, because there are so many rows.');
  const typed = columns.map((column, index) => ({ ...column, index }));
  const profiles: ColumnProfile[] = [];
  for (const group of batches(typed, columnsAtOnce)) {
    await openDataset(duck, source, group, rows);
    profiles.push(...(await describeColumns(duck, group, rows, warnings)));
  }
  return { rows, columns: profiles };
}

type NamedColumn = ImportedColumn & TypedColumn;

/** Makes `dataset`, which the figures are computed from, of some of the columns. */
async function openDataset(duck: Duck, source: string, group: readonly NamedColumn[], rows: number): Promise<void> {
  await duck.run('DROP VIEW IF EXISTS dataset');
  await duck.run('DROP TABLE IF EXISTS held');
  const columns = group.map(({ index }) => columnAt(index)).join(', ');
  const isHeld = rows * group.length <= maxCellsInMemory;
  if (isHeld) await duck.run(`CREATE TABLE held AS SELECT ${columns} FROM ${source}`);
  await duck.run(`CREATE VIEW dataset AS SELECT ${columns} FROM ${isHeld ? 'held' : source}`);
}

async function describeColumns(
  duck: Duck,
  group: readonly NamedColumn[],
  rows: number,
  warnings: Warnings,
): Promise<ColumnProfile[]> {
  const figures = await computeFigures(duck, group, rows);
  const described = group.map((column, place) => ({ column, figures: at(figures, place) }));
  const countable = described.filter((each) => isCountable(each.figures)).map(({ column }) => column);
  const counted = await countValues(duck, countable);
  const histograms = await computeHistograms(duck, described.flatMap(histogramColumn));
  return described.map((each) => {
    const { index, name } = each.column;
    if (each.figures.infinite > 0) warnings.addItem('infinite', `${name} (${each.figures.infinite})`);
    return describeColumn({ ...each, rows, counted: counted.get(index), histogram: histograms.get(index) });
  });
}

function histogramColumn({ column, figures }: Pick<ColumnParts, 'column' | 'figures'>): HistogramColumn[] {
  const { index, type } = column;
  const { min, max, filled, infinite } = figures;
  if (!isNumeric(type) || min === null || max === null) return [];
  return [{ index, isInteger: type === 'INTEGER', min: Number(min), max: Number(max), filled: filled - infinite }];
}

interface ColumnParts {
  readonly column: NamedColumn;
  readonly rows: number;
  readonly figures: ColumnFigures;
  readonly counted: CountedValues | undefined;
  readonly histogram: HistogramBin[] | undefined;
}

function describeColumn({ column: { name, type }, rows, figures, counted, histogram }: ColumnParts): ColumnProfile {
  const { filled, min, max, mean, standardDeviation, quartiles } = figures;
  const nulls = rows - filled;
  return {
    name,
    type,
    pandasType: pandasType(type, nulls, rows),
    nulls,
    distinct: counted?.distinct ?? figures.distinct,
    distinctIsApproximate: counted === undefined && filled > 0,
    min,
    max,
    mean,
    standardDeviation,
    quartiles,
    topValues: counted?.top ?? [],
    histogram: histogram ?? null,
  };
}

/** What pandas' read_csv would call it: a column with gaps has no integers and no booleans, one of gaps alone is float64. */
function pandasType(type: ColumnType, nulls: number, rows: number): string {
  if (nulls === rows) return 'float64';
  switch (type) {
    case 'INTEGER':
      return nulls > 0 ? 'float64' : 'int64';
    case 'FLOAT':
      return 'float64';
    case 'BOOLEAN':
      return nulls > 0 ? 'object' : 'bool';
    case 'DATE':
    case 'DATETIME':
      return 'datetime64[ns]';
    case 'TIME':
    case 'TEXT':
      return 'object';
  }
}

function at(figures: readonly ColumnFigures[], index: number): ColumnFigures {
  const found = figures[index];
  if (found === undefined) throw new RangeError(`Column ${index} has no figures`);
  return found;
}
