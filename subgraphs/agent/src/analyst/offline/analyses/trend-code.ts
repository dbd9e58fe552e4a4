import { ACCENT_COLOUR, chartCode, MAIN_COLOUR, MOST_DOTS, Raw, values } from '../code/chart-code.ts';
import { groupKey, groupOrder, isRecurring, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { STUDENT_P } from '../code/snippets.ts';
import { comment, identifier, source, template } from '../code/sql-text.ts';
import { statisticSql } from '../code/statistic-sql.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

const SEASON = [
  comment('The share of the variation that the month of the year accounts for, when there are two years or more'),
  'const months = Object.values(Object.groupBy(known, ({ period }) => String(period).slice(5)));',
  'const mean = known.length > 0 ? ss.mean(known.map(({ value }) => value)) : 0;',
  'const total = known.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);',
  'const explained = months.reduce((sum, items) => sum + items.length * (ss.mean(items.map(({ value }) => value)) - mean) ** 2, 0);',
  'const seasonalPercent = known.length >= 24 && total > 0 ? (100 * explained) / total : null;',
];
/** JavaScript that makes the series of a measure over periods, its straight line and its extremes. */
export function trendCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [group = { column: '' }] = request.groups;
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const key = group.bucket === undefined ? identifier(group.column) : groupKey(group, prepared.catalog, variant);
  const value =
    measure === undefined
      ? 'count(*)'
      : statisticSql(statistic, numeric(measure, prepared.catalog, variant), request.method);
  const what = measure === undefined ? 'number of rows' : `${statisticName(statistic)} of ${measure}`;
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} by ${group.bucket ?? group.column}`;
  return [
    ...prepared.lines,
    STUDENT_P,
    '',
    comment(title),
    `const found = sql(${template(`SELECT ${key} AS period, CAST(${value} AS DOUBLE) AS "value", ${measure === undefined ? 'count(*)' : `count(${numeric(measure, prepared.catalog, variant)})`} AS "rows" FROM ${prepared.from} WHERE ${key} IS NOT NULL GROUP BY 1 ORDER BY ${isRecurring(group) ? `min(${groupOrder(group, prepared.catalog, variant)})` : '1'} LIMIT 2000`)});`,
    `const [{ n }] = sql(${template(`SELECT count(*) AS n FROM ${prepared.from}`)});`,
    comment('The change from the period before, in percent'),
    'const growth = (value, before) => (value === null || !before ? null : (100 * (value - before)) / Math.abs(before));',
    'const series = found.map((point, index) => ({ ...point, growth: growth(point.value, found[index - 1]?.value) }));',
    'const known = series.map((point, index) => ({ ...point, index })).filter(({ value }) => value !== null);',
    comment('A straight line through the periods: its slope and whether it differs from zero'),
    'const line = known.length > 2 ? ss.linearRegression(known.map(({ index, value }) => [index, value])) : null;',
    'const r = line ? ss.sampleCorrelation(known.map(({ index }) => index), known.map(({ value }) => value)) : null;',
    'const df = known.length - 2;',
    'const p = r === null || !Number.isFinite(r) ? null : studentP(r * Math.sqrt(df / (1 - r * r)), df);',
    'const [first, last] = [known[0] ?? null, known[known.length - 1] ?? null];',
    'const byValue = [...known].sort((a, b) => a.value - b.value);',
    'const change = first && last ? last.value - first.value : null;',
    ...(group.bucket === 'month' ? SEASON : []),
    `table(series, ${source(title)});`,
    'result({ rows: n, periods: Math.min(series.length, 400), series: series.slice(0, 400), slope: line ? line.m : null, p, change, size: change === null ? null : Math.abs(change), percentChange: first && first.value !== 0 && change !== null ? (100 * change) / Math.abs(first.value) : null, first, last, lowest: byValue[0] ?? null, highest: byValue[byValue.length - 1] ?? null' +
      (group.bucket === 'month' ? ', seasonalPercent });' : ' });'),
    ...(variant.charts
      ? [
          '',
          `const isShort = series.length <= ${String(MOST_DOTS)};`,
          `const dots = isShort && { size: 24, color: ${source(MAIN_COLOUR)} };`,
          'const fitted = line ? [first, last].map(({ period, index }) => ({ period, value: line.b + line.m * index })) : [];',
          ...chartCode(title, {
            layer: [
              {
                data: values('series'),
                mark: { type: 'line', point: new Raw('dots'), color: MAIN_COLOUR },
                encoding: {
                  x: {
                    field: 'period',
                    type: 'ordinal',
                    sort: null,
                    title: group.bucket ?? group.column,
                    axis: { labelAngle: -40, labelOverlap: 'greedy', ticks: new Raw('isShort') },
                  },
                  y: {
                    field: 'value',
                    type: 'quantitative',
                    title: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
                    scale: { zero: measure === undefined },
                  },
                  tooltip: [
                    { field: 'period', title: 'Period' },
                    { field: 'value', title: what, format: ',.4~g' },
                    { field: 'rows', title: 'Rows', format: ',' },
                  ],
                },
              },
              {
                data: values('fitted'),
                mark: { type: 'line', color: ACCENT_COLOUR, strokeDash: [6, 4] },
                encoding: {
                  x: { field: 'period', type: 'ordinal', sort: null },
                  y: { field: 'value', type: 'quantitative' },
                },
              },
            ],
          }),
        ]
      : []),
  ].join('\n');
}
