import { isNumeric, type Catalog } from '../catalog.ts';
import { chartCode, MAIN_COLOUR, Raw } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { type PreparedRows, prepareRows } from '../code/preparation-code.ts';
import { comment, identifier, source, template } from '../code/sql-text.ts';
import { interestingColumns } from '../suggestions.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

/** Beyond so many cells the distinct values are estimated and duplicates not sought. */
const EXACT_CELLS = 20_000_000;

const MOST_HISTOGRAMS = 6;

export function overviewCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const { columns } = prepared.catalog;
  const isExact = catalog.rows * columns.length <= EXACT_CELLS;
  const list = (make: (column: (typeof columns)[number]) => string) => `[${columns.map(make).join(', ')}]`;
  const number = (column: (typeof columns)[number], make: (x: string) => string) =>
    isNumeric(column) ? make(numeric(column.name, prepared.catalog, variant)) : 'NULL';
  const keys = columns.map(({ name }) => identifier(name)).join(', ');
  const summary = `SELECT count(*) AS n, ${list(({ name }) => `count(*) - count(${identifier(name)})`)} AS "missing", ${list(({ name }) => `${isExact ? 'count(DISTINCT ' : 'approx_count_distinct('}${identifier(name)})`)} AS "distinct", ${list((column) => number(column, (x) => `avg(${x})`))} AS mean, ${list((column) => number(column, (x) => `CAST(median(${x}) AS DOUBLE)`))} AS median, ${list((column) => number(column, (x) => `CAST(quantile_cont(${x}, 0.25) AS DOUBLE)`))} AS q1, ${list((column) => number(column, (x) => `CAST(quantile_cont(${x}, 0.75) AS DOUBLE)`))} AS q3, ${list(({ name }) => `CAST(min(${identifier(name)}) AS VARCHAR)`)} AS "min", ${list(({ name }) => `CAST(max(${identifier(name)}) AS VARCHAR)`)} AS "max" FROM ${prepared.from}`;
  return [
    ...prepared.lines,
    comment('Every column in one pass'),
    `const names = ${source(columns.map(({ name }) => name))};`,
    `const types = ${source(columns.map(({ type }) => type.toLowerCase()))};`,
    `const [summary] = sql(${template(summary)});`,
    'const n = summary.n;',
    ...(isExact
      ? [
          `const [{ k }] = sql(${template(`SELECT count(*) AS k FROM (SELECT 1 FROM ${prepared.from} GROUP BY ${keys})`)});`,
        ]
      : ['const k = null;']),
    comment('Values more than 1.5 × IQR outside the quartiles'),
    `const [{ outside }] = sql(${outlierQuery(columns, prepared, variant)});`,
    'const columns = names.map((column, i) => ({',
    '  column, type: types[i], missing: Number(summary.missing[i]), percent: n > 0 ? (100 * Number(summary.missing[i])) / n : null, distinct: Number(summary.distinct[i]),',
    '  mean: summary.mean[i], median: summary.median[i], min: summary.min[i] === null ? null : String(summary.min[i]).slice(0, 60), max: summary.max[i] === null ? null : String(summary.max[i]).slice(0, 60),',
    '  constant: Number(summary.distinct[i]) <= 1, unique: n > 1 && Number(summary.distinct[i]) === n, outliers: outside[i] === null ? null : Number(outside[i]),',
    '}));',
    'const missingCells = columns.reduce((sum, { missing }) => sum + missing, 0);',
    'table(columns, "Columns");',
    'const incompleteColumns = columns.filter(({ missing }) => missing > 0).length;',
    'const constantColumns = columns.filter(({ constant }) => constant).length;',
    'const outlierColumns = columns.filter(({ outliers }) => outliers > 0).length;',
    `result({ rows: n, columnCount: columns.length, incompleteColumns, constantColumns, outlierColumns, missingCells, missingPercent: n > 0 ? (100 * missingCells) / (n * columns.length) : null, duplicates: k === null ? null : n - k, approximate: ${String(!isExact)}, columns });`,
    ...(variant.charts ? charts(prepared.catalog, prepared.from, variant.tolerant) : []),
  ].join('\n');
}

/** The bounds of every column, filled in from the quartiles found before. */
function outlierQuery(columns: Catalog['columns'], prepared: PreparedRows, variant: CodeContext['variant']): string {
  const parts = columns.map((column, index) => {
    if (!isNumeric(column)) return 'NULL';
    const x = numeric(column.name, prepared.catalog, variant);
    return `count(*) FILTER (${x} < ⟨${String(index)}⟩ OR ${x} > ⟪${String(index)}⟫)`;
  });
  const low = (index: string) => `\${summary.q1[${index}] - 1.5 * (summary.q3[${index}] - summary.q1[${index}])}`;
  const high = (index: string) => `\${summary.q3[${index}] + 1.5 * (summary.q3[${index}] - summary.q1[${index}])}`;
  return template(`SELECT [${parts.join(', ')}] AS outside FROM ${prepared.from}`)
    .replace(/⟨(\d+)⟩/g, (_, index: string) => low(index))
    .replace(/⟪(\d+)⟫/g, (_, index: string) => high(index));
}

function charts(catalog: Catalog, from: string, tolerant: boolean): string[] {
  const measures = interestingColumns(catalog).measures.slice(0, MOST_HISTOGRAMS);
  if (measures.length === 0) return [];
  const columns = measures
    .map(
      ({ name }, index) =>
        `CAST(${numeric(name, catalog, { tolerant, charts: true, sampled: false })} AS DOUBLE) AS c${String(index)}`,
    )
    .join(', ');
  const concat = measures.map(({ name }, index) => ({
    width: 220,
    height: 120,
    mark: { type: 'bar', color: MAIN_COLOUR },
    encoding: {
      x: { field: `c${String(index)}`, type: 'quantitative', bin: { maxbins: 24 }, title: name },
      y: { aggregate: 'count', title: 'Rows' },
      tooltip: [
        { field: `c${String(index)}`, bin: { maxbins: 24 }, title: name },
        { aggregate: 'count', title: 'Rows' },
      ],
    },
  }));
  return [
    '',
    `const sampled = sql(${template(`SELECT ${columns} FROM ${from} USING SAMPLE reservoir(2000 ROWS) REPEATABLE (42)`)});`,
    ...chartCode('Distribution of the numeric columns', {
      width: undefined,
      height: undefined,
      config: { view: { stroke: null } },
      data: { values: new Raw('sampled') },
      columns: 2,
      concat,
    }),
  ];
}
