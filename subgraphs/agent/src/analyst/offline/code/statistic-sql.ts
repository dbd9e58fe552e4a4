import type { Method, Statistic } from '../request.ts';
import { identifier } from './sql-text.ts';

/** A statistic of a numeric SQL expression. Nulls are left out, as everywhere in SQL and pandas. */
export function statisticSql(statistic: Statistic, x: string, method: Method): string {
  const percentile = /^p(\d+)$/.exec(statistic)?.[1];
  if (percentile !== undefined) return `quantile_cont(${x}, ${String(Number(percentile) / 100)})`;
  switch (statistic) {
    case 'sum':
      return `CAST(sum(${x}) AS DOUBLE)`;
    case 'mean':
      return `avg(${x})`;
    case 'median':
      return `median(${x})`;
    case 'min':
    case 'max':
      return `${statistic}(${x})`;
    case 'range':
      return `max(${x}) - min(${x})`;
    case 'std':
      return `${method.population ? 'stddev_pop' : 'stddev_samp'}(${x})`;
    case 'cv':
      return `${method.population ? 'stddev_pop' : 'stddev_samp'}(${x}) / nullif(avg(${x}), 0)`;
    case 'variance':
      return `${method.population ? 'var_pop' : 'var_samp'}(${x})`;
    case 'skewness':
      return method.biasedMoments
        ? `skewness(${x}) * (count(${x}) - 2) / sqrt(count(${x}) * (count(${x}) - 1.0))`
        : `skewness(${x})`;
    case 'kurtosis':
      return method.biasedMoments ? `kurtosis_pop(${x})` : `kurtosis(${x})`;
    case 'iqr':
      return `quantile_cont(${x}, 0.75) - quantile_cont(${x}, 0.25)`;
    case 'distinct':
      return `count(DISTINCT ${x})`;
    case 'mode':
      return `mode(${x})`;
    case 'missing':
      return `count(*) - count(${x})`;
    default:
      return `count(${x})`;
  }
}

/** Statistics that need numbers; the others work on any column. */
export function needsNumbers(statistic: Statistic): boolean {
  return !['count', 'distinct', 'mode', 'missing', 'min', 'max', 'share'].includes(statistic);
}

export function selectList(entries: readonly (readonly [expression: string, alias: string])[]): string {
  return entries.map(([expression, alias]) => `${expression} AS ${identifier(alias)}`).join(', ');
}
