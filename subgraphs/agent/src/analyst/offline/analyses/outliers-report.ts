import { z } from 'zod';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { isTemporal, type Catalog } from '../catalog.ts';
import { rowTableColumns } from '../reporting/row-columns.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Fact, Finding, ReportContext } from './analysis.ts';
import { number, numberIn, row } from './results.ts';

const columnShape = z.object({
  column: z.string(),
  n: z.number(),
  low: number,
  high: number,
  outliers: z.number(),
  below: z.number(),
  above: z.number(),
  mean: number,
  deviation: number,
  percent: number,
  values: z.array(number),
  rows: z.array(row),
});
const resultShape = z.object({
  method: z.string(),
  threshold: z.number(),
  affected: z.number(),
  columns: z.array(columnShape),
});

type ColumnResult = z.infer<typeof columnShape>;

export function reportOutliers(request: AnalysisRequest, raw: unknown, { catalog }: ReportContext): Finding {
  const result = resultShape.parse(raw);
  const where = describePreparation(request.preparation);
  const [first] = result.columns;
  const entity = request.ranking?.entity;
  const single = result.columns.length === 1 ? first : undefined;
  const most = [...result.columns].sort((a, b) => b.outliers - a.outliers)[0];
  return {
    headline:
      !first || !most
        ? `There are no values to look at${where}.`
        : single
          ? `${columnName(single.column)} has **${plural(single.outliers, 'outlier')}** among ${plural(single.n, 'value')} (${formatPercent(single.percent)})${where}.`
          : `${columnName(most.column)} has the most outliers: **${formatNumber(most.outliers)}** of ${plural(most.n, 'value')} (${formatPercent(most.percent)})${where}.`,
    body: [
      columnsTable(result.columns),
      ...(single && single.rows.length > 0 ? [rowsTable(single.rows, { column: single.column, entity, catalog })] : []),
    ],
    method: `An outlier lies ${result.method === 'iqr' ? `more than ${result.threshold} × IQR outside the quartiles (interpolated linearly)` : `more than ${result.threshold} ${request.method.outliers.population ? 'population' : 'sample'} standard deviations from the mean`}.`,
    caveats: [
      ...(single && single.outliers > single.rows.length ? ['The most extreme ones are listed.'] : []),
      ...(single
        ? []
        : [`${plural(result.affected, 'row has', 'rows have')} an outlier in at least one of the columns.`]),
      ...request.groups.map(({ column }) => `Each ${columnName(column)} has bounds of its own.`),
    ],
    facts: [
      ...outlierFacts(result.columns, entity),
      { quantity: 'affectedRows', value: result.affected, columns: [] },
      ...(single ? extremeFacts(single, catalog) : []),
    ],
  };
}

function columnsTable(columns: readonly ColumnResult[]): string {
  return markdownTable(
    [
      { title: 'column' },
      { title: 'outliers', isNumber: true },
      { title: 'percent', isNumber: true },
      { title: 'below', isNumber: true },
      { title: 'above', isNumber: true },
      { title: 'lower bound', isNumber: true },
      { title: 'upper bound', isNumber: true },
    ],
    columns.map(({ column, outliers, percent, below, above, low, high }) => [
      column,
      outliers,
      formatPercent(percent),
      below,
      above,
      low,
      high,
    ]),
  );
}

function outlierFacts(results: readonly ColumnResult[], entity: string | undefined): Fact[] {
  const total = results.reduce((sum, { outliers }) => sum + outliers, 0);
  return [
    ...results.flatMap((result) => columnFacts(result, entity)),
    ...(results.length > 1 ? [{ quantity: 'outlierCount' as const, value: total, columns: [] }] : []),
  ];
}

function columnFacts(result: ColumnResult, entity: string | undefined): Fact[] {
  const { column, outliers, below, above, percent, values, rows, low, high } = result;
  const columns = [column];
  const byValue = rows.toSorted((a, b) => (numberIn(a, 'the value') ?? 0) - (numberIn(b, 'the value') ?? 0));
  return [
    { quantity: 'outlierCount', value: outliers, columns },
    { quantity: 'outliersBelow', value: below, columns },
    { quantity: 'outliersAbove', value: above, columns },
    ...(percent === null ? [] : [{ quantity: 'outlierShare' as const, value: percent, columns }]),
    { quantity: 'outliers', value: values.filter((value) => value !== null), columns },
    ...(entity === undefined
      ? []
      : [{ quantity: 'outlierRows' as const, value: byValue.map((item) => String(item[entity])), columns: [entity] }]),
    ...(low === null ? [] : [{ quantity: 'lowerBound' as const, value: low, columns }]),
    ...(high === null ? [] : [{ quantity: 'upperBound' as const, value: high, columns }]),
  ];
}

function rowsTable(
  rows: readonly z.infer<typeof row>[],
  { column, entity, catalog }: { column: string; entity: string | undefined; catalog: Catalog },
): string {
  const names = [
    ...new Set([
      ...(entity === undefined ? [] : [entity]),
      column,
      ...Object.keys(rows[0] ?? {}).filter((name) => name !== 'the value'),
    ]),
  ].slice(0, 6);
  return markdownTable(
    rowTableColumns(names, catalog),
    rows.slice(0, 10).map((item) => names.map((name) => item[name])),
  );
}

/** The outlier that lies furthest out: when it was, and how far in standard deviations. */
function extremeFacts({ rows, mean, deviation }: ColumnResult, catalog: Catalog): Fact[] {
  const [first] = rows;
  const date = catalog.columns.find(isTemporal)?.name;
  const when = date === undefined ? undefined : first?.[date];
  const value = first && numberIn(first, 'the value');
  return [
    ...(date !== undefined && typeof when === 'string'
      ? [{ quantity: 'entity' as const, value: when, columns: [date], position: 1 }]
      : []),
    ...(typeof value === 'number' && mean !== null && deviation !== null && deviation > 0
      ? [{ quantity: 'zScore' as const, value: (value - mean) / deviation, columns: [] }]
      : []),
  ];
}
