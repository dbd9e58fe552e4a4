import type { Statistic } from '../request.ts';
import type { Token } from './words.ts';

export interface StatisticMention {
  readonly statistic: Statistic;
  readonly start: number;
  readonly end: number;
}

/** Phrases of the field, longest first; `null` marks phrases whose words look like a statistic and are none. */
const PHRASES: readonly (readonly [words: readonly string[], statistic: Statistic | null])[] = (
  [
    ['root mean squared error', null],
    ['root mean square error', null],
    ['mean squared error', null],
    ['mean square error', null],
    ['mean absolute error', null],
    ['mean imputation', null],
    ['median imputation', null],
    ['average imputation', null],
    ['number line', null],
    ['sum of squares', null],
    ['coefficient of variation', 'cv'],
    ['analysis of variance', null],
    ['maximum likelihood', null],
    ['account for', null],
    ['in total', 'sum'],
    ['p value', null],
    ['standard deviation', 'std'],
    ['standard deviations', 'std'],
    ['std dev', 'std'],
    ['stdev', 'std'],
    ['stddev', 'std'],
    ['std', 'std'],
    ['sd', 'std'],
    ['spread', 'std'],
    ['variance', 'variance'],
    ['var', 'variance'],
    ['mean', 'mean'],
    ['means', 'mean'],
    ['average', 'mean'],
    ['averages', 'mean'],
    ['avg', 'mean'],
    ['on average', 'mean'],
    ['typical', 'median'],
    ['median', 'median'],
    ['medians', 'median'],
    ['sum', 'sum'],
    ['total', 'sum'],
    ['totals', 'sum'],
    ['combined', 'sum'],
    ['overall', 'sum'],
    ['number of unique', 'distinct'],
    ['number of distinct', 'distinct'],
    ['number of different', 'distinct'],
    ['count of unique', 'distinct'],
    ['count of distinct', 'distinct'],
    ['count unique', 'distinct'],
    ['count distinct', 'distinct'],
    ['how many unique', 'distinct'],
    ['how many distinct', 'distinct'],
    ['how many different', 'distinct'],
    ['unique values', 'distinct'],
    ['distinct values', 'distinct'],
    ['different values', 'distinct'],
    ['unique', 'distinct'],
    ['distinct', 'distinct'],
    ['number of', 'count'],
    ['total number of', 'count'],
    ['how many', 'count'],
    ['how much', 'sum'],
    ['count', 'count'],
    ['counts', 'count'],
    ['row count', 'count'],
    ['maximum', 'max'],
    ['max', 'max'],
    ['highest', 'max'],
    ['largest', 'max'],
    ['biggest', 'max'],
    ['greatest', 'max'],
    ['minimum', 'min'],
    ['min', 'min'],
    ['lowest', 'min'],
    ['smallest', 'min'],
    ['mode', 'mode'],
    ['most common', 'mode'],
    ['most frequent', 'mode'],
    ['interquartile range', 'iqr'],
    ['inter quartile range', 'iqr'],
    ['iqr', 'iqr'],
    ['quartile range', 'iqr'],
    ['range', 'range'],
    ['quartiles', 'quartiles'],
    ['percentiles', 'quartiles'],
    ['quantiles', 'quartiles'],
    ['first quartile', 'p25'],
    ['lower quartile', 'p25'],
    ['1st quartile', 'p25'],
    ['q1', 'p25'],
    ['third quartile', 'p75'],
    ['upper quartile', 'p75'],
    ['3rd quartile', 'p75'],
    ['q3', 'p75'],
    ['skewness', 'skewness'],
    ['skew', 'skewness'],
    ['kurtosis', 'kurtosis'],
    ['percentage', 'share'],
    ['percent', 'share'],
    ['share', 'share'],
    ['proportion', 'share'],
    ['fraction', 'share'],
    ['what %', 'share'],
  ] as const
)
  .map(([phrase, statistic]): readonly [readonly string[], Statistic | null] => [phrase.split(' '), statistic])
  .toSorted((a, b) => b[0].length - a[0].length);

export function findStatistics(tokens: readonly Token[], taken: ReadonlySet<number>): StatisticMention[] {
  const found: StatisticMention[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const percentile = percentileAt(tokens, start);
    if (percentile && !taken.has(start)) {
      found.push(percentile);
      start = percentile.end - 1;
      continue;
    }
    const phrase = PHRASES.find(([words]) =>
      words.every(
        (word, offset) => tokens[start + offset]?.lower === word && tokens[start + offset]?.kind !== 'quoted',
      ),
    );
    if (!phrase || words(phrase[0].length).some((offset) => taken.has(start + offset))) continue;
    if (phrase[1] !== null) found.push({ statistic: phrase[1], start, end: start + phrase[0].length });
    start += phrase[0].length - 1;
  }
  return withoutSumOfTotals(found);
}

function words(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function percentileAt(tokens: readonly Token[], start: number): StatisticMention | undefined {
  const first = tokens[start];
  const attached = /^p(\d{1,2})$/.exec(first?.lower ?? '');
  if (attached) return { statistic: `p${Number(attached[1])}`, start, end: start + 1 };
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first?.lower ?? '');
  const percent = tokens[start + 1]?.text === '%' ? 1 : 0;
  if (ordinal && isListedPercentile(tokens, start))
    return { statistic: `p${Number(ordinal[1])}`, start, end: start + 1 };
  const noun = tokens[start + 1 + percent]?.lower ?? '';
  if (!ordinal || !/^(?:percentiles?|quantiles?|pct)$/.test(noun)) return undefined;
  return { statistic: `p${Number(ordinal[1])}`, start, end: start + 2 + percent };
}

/** "the 10th, 50th and 90th percentiles": the noun stands after the last one. */
function isListedPercentile(tokens: readonly Token[], start: number): boolean {
  let at = start;
  while (/^\d{1,2}(?:st|nd|rd|th)$/.test(tokens[at]?.lower ?? '')) {
    at++;
    if (at > start + 1 && /^(?:percentiles?|quantiles?)$/.test(tokens[at]?.lower ?? '')) return true;
    while (/^(?:,|and|or)$/.test(tokens[at]?.lower ?? '')) at++;
  }
  return false;
}

/** "total number of", "overall average": the weaker word only adds emphasis. */
function withoutSumOfTotals(found: readonly StatisticMention[]): StatisticMention[] {
  return found.filter((mention, index) => {
    const next = found[index + 1];
    return !(mention.statistic === 'sum' && next && next.start === mention.end);
  });
}
