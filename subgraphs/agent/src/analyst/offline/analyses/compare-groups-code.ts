import { chartCode, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { groupKey, groupLabel, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { F_P, NORMAL_P, STUDENT_P } from '../code/snippets.ts';
import { comment, identifier, source, template } from '../code/sql-text.ts';
import type { AnalysisRequest, Grouping } from '../request.ts';
import type { CodeContext } from './analysis.ts';

const MOST_GROUPS = 50;

/** JavaScript that compares a measure between groups; tests work from aggregates, so that any number of rows will do. */
export function compareGroupsCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [measure = ''] = request.measures;
  const group: Grouping = request.groups[0] ?? { column: '' };
  const x = numeric(measure, prepared.catalog, variant);
  const key = group.bucket === undefined ? identifier(group.column) : groupKey(group, prepared.catalog, variant);
  const known = `SELECT ${key} AS "group", CAST(${x} AS DOUBLE) AS x FROM ${prepared.from} WHERE ${key} IS NOT NULL AND ${x} IS NOT NULL`;
  return [
    ...prepared.lines,
    comment(`${measure} in each group of ${groupLabel(group)}`),
    `const groups = sql(${template(`SELECT "group", count(*) AS n, avg(x) AS mean, median(x) AS median, stddev_samp(x) AS std, min(x) AS "min", quantile_cont(x, 0.25) AS q1, quantile_cont(x, 0.75) AS q3, max(x) AS "max" FROM (${known}) GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${String(MOST_GROUPS)}`)});`,
    ...(group.levels === undefined
      ? []
      : [
          comment('In the order that the question gives'),
          `const order = ${JSON.stringify(group.levels.map(String))};`,
          'groups.sort((a, b) => order.indexOf(String(a.group)) - order.indexOf(String(b.group)));',
        ]),
    'const usable = groups.filter(({ n, std }) => n > 1 && std !== null);',
    'const n = usable.reduce((sum, group) => sum + group.n, 0);',
    'let outcome = { test: "none: fewer than two groups have two values", statistic: null, p: null, df: [], effect: null };',
    'if (usable.length >= 2) {',
    ...testCode(request, known).map((line) => `  ${line.replaceAll('\n', '\n  ')}`),
    '}',
    `table(groups, ${source(`${measure} by ${groupLabel(group)}`)});`,
    `result({ rows: n, smallGroups: groups.filter(({ n }) => n < 10).length, groups, ...outcome, alpha: ${String(request.method.alpha)} });`,
    ...(variant.charts ? boxPlot(measure, groupLabel(group)) : []),
  ].join('\n');
}

function testCode(request: AnalysisRequest, known: string): string[] {
  const choice = request.method.comparison;
  if (choice === 'mann-whitney' || choice === 'kruskal') return rankTest(known);
  const anova = [
    comment('One-way analysis of variance from the groups’ sizes, means and deviations'),
    F_P,
    'const grand = usable.reduce((sum, g) => sum + g.n * g.mean, 0) / n;',
    'const between = usable.reduce((sum, g) => sum + g.n * (g.mean - grand) ** 2, 0);',
    'const within = usable.reduce((sum, g) => sum + (g.n - 1) * g.std ** 2, 0);',
    'const df = [usable.length - 1, n - usable.length];',
    'const f = between / df[0] / (within / df[1]);',
    'outcome = { test: "one-way ANOVA", statistic: f, p: fisherP(f, df[0], df[1]), df, effect: between / (between + within) };',
  ];
  if (choice === 'anova') return anova;
  const isPooled = choice === 'student';
  return [
    'if (usable.length === 2) {',
    ...[
      STUDENT_P,
      'const [a, b] = usable;',
      'const [va, vb] = [a.std ** 2 / a.n, b.std ** 2 / b.n];',
      'const pooled = ((a.n - 1) * a.std ** 2 + (b.n - 1) * b.std ** 2) / (n - 2);',
      isPooled ? 'const df = n - 2;' : 'const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));',
      isPooled
        ? 'const t = (a.mean - b.mean) / Math.sqrt(pooled * (1 / a.n + 1 / b.n));'
        : 'const t = (a.mean - b.mean) / Math.sqrt(va + vb);',
      `outcome = { test: ${isPooled ? '"Student’s t-test (equal variances)"' : '"Welch’s t-test"'}, statistic: t, p: studentP(t, df), df: [df], effect: (a.mean - b.mean) / Math.sqrt(pooled) };`,
    ].map((line) => `  ${line.replaceAll('\n', '\n  ')}`),
    '} else {',
    ...anova.map((line) => `  ${line.replaceAll('\n', '\n  ')}`),
    '}',
  ];
}

/** Mann-Whitney for two groups, Kruskal-Wallis for more: by mean ranks, corrected for ties. */
function rankTest(known: string): string[] {
  const ranks = `SELECT "group", rank() OVER (ORDER BY x) + (count(*) OVER (PARTITION BY x) - 1) / 2.0 AS r FROM (${known})`;
  return [
    comment('Ranks over all groups; equal values share their mean rank'),
    `const ranked = sql(${template(`SELECT "group", count(*) AS n, sum(r) AS ranks FROM (${ranks}) GROUP BY 1`)}).filter(({ n }) => n > 1);`,
    `const [{ ties }] = sql(${template(`SELECT coalesce(CAST(sum(t * t * t - t) AS DOUBLE), 0) AS ties FROM (SELECT CAST(count(*) AS DOUBLE) AS t FROM (${known}) GROUP BY x)`)});`,
    NORMAL_P,
    'if (ranked.length === 2) {',
    '  const [a, b] = usable.map(({ group }) => ranked.find((candidate) => candidate.group === group));',
    '  const u = a.ranks - (a.n * (a.n + 1)) / 2;',
    '  const sigma = Math.sqrt(((a.n * b.n) / 12) * (n + 1 - ties / (n * (n - 1))));',
    '  const z = Math.max(0, Math.abs(u - (a.n * b.n) / 2) - 0.5) / sigma;',
    '  outcome = { test: "Mann-Whitney U test", statistic: u, p: 2 * normalP(z), df: [], effect: (2 * u) / (a.n * b.n) - 1 };',
    '} else {',
    '  const h = ((12 / (n * (n + 1))) * ranked.reduce((sum, g) => sum + g.ranks ** 2 / g.n, 0) - 3 * (n + 1)) / (1 - ties / (n ** 3 - n));',
    '  outcome = { test: "Kruskal-Wallis test", statistic: h, p: 1 - jStat.chisquare.cdf(h, ranked.length - 1), df: [ranked.length - 1], effect: h / (n - 1) };',
    '}',
  ];
}

/** Drawn from the quartiles that were computed over every row. */
function boxPlot(measure: string, label: string): string[] {
  const y = { field: 'group', type: 'nominal', sort: null, title: null }; // the heading names it
  return [
    '',
    'const boxes = groups.slice(0, 30).map((g) => ({ ...g, group: String(g.group), low: Math.max(g.min, g.q1 - 1.5 * (g.q3 - g.q1)), high: Math.min(g.max, g.q3 + 1.5 * (g.q3 - g.q1)) }));',
    ...chartCode(`${measure} by ${label}`, {
      data: values('boxes'),
      height: { step: 30 },
      layer: [
        {
          mark: 'rule',
          encoding: {
            y,
            x: { field: 'low', type: 'quantitative', title: measure, scale: { zero: false } },
            x2: { field: 'high' },
          },
        },
        {
          mark: { type: 'bar', size: 16, color: MAIN_COLOUR, opacity: 0.8 },
          encoding: {
            y,
            x: { field: 'q1', type: 'quantitative' },
            x2: { field: 'q3' },
            tooltip: [
              { field: 'group', title: label },
              { field: 'n', title: 'Rows', format: ',' },
              { field: 'median', title: 'Median', format: ',.4~g' },
              { field: 'mean', title: 'Mean', format: ',.4~g' },
              { field: 'q1', title: 'First quartile', format: ',.4~g' },
              { field: 'q3', title: 'Third quartile', format: ',.4~g' },
            ],
          },
        },
        {
          mark: { type: 'tick', size: 16, thickness: 2, color: 'white' },
          encoding: { y, x: { field: 'median', type: 'quantitative' } },
        },
      ],
    }),
  ];
}
