import { ACCENT_COLOUR, chartCode, MAIN_COLOUR, NEUTRAL_COLOUR, PALETTE, values } from '../code/chart-code.ts';
import { groupKey, groupLabel, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { KENDALL } from '../code/kendall.ts';
import { NORMAL_P, STUDENT_P } from '../code/snippets.ts';
import { comment, source, template } from '../code/sql-text.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

const SCATTER_POINTS = 2_000;
/** Kendall's tau compares every pair: of more rows a sample takes part. */
export const KENDALL_ROWS = 10_000;

/** JavaScript for the correlation of two columns, in all and by group, with a scatter plot: the first on the horizontal axis. */
export function correlationCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [first = '', second = ''] = request.measures;
  const x = numeric(first, prepared.catalog, variant);
  const y = numeric(second, prepared.catalog, variant);
  const [group] = request.groups;
  const key = group
    ? `, coalesce(CAST(${groupKey(group, prepared.catalog, variant)} AS VARCHAR), '(missing)') AS "group"`
    : '';
  const pairs = `SELECT CAST(${x} AS DOUBLE) AS x, CAST(${y} AS DOUBLE) AS y${key} FROM ${prepared.from} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL`;
  const { correlation: method, alpha } = request.method;
  return [
    ...prepared.lines,
    STUDENT_P,
    '',
    comment(`Rows where both ${first} and ${second} are known`),
    `const [line] = sql(${template(`SELECT count(*) AS n, corr(x, y) AS pearson, regr_slope(y, x) AS slope, regr_intercept(y, x) AS intercept FROM (${pairs})`)});`,
    `const [{ total }] = sql(${template(`SELECT count(*) AS total FROM ${prepared.from}`)});`,
    ...coefficientCode(method, pairs),
    method === 'kendall' ? '' : 'const df = line.n - 2;',
    method === 'kendall'
      ? ''
      : 'const p = r === null || df < 1 ? null : Math.abs(r) >= 1 ? 0 : studentP(r * Math.sqrt(df / (1 - r * r)), df);',
    `const points = sql(${template(`SELECT * FROM (${pairs}) USING SAMPLE reservoir(${String(SCATTER_POINTS)} ROWS) REPEATABLE (42)`)});`,
    ...(group ? groupCode(method, pairs) : []),
    `result({ method: ${source(method)}, r, p, n: line.n, rows: total, left: total - line.n, alpha: ${String(alpha)}, rSquared: line.pearson === null ? null : line.pearson ** 2, slope: line.slope, intercept: line.intercept, shown: points.length${group ? ', groups: groups.slice(0, 50)' : ''} });`,
    ...(variant.charts ? scatterChart(first, second, group && groupLabel(group)) : []),
  ]
    .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
    .join('\n');
}

/** The same within each group; Kendall's tau has no short form in SQL, so groups have Spearman's instead. */
function groupCode(method: string, pairs: string): string[] {
  const ranked = (column: string) =>
    `rank() OVER (PARTITION BY "group" ORDER BY ${column}) + (count(*) OVER (PARTITION BY "group", ${column}) - 1) / 2.0 AS ${column}`;
  const from = method === 'pearson' ? pairs : `SELECT "group", ${ranked('x')}, ${ranked('y')} FROM (${pairs})`;
  return [
    comment('The same within each group'),
    `const groups = sql(${template(`SELECT "group", count(*) AS n, corr(x, y) AS r FROM (${from}) GROUP BY 1 ORDER BY 2 DESC, 1`)})`,
    '  .map((group) => ({ ...group, p: group.r === null || group.n < 3 ? null : Math.abs(group.r) >= 1 ? 0 : studentP(group.r * Math.sqrt((group.n - 2) / (1 - group.r ** 2)), group.n - 2) }));',
  ];
}

function coefficientCode(method: string, pairs: string): string[] {
  if (method === 'pearson') return ['const r = line.pearson;'];
  if (method === 'spearman') {
    const ranks = `SELECT rank() OVER (ORDER BY x) + (count(*) OVER (PARTITION BY x) - 1) / 2.0 AS rx, rank() OVER (ORDER BY y) + (count(*) OVER (PARTITION BY y) - 1) / 2.0 AS ry FROM (${pairs})`;
    return [
      comment('Spearman: the correlation of the ranks; equals share their mean rank'),
      `const [{ r }] = sql(${template(`SELECT corr(rx, ry) AS r FROM (${ranks})`)});`,
    ];
  }
  return [
    NORMAL_P,
    KENDALL,
    comment(`Kendall's tau-b compares every pair of rows, so at most ${String(KENDALL_ROWS)} rows take part`),
    `const sample = sql(${template(`SELECT x, y FROM (${pairs}) USING SAMPLE reservoir(${String(KENDALL_ROWS)} ROWS) REPEATABLE (42)`)});`,
    'const { r, p } = kendall(sample);',
  ];
}

function scatterChart(first: string, second: string, group: string | undefined): string[] {
  const shared = {
    x: { field: 'x', type: 'quantitative', title: first, scale: { zero: false } },
    y: { field: 'y', type: 'quantitative', title: second, scale: { zero: false } },
  };
  return [
    '',
    'const ends = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];',
    'const fitted = ends.map((x) => ({ x, y: line.intercept + line.slope * x }));',
    ...chartCode(`${second} against ${first}`, {
      layer: [
        {
          data: values('points'),
          mark: {
            type: 'point',
            filled: true,
            size: 28,
            ...(group === undefined ? { opacity: 0.6, color: MAIN_COLOUR } : { opacity: 0.85 }),
          },
          encoding: {
            ...shared,
            ...(group !== undefined && {
              color: { field: 'group', type: 'nominal', title: group, scale: { range: PALETTE } },
            }),
            tooltip: [
              ...(group === undefined ? [] : [{ field: 'group', title: group }]),
              { field: 'x', title: first, format: ',.6~g' },
              { field: 'y', title: second, format: ',.6~g' },
            ],
          },
        },
        {
          data: values('fitted'),
          mark: { type: 'line', color: group === undefined ? ACCENT_COLOUR : NEUTRAL_COLOUR, strokeWidth: 2 },
          encoding: shared,
        },
      ],
    }),
  ];
}
