import { chartCode, ACCENT_COLOUR, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { type PreparedRows, prepareRows } from '../code/preparation-code.ts';
import { outlierBounds } from '../code/outlier-sql.ts';
import { rowColumns } from '../code/row-sql.ts';
import { comment, identifier, source, template } from '../code/sql-text.ts';
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
    affectedRows(request, prepared, variant),
    'table(columns.map(({ column, n, low, high, outliers, percent }) => ({ column, n, low, high, outliers, percent })), "Outliers");',
    `result({ method: ${source(rule.method)}, threshold: ${String(rule.threshold)}, affected, columns });`,
    ...(variant.charts && request.measures.length === 1 && request.groups.length === 0
      ? boxChart(first, numeric(first, prepared.catalog, variant), prepared.from)
      : []),
  ].join('\n');
}

/** Finds what lies outside the bounds of one column, or of each group of it, and adds it to `columns`. */
function columnBlock(
  request: AnalysisRequest,
  name: string,
  prepared: PreparedRows,
  variant: CodeContext['variant'],
): string {
  const rule = request.method.outliers;
  const x = numeric(name, prepared.catalog, variant);
  const shown = rowColumns(
    [...(request.ranking?.entity === undefined ? [] : [request.ranking.entity]), name],
    prepared.catalog,
  );
  const judged = judgedRows(request, [x], prepared);
  const outside = `(${x} < "low 1" OR ${x} > "high 1")`;
  const deviation = `${rule.population ? 'stddev_pop' : 'stddev_samp'}(${x})`;
  const bound = (which: string) => (request.groups.length > 0 ? 'NULL' : `any_value("${which} 1")`);
  const counts = `count(${x}) AS n, ${bound('low')} AS low, ${bound('high')} AS high, avg(${x}) AS mean, ${deviation} AS deviation, count(*) FILTER (${outside}) AS outliers, count(*) FILTER (${x} < "low 1") AS below, count(*) FILTER (${x} > "high 1") AS above`;
  return [
    '{',
    `  ${comment(name)}`,
    `  const [found] = sql(${template(`SELECT ${counts} FROM ${judged}`)});`,
    '  if (found.n > 0) {',
    `    const listed = sql(${template(`SELECT ${shown.sql}, CAST(${x} AS DOUBLE) AS "the value" FROM ${judged} WHERE ${outside} ORDER BY greatest("low 1" - ${x}, ${x} - "high 1") DESC LIMIT ${String(MOST_VALUES)}`)});`,
    `    columns.push({ column: ${source(name)}, ...found, percent: (100 * found.outliers) / found.n, values: listed.map((row) => row["the value"]).sort((a, b) => a - b), rows: listed.slice(0, 20), listed: Math.min(listed.length, 20) });`,
    '  }',
    '}',
  ].join('\n');
}

/** The rows with the bounds of each of the values beside them. */
function judgedRows({ method, groups }: AnalysisRequest, values: readonly string[], { from }: PreparedRows): string {
  const [group] = groups;
  const over = group ? ` OVER (PARTITION BY ${identifier(group.column)})` : ' OVER ()';
  const bounds = values.map((x, index) => {
    const { low, high } = outlierBounds(x, method.outliers, over);
    return `${low} AS "low ${String(index + 1)}", ${high} AS "high ${String(index + 1)}"`;
  });
  return `(SELECT *, ${bounds.join(', ')} FROM ${from})`;
}

/** How many rows have an outlier in any of the columns. */
function affectedRows(request: AnalysisRequest, prepared: PreparedRows, variant: CodeContext['variant']): string {
  const values = request.measures.map((name) => numeric(name, prepared.catalog, variant));
  const outside = values.map((x, index) => `${x} < "low ${String(index + 1)}" OR ${x} > "high ${String(index + 1)}"`);
  const judged = judgedRows(request, values, prepared);
  return `const [{ affected }] = sql(${template(`SELECT count(*) FILTER (${outside.join(' OR ')}) AS affected FROM ${judged}`)});`;
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
