import { chartCode, ACCENT_COLOUR, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { type PreparedRows, prepareRows } from '../code/preparation-code.ts';
import { rowColumns } from '../code/row-sql.ts';
import { comment, source, template } from '../code/sql-text.ts';
import { describeRule } from '../reporting/describe-preparation.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

export const MOST_VALUES = 100;

export function outliersCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const rule = request.method.outliers;
  const [first = ''] = request.measures;
  return [
    ...prepared.lines,
    comment(`Outliers: ${describeRule(rule)}`),
    'const columns = [];',
    ...request.measures.map((name) => columnBlock(request, name, prepared, variant)),
    'table(columns.map(({ column, n, low, high, outliers, percent }) => ({ column, n, low, high, outliers, percent })), "Outliers");',
    `result({ method: ${source(rule.method)}, threshold: ${String(rule.threshold)}, columns });`,
    ...(variant.charts && request.measures.length === 1
      ? boxChart(first, numeric(first, prepared.catalog, variant), prepared.from)
      : []),
  ].join('\n');
}

/** Finds what lies outside the bounds of one column, and adds it to `columns`. */
function columnBlock(
  request: AnalysisRequest,
  name: string,
  prepared: PreparedRows,
  variant: CodeContext['variant'],
): string {
  const rule = request.method.outliers;
  const deviation = rule.population ? 'stddev_pop' : 'stddev_samp';
  const x = numeric(name, prepared.catalog, variant);
  const shown = rowColumns(
    [...(request.ranking?.entity === undefined ? [] : [request.ranking.entity]), name],
    prepared.catalog,
  );
  const bounds =
    rule.method === 'iqr'
      ? `quantile_cont(${x}, 0.25) - ${String(rule.threshold)} * (quantile_cont(${x}, 0.75) - quantile_cont(${x}, 0.25)) AS low, quantile_cont(${x}, 0.75) + ${String(rule.threshold)} * (quantile_cont(${x}, 0.75) - quantile_cont(${x}, 0.25)) AS high`
      : `avg(${x}) - ${String(rule.threshold)} * ${deviation}(${x}) AS low, avg(${x}) + ${String(rule.threshold)} * ${deviation}(${x}) AS high`;
  const outside = `(${x} < \u0001 OR ${x} > \u0002)`;
  const bound = (sql: string) => template(sql).replaceAll('\u0001', '${low}').replaceAll('\u0002', '${high}');
  return [
    '{',
    `  ${comment(name)}`,
    `  const [{ low, high, n }] = sql(${template(`SELECT ${bounds}, count(${x}) AS n FROM ${prepared.from}`)});`,
    '  if (n > 0) {',
    `    const [found] = sql(${bound(`SELECT count(*) FILTER (${outside}) AS outliers, count(*) FILTER (${x} < \u0001) AS below, count(*) FILTER (${x} > \u0002) AS above FROM ${prepared.from}`)});`,
    `    const listed = sql(${bound(`SELECT ${shown.sql}, CAST(${x} AS DOUBLE) AS "the value" FROM ${prepared.from} WHERE ${outside} ORDER BY greatest(\u0001 - ${x}, ${x} - \u0002) DESC LIMIT ${String(MOST_VALUES)}`)});`,
    `    columns.push({ column: ${source(name)}, n, low, high, ...found, percent: (100 * found.outliers) / n, values: listed.map((row) => row["the value"]).sort((a, b) => a - b), rows: listed.slice(0, 20), listed: Math.min(listed.length, 20) });`,
    '  }',
    '}',
  ].join('\n');
}

/** The five numbers and the outliers themselves: the same bounds as in the answer. */
function boxChart(name: string, x: string, from: string): string[] {
  return [
    '',
    `const [box] = sql(${template(`SELECT min(${x}) AS "lowest", quantile_cont(${x}, 0.25) AS q1, median(${x}) AS "middle", quantile_cont(${x}, 0.75) AS q3, max(${x}) AS "highest" FROM ${from}`)});`,
    'const points = (columns[0]?.values ?? []).map((value) => ({ value }));',
    'if (columns.length > 0) Object.assign(box, { lowest: Math.max(box.lowest, columns[0].low), highest: Math.min(box.highest, columns[0].high) });',
    ...chartCode(`Outliers of ${name}`, {
      height: 120,
      layer: [
        {
          data: values('[box]'),
          mark: { type: 'rule' },
          encoding: {
            x: { field: 'lowest', type: 'quantitative', title: name, scale: { zero: false } },
            x2: { field: 'highest' },
          },
        },
        {
          data: values('[box]'),
          mark: { type: 'bar', size: 36, color: MAIN_COLOUR, opacity: 0.75 },
          encoding: {
            x: { field: 'q1', type: 'quantitative' },
            x2: { field: 'q3' },
            tooltip: [
              { field: 'q1', title: 'First quartile', format: ',.4~g' },
              { field: 'middle', title: 'Median', format: ',.4~g' },
              { field: 'q3', title: 'Third quartile', format: ',.4~g' },
            ],
          },
        },
        {
          data: values('[box]'),
          mark: { type: 'tick', size: 36, thickness: 2, color: 'white' },
          encoding: { x: { field: 'middle', type: 'quantitative' } },
        },
        {
          data: values('points'),
          mark: { type: 'point', filled: true, color: ACCENT_COLOUR, size: 40 },
          encoding: {
            x: { field: 'value', type: 'quantitative' },
            tooltip: [{ field: 'value', title: 'Outlier', format: ',.6~g' }],
          },
        },
      ],
    }),
  ];
}
