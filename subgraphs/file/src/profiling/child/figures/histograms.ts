import { z } from 'zod';
import type { HistogramBin } from '../../dataset-profile.ts';
import type { Duck } from '../duck.ts';
import { batches, columnAt } from '../sql.ts';

const maxBins = 20;
const columnsPerQuery = 20;

export interface HistogramColumn {
  readonly index: number;
  readonly isInteger: boolean;
  readonly min: number;
  readonly max: number;
  /** How many values there are. */
  readonly filled: number;
}

interface Bins {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

/** Equal-width bins of numeric columns of the table `dataset`. */
export async function computeHistograms(
  duck: Duck,
  columns: readonly HistogramColumn[],
): Promise<Map<number, HistogramBin[]>> {
  const plans = columns.map((column) => ({ column, bins: planBins(column) }));
  const histograms = new Map(plans.map(({ column, bins }) => [column.index, emptyBins(column, bins)]));
  for (const batch of batches(plans, columnsPerQuery)) {
    const rows = await duck.rows(batch.map(({ column, bins }) => binSql(column, bins)).join(' UNION ALL '), binRow);
    for (const { index, bin, count } of rows) {
      const target = histograms.get(index)?.[bin];
      if (target !== undefined) target.count = count;
    }
  }
  return histograms;
}

const binRow = z.object({ index: z.number(), bin: z.number(), count: z.number() });

/** Sturges' number of bins; integers that are few get one each. */
function planBins({ min, max, filled, isInteger }: HistogramColumn): Bins {
  if (min === max) return { start: min, width: 0, count: 1 };
  if (isInteger && max - min < maxBins) return { start: min, width: 1, count: max - min + 1 };
  const count = Math.min(maxBins, Math.ceil(Math.log2(filled)) + 1);
  return { start: min, width: max / count - min / count, count };
}

function emptyBins({ max }: HistogramColumn, { start, width, count }: Bins): HistogramBin[] {
  return Array.from({ length: count }, (_, bin) => ({
    start: start + bin * width,
    end: bin === count - 1 ? Math.max(max, start + count * width) : start + (bin + 1) * width,
    count: 0,
  }));
}

function binSql({ index }: HistogramColumn, { start, width, count }: Bins): string {
  const value = `${columnAt(index)}::DOUBLE`;
  const bin = width === 0 ? '0' : `least(floor((${value} - (${start})) / ${width}), ${count - 1})`;
  return `SELECT ${index} AS index, ${bin}::INTEGER AS bin, count(*)::DOUBLE AS count
    FROM dataset WHERE isfinite(${value}) GROUP BY ALL`;
}
