import { z } from 'zod';
import type { Statistic } from '../request.ts';
import type { Fact, Quantity } from './analysis.ts';

/** Numbers arrive as null when they are not finite or not defined. */
export const number = z.number().nullable();
export const cell = z.union([z.number(), z.string(), z.boolean(), z.null()]);
export const row = z.record(z.string(), cell);
export type Row = z.infer<typeof row>;

export function numberIn(record: Row, key: string): number | null {
  const value = record[key];
  return typeof value === 'number' ? value : null;
}

export function textIn(record: Row, key: string): string {
  const value = record[key];
  return value === null || value === undefined ? '(missing)' : String(value);
}

/** The keys under which the code reports the request's statistics. */
export function expand(statistics: readonly Statistic[]): Statistic[] {
  return statistics.flatMap((statistic): Statistic[] =>
    statistic === 'quartiles' ? ['p25', 'median', 'p75'] : [statistic],
  );
}

export function quantityOf(statistic: Statistic): Quantity {
  if (/^p\d+$/.test(statistic)) return 'percentile';
  return statistic === 'quartiles' ? 'percentile' : (statistic as Quantity); // the remaining statistics are quantities by the same name
}

/** Several percentiles of one column are told apart by their name. */
function percentileName(statistic: Statistic): string {
  return statistic === 'p25' ? 'q1' : statistic === 'p75' ? 'q3' : statistic;
}

export function statisticFacts(
  record: Row,
  statistics: readonly Statistic[],
  rest: Pick<Fact, 'columns'> & Partial<Fact>,
): Fact[] {
  return expand(statistics).flatMap((statistic): Fact[] => {
    const value = record[statistic];
    const percentile = /^p\d+$/.test(statistic) && rest.group === undefined ? { group: percentileName(statistic) } : {};
    return value === undefined
      ? []
      : [{ ...rest, ...percentile, quantity: quantityOf(statistic), value: value ?? NaN }];
  });
}

export function missingCaveat(column: string, missing: number | null): string[] {
  return missing !== null && missing > 0
    ? [
        `${missing.toLocaleString('en-US')} missing ${missing === 1 ? 'value' : 'values'} of \`${column}\` ${missing === 1 ? 'is' : 'are'} left out.`,
      ]
    : [];
}
