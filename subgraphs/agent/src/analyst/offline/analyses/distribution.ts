import { z } from 'zod';
import { isNumeric, looksNumeric } from '../catalog.ts';
import { chartCode, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, template } from '../code/sql-text.ts';
import { selectList, statisticSql } from '../code/statistic-sql.ts';
import { numericSubjects, subjectsOf } from '../parsing/subjects.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, joinList, plural, pText } from '../reporting/numbers.ts';
import { conventionNote } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, Statistic } from '../request.ts';
import type { Analysis, CodeContext, Fact, Finding } from './analysis.ts';
import { chooseNormality, normalityCode } from './normality-code.ts';
import { missingCaveat, number, quantityOf } from './results.ts';

const STATISTICS = [
  'mean',
  'median',
  'std',
  'min',
  'p25',
  'p75',
  'max',
  'skewness',
  'kurtosis',
] as const satisfies readonly Statistic[];

const resultShape = z.object({
  n: z.number(),
  missing: z.number(),
  mean: number,
  median: number,
  std: number,
  min: number,
  p25: number,
  p75: number,
  max: number,
  skewness: number,
  kurtosis: number,
  alpha: z.number(),
  normality: z.object({ test: z.string(), statistic: number, p: number, n: z.number(), sampled: z.boolean() }),
});

/** The shape of a numeric column: moments, quartiles, a histogram and a test for normality. */
export const distribution: Analysis = {
  name: 'distribution',
  isTechnical: false,
  matches(reading) {
    const asksShape = reading.cues.has('distribution') || reading.cues.has('normality');
    if (reading.groups.length > 0 || reading.cues.has('trend')) return 0;
    const prepares = reading.steps.some((step) => step.kind === 'replace');
    if (
      reading.cues.has('normality') &&
      !prepares &&
      (reading.cues.has('distribution') || /\bnormal|gaussian|shapiro|jarque|agostino|kolmogorov/i.test(reading.text))
    )
      return 0.8;
    const moments = reading.statistics.filter(({ statistic }) => statistic !== 'skewness' && statistic !== 'kurtosis');
    const onlyMoments = reading.statistics.length > 0 && !/\bdistribut|histogram|spread|density/i.test(reading.text);
    if (asksShape && moments.length === 0) return onlyMoments ? 0.45 : 0.7;
    const isBare =
      reading.steps.length === 0 &&
      reading.derived === undefined &&
      !/^(?:create|generate|add|make|define)\b/i.test(reading.text) &&
      reading.statistics.length === 0 &&
      reading.measures.length === 1 &&
      !reading.condition &&
      reading.tokens.length <= 8;
    return isBare ? 0.2 : 0;
  },
  plan(reading) {
    const subject = numericSubjects(reading)[0];
    const asked = subjectsOf(reading)[0];
    if (
      !subject ||
      !(isNumeric(subject) || looksNumeric(subject)) ||
      (asked && reading.measures.length > 0 && asked !== subject && reading.measures.length === 1)
    )
      return undefined;
    return { measures: [subject.name], statistics: reading.cues.has('normality') ? [] : ['mean', 'median'] };
  },
  describe: (request) => `the distribution of ${joinList(request.measures.map(columnName))}`,
  code,
  report,
};

function code(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [measure = ''] = request.measures;
  const x = numeric(measure, prepared.catalog, variant);
  const entries = STATISTICS.map((statistic): [string, string] => [
    statisticSql(statistic, x, request.method),
    statistic,
  ]);
  const moments: [string, string][] = [
    [`skewness(${x}) * (count(${x}) - 2) / sqrt(count(${x}) * (count(${x}) - 1.0))`, 'g1'],
    [`kurtosis_pop(${x}) + 3`, 'b2'],
  ];
  const test = chooseNormality(request.method, catalog.rows);
  const bins = request.method.bins;
  return [
    ...prepared.lines,
    comment(`Moments and quartiles of ${measure}`),
    `const [summary] = sql(${template(`SELECT ${selectList([[`count(${x})`, 'n'], [`count(*) - count(${x})`, 'missing'], ...entries, ...moments])} FROM ${prepared.from}`)});`,
    '',
    ...normalityCode(test, x, prepared.from),
    '',
    comment(
      bins === undefined
        ? 'Bins by the rule of Freedman and Diaconis, 12 to 60 of them'
        : 'As many bins as were asked for',
    ),
    'const span = summary.max - summary.min || 1;',
    bins === undefined
      ? 'const bins = Math.max(12, Math.min(60, Math.ceil(span / ((2 * (summary.p75 - summary.p25)) / Math.cbrt(summary.n) || span / 20))));'
      : `const bins = ${String(bins)};`,
    'const width = span / bins;',
    `const counts = sql(${template(`SELECT least(floor((${x} - \u0001) / \u0002), \u0003) AS bin, count(*) AS "count" FROM ${prepared.from} WHERE ${x} IS NOT NULL GROUP BY 1 ORDER BY 1`).replace('\u0001', '${summary.min}').replace('\u0002', '${width}').replace('\u0003', '${bins - 1}')});`,
    'const histogram = counts.map(({ bin, count }) => ({ from: summary.min + bin * width, to: summary.min + (bin + 1) * width, count }));',
    `result({ ...summary, alpha: ${String(request.method.alpha)}, normality, bins });`,
    ...(variant.charts
      ? chartCode(`Distribution of ${measure}`, {
          data: values('histogram'),
          mark: { type: 'bar', color: MAIN_COLOUR, binSpacing: 1 },
          encoding: {
            x: { field: 'from', type: 'quantitative', bin: { binned: true }, title: measure },
            x2: { field: 'to' },
            y: { field: 'count', type: 'quantitative', title: 'Rows' },
            tooltip: [
              { field: 'from', title: 'From', format: ',.4~g' },
              { field: 'to', title: 'To', format: ',.4~g' },
              { field: 'count', title: 'Rows', format: ',' },
            ],
          },
        })
      : []),
  ].join('\n');
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const [measure = ''] = request.measures;
  const { normality, alpha } = result;
  const isNormal = normality.p !== null && normality.p >= alpha;
  const where = describePreparation(request.preparation);
  const verdict =
    normality.p === null
      ? 'too few different values to test'
      : isNormal
        ? '**consistent with a normal distribution**'
        : '**not normally distributed**';
  const convention = conventionNote(['skewness', 'std', 'p25'], request.method) ?? '';
  const facts: Fact[] = STATISTICS.flatMap((statistic): Fact[] =>
    result[statistic] === null
      ? []
      : [{ quantity: quantityOf(statistic), value: result[statistic], columns: [measure] }],
  );
  return {
    headline:
      request.statistics.length === 0
        ? `${columnName(measure)} is ${verdict}: ${normality.test} statistic **${formatNumber(normality.statistic)}**, ${pText(normality.p, true)}${where}; it is ${skewText(result.skewness)}.`
        : `${columnName(measure)} has mean **${formatNumber(result.mean)}** and median **${formatNumber(result.median)}**${where}, from ${formatNumber(result.min)} to ${formatNumber(result.max)}; it is ${skewText(result.skewness)} and ${verdict} (${normality.test}, ${pText(normality.p)}).`,
    body: [
      markdownTable(
        [{ title: 'statistic' }, { title: measure, isNumber: true }],
        [
          ['values', result.n],
          ['mean', result.mean],
          ['median', result.median],
          ['standard deviation', result.std],
          ['minimum', result.min],
          ['first quartile', result.p25],
          ['third quartile', result.p75],
          ['maximum', result.max],
          ['skewness', result.skewness],
          ['excess kurtosis', result.kurtosis],
        ],
      ),
    ],
    method: `${normality.test} tests that the values come from a normal distribution; below α = ${alpha} that is rejected. ${convention}`,
    caveats: [
      ...missingCaveat(measure, result.missing),
      ...(normality.sampled ? [`The test saw a sample of ${plural(normality.n, 'value')}.`] : []),
      ...(normality.n > 5000
        ? [
            `With ${plural(normality.n, 'value')} even small departures from normality are significant: look at the histogram too.`,
          ]
        : []),
    ],
    facts: [
      ...facts,
      { quantity: 'count', value: result.n, columns: [measure] },
      ...(normality.p === null
        ? []
        : [
            { quantity: 'pValue' as const, value: normality.p, columns: [measure], test: normality.test },
            { quantity: 'isNormal' as const, value: isNormal, columns: [measure] },
          ]),
      ...(normality.statistic === null
        ? []
        : [{ quantity: 'statistic' as const, value: normality.statistic, columns: [measure], test: normality.test }]),
    ],
  };
}

function skewText(skewness: number | null): string {
  if (skewness === null) return 'of undefined skewness';
  const size = Math.abs(skewness);
  if (size < 0.5) return `roughly symmetric (skewness ${formatNumber(skewness)})`;
  return `${size >= 1 ? 'strongly' : 'moderately'} skewed to the ${skewness > 0 ? 'right' : 'left'} (skewness ${formatNumber(skewness)})`;
}
