import { z } from 'zod';
import { findColumn } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import { rowTableColumns } from '../reporting/row-columns.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatValue, plural } from '../reporting/numbers.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Fact, Finding, ReportContext } from './analysis.ts';
import { cell, numberIn, quantityOf, row, textIn, type Row } from './results.ts';

const resultShape = z.object({
  rows: z.number(),
  limit: z.number(),
  items: z.array(row),
  tied: z.number(),
  columns: z.array(z.string()).optional(),
  best: cell.optional(),
});

/** What a ranking of groups or of rows says. */
export function reportRanking(request: AnalysisRequest, raw: unknown, { catalog }: ReportContext): Finding {
  const result = resultShape.parse(raw);
  const where = describePreparation(request.preparation);
  const [first] = result.items;
  if (!first) return { headline: `No rows are left${where}.`, body: [], caveats: [], facts: [] };
  return request.groups.length > 0
    ? reportGroups(request, result, first, where)
    : reportRows(request, result, first, { where, catalog });
}

type Result = z.infer<typeof resultShape>;

function reportGroups(request: AnalysisRequest, result: Result, first: Row, where: string): Finding {
  const [group = { column: '' }] = request.groups;
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const { direction = 'highest' } = request.ranking ?? {};
  const what = measure === undefined ? 'number of rows' : `${statisticName(statistic)} of ${columnName(measure)}`;
  return {
    headline: `**${escapeCell(textIn(first, 'name'))}** has the ${direction} ${what}: **${formatNumber(numberIn(first, 'value'))}**${where}.`,
    body:
      result.items.length > 1
        ? [
            markdownTable(
              [
                { title: groupLabel(group) },
                { title: measure === undefined ? 'rows' : `${statisticName(statistic)} of ${measure}`, isNumber: true },
                ...(measure === undefined ? [] : [{ title: 'values', isNumber: true }]),
              ],
              result.items.map((item) => [
                textIn(item, 'name'),
                item['value'],
                ...(measure === undefined ? [] : [item['rows']]),
              ]),
            ),
          ]
        : [],
    caveats:
      result.tied > 1 && result.limit === 1
        ? [`${plural(result.tied, 'group')} share this value; the first by name is given.`]
        : [],
    facts: result.items.flatMap((item, index): Fact[] => {
      const name = textIn(item, 'name');
      const base = {
        group: name,
        by: group.column,
        position: index + 1,
        ...(index === 0 && { extreme: direction }),
      };
      const value = numberIn(item, 'value');
      return [
        { ...base, quantity: 'entity', value: name, columns: [group.column] },
        ...(value === null
          ? []
          : [
              {
                ...base,
                quantity: 'entityValue' as const,
                value,
                columns: measure === undefined ? [] : [measure],
                of: measure === undefined ? ('count' as const) : quantityOf(statistic),
              },
            ]),
        ...(value === null || measure !== undefined || result.rows === 0
          ? []
          : [{ ...base, quantity: 'share' as const, value: (100 * value) / result.rows, columns: [] }]),
      ];
    }),
  };
}

function reportRows(
  request: AnalysisRequest,
  result: Result,
  first: Row,
  context: { where: string; catalog: ReportContext['catalog'] },
): Finding {
  const { direction = 'highest', entity } = request.ranking ?? {};
  const [measure = '', ...others] = request.measures;
  const named = entity ?? labelColumn(result.columns ?? [], measure, context.catalog);
  const columns = (result.columns ?? Object.keys(first)).slice(0, 8);
  const subject = named === undefined ? 'The row' : `**${escapeCell(textIn(first, named))}**`;
  const also = others.slice(0, 3).map((name) => `${columnName(name)} **${formatValue(first[name])}**`);
  return {
    headline: `${subject} has the ${direction} ${columnName(measure)}: **${formatValue(first[measure])}**${also.length > 0 ? `, with ${also.join(', ')}` : ''}${context.where}.`,
    body: [
      markdownTable(
        rowTableColumns(columns, context.catalog),
        result.items.slice(0, 30).map((item) => columns.map((name) => item[name])),
      ),
    ],
    caveats:
      result.tied > 1 && result.limit < result.tied
        ? [
            `${plural(result.tied, 'row')} share the ${direction} value ${formatValue(result.best ?? null)}; the first in the file ${result.limit === 1 ? 'is' : 'are'} given.`,
          ]
        : [],
    facts: result.items.flatMap((item, index): Fact[] =>
      Object.entries(item).flatMap(([name, value]): Fact[] =>
        value === null
          ? []
          : [
              {
                quantity: name === entity ? 'entity' : 'entityValue',
                value,
                columns: [name],
                position: index + 1,
                ...(index === 0 && (name === entity || name === measure) && { extreme: direction }),
              },
            ],
      ),
    ),
  };
}

/** A text column that names the row, for people to recognise it by. */
function labelColumn(names: readonly string[], measure: string, catalog: ReportContext['catalog']): string | undefined {
  const candidates = names.filter((name) => name !== measure && findColumn(catalog, name)?.type === 'TEXT');
  return (
    candidates.find((name) => /name|title|country|product|model/i.test(name)) ??
    candidates.find((name) => (findColumn(catalog, name)?.profile?.distinct ?? 0) > catalog.rows * 0.5)
  );
}
