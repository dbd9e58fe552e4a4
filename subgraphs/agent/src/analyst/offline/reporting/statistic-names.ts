import type { Method, Statistic } from '../request.ts';

const NAMES: Readonly<Record<string, string>> = {
  count: 'count',
  missing: 'missing values',
  distinct: 'distinct values',
  sum: 'sum',
  mean: 'mean',
  median: 'median',
  min: 'minimum',
  max: 'maximum',
  range: 'range',
  std: 'standard deviation',
  variance: 'variance',
  cv: 'coefficient of variation',
  mode: 'most frequent value',
  share: 'share',
  skewness: 'skewness',
  kurtosis: 'kurtosis',
  iqr: 'interquartile range',
  quartiles: 'quartiles',
};

export function statisticName(statistic: Statistic): string {
  const percentile = /^p(\d+)$/.exec(statistic)?.[1];
  if (percentile === undefined) return NAMES[statistic] ?? statistic;
  if (percentile === '25') return 'first quartile';
  return percentile === '75' ? 'third quartile' : `${ordinal(Number(percentile))} percentile`;
}

function ordinal(value: number): string {
  const ending = value % 100 >= 11 && value % 100 <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th');
  return `${String(value)}${ending}`;
}

/** The conventions behind the statistics that have more than one. */
export function conventionNote(statistics: readonly Statistic[], method: Method): string | undefined {
  const notes: string[] = [];
  if (statistics.some((statistic) => statistic === 'std' || statistic === 'variance'))
    notes.push(
      method.population
        ? 'the standard deviation and variance are the population’s (divided by n)'
        : 'the standard deviation and variance are the sample’s (divided by n − 1, as pandas does)',
    );
  if (statistics.some((statistic) => statistic === 'skewness' || statistic === 'kurtosis'))
    notes.push(
      method.biasedMoments
        ? 'skewness and excess kurtosis are not corrected for bias (as scipy does by default)'
        : 'skewness and excess kurtosis are corrected for bias (as pandas does)',
    );
  if (statistics.some((statistic) => /^p\d+$|quartiles|iqr/.test(statistic)))
    notes.push('quantiles are interpolated linearly');
  const text = notes.join('; ');
  return text === '' ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
