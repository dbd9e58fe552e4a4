import type { OutlierRule } from '../request.ts';

export interface OutlierBounds {
  readonly low: string;
  readonly high: string;
}

/** SQL of the values beyond which `x` is an outlier; `over` makes them those of a window, such as each group's. */
export function outlierBounds(x: string, rule: OutlierRule, over = ''): OutlierBounds {
  const times = String(rule.threshold);
  if (rule.method === 'iqr') {
    const q1 = `quantile_cont(${x}, 0.25)${over}`;
    const q3 = `quantile_cont(${x}, 0.75)${over}`;
    return { low: `${q1} - ${times} * (${q3} - ${q1})`, high: `${q3} + ${times} * (${q3} - ${q1})` };
  }
  const deviation = `${rule.population ? 'stddev_pop' : 'stddev_samp'}(${x})${over}`;
  const mean = `avg(${x})${over}`;
  return { low: `${mean} - ${times} * ${deviation}`, high: `${mean} + ${times} * ${deviation}` };
}

/** The rows where any of the expressions is an outlier; missing values are none. */
export function isOutlierSql(expressions: readonly string[], rule: OutlierRule, over: string): string {
  const outside = expressions.map((x) => {
    const { low, high } = outlierBounds(x, rule, over);
    return `${x} < ${low} OR ${x} > ${high}`;
  });
  return `(${outside.join(' OR ')})`;
}
