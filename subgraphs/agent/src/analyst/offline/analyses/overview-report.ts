import { z } from 'zod';
import { describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Fact, Finding } from './analysis.ts';
import { number } from './results.ts';

const columnShape = z.object({
  column: z.string(),
  type: z.string(),
  missing: z.number(),
  percent: number,
  distinct: z.number(),
  mean: number,
  median: number,
  min: z.string().nullable(),
  max: z.string().nullable(),
  constant: z.boolean(),
  unique: z.boolean(),
  outliers: number,
});

const resultShape = z.object({
  rows: z.number(),
  columnCount: z.number(),
  missingCells: z.number(),
  missingPercent: number,
  duplicates: number,
  approximate: z.boolean(),
  columns: z.array(columnShape),
});

function columnsTable(columns: readonly z.infer<typeof columnShape>[]): string {
  return markdownTable(
    [
      { title: 'column' },
      { title: 'type' },
      { title: 'missing', isNumber: true },
      { title: 'distinct', isNumber: true },
      { title: 'mean', isNumber: true },
      { title: 'median', isNumber: true },
      { title: 'lowest' },
      { title: 'highest' },
    ],
    columns
      .slice(0, 60)
      .map((column) => [
        column.column,
        column.type,
        column.missing,
        column.distinct,
        column.mean ?? '',
        column.median ?? '',
        column.min ?? '',
        column.max ?? '',
      ]),
  );
}

function baseFacts(result: z.infer<typeof resultShape>): Fact[] {
  return [
    { quantity: 'rows', value: result.rows, columns: [] },
    { quantity: 'count', value: result.rows, columns: [] },
    { quantity: 'columnCount', value: result.columnCount, columns: [] },
    { quantity: 'missing', value: result.missingCells, columns: [] },
    ...(result.duplicates === null ? [] : [{ quantity: 'duplicates' as const, value: result.duplicates, columns: [] }]),
  ];
}

export function reportOverview(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const gaps =
    result.missingCells === 0
      ? 'Nothing is missing'
      : `${formatNumber(result.missingCells)} values are missing (${formatPercent(result.missingPercent)})`;
  const repeats =
    result.duplicates === null
      ? ''
      : `; ${result.duplicates === 0 ? 'no row is a duplicate' : `${plural(result.duplicates, 'row repeats', 'rows repeat')} another`}`;
  return {
    headline: `The dataset has **${plural(result.rows, 'row')}** and **${plural(result.columnCount, 'column')}**${describePreparation(request.preparation)}. ${gaps}${repeats}.`,
    body: [columnsTable(result.columns)],
    ...(result.approximate && {
      method: 'The file is large, so distinct values are estimated and duplicates were not sought.',
    }),
    caveats: result.columns.length > 60 ? ['Only the first columns are listed.'] : [],
    facts: baseFacts(result),
  };
}

export function reportQuality(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const incomplete = result.columns.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
  const constant = result.columns.filter((column) => column.constant);
  const extreme = result.columns
    .filter(({ outliers }) => (outliers ?? 0) > 0)
    .sort((a, b) => (b.outliers ?? 0) - (a.outliers ?? 0));
  const issues = [
    ...incomplete
      .slice(0, 15)
      .map((column) => [
        'missing values',
        column.column,
        `${formatNumber(column.missing)} (${formatPercent(column.percent)})`,
      ]),
    ...(result.duplicates !== null && result.duplicates > 0
      ? [['duplicate rows', 'whole rows', formatNumber(result.duplicates)]]
      : []),
    ...constant.slice(0, 10).map((column) => ['only one value', column.column, column.min ?? '']),
    ...extreme.slice(0, 10).map((column) => ['outliers', column.column, formatNumber(column.outliers)]),
  ];
  const found = [
    incomplete.length > 0
      ? `**${formatNumber(result.missingCells)}** missing values in ${plural(incomplete.length, 'column')}`
      : '**no** missing values',
    ...(result.duplicates === null ? [] : [`**${formatNumber(result.duplicates)}** duplicate rows`]),
    plural(constant.length, 'constant column'),
    `outliers in ${plural(extreme.length, 'column')}`,
  ];
  return {
    headline: `In ${plural(result.rows, 'row')} and ${plural(result.columnCount, 'column')}${describePreparation(request.preparation)} there are ${found.join(', ')}.`,
    body:
      issues.length > 0
        ? [markdownTable([{ title: 'finding' }, { title: 'where' }, { title: 'how much', isNumber: true }], issues)]
        : [],
    method: 'Outliers are counted by the interquartile-range rule; only empty values count as missing.',
    caveats: result.columns
      .filter((column) => column.unique && column.type === 'text')
      .slice(0, 3)
      .map((column) => `Every value of \`${column.column}\` is different: it names rows rather than groups.`),
    facts: baseFacts(result),
  };
}
