import { z } from 'zod';
import { looksNumeric, isNumeric, findColumn } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import type { Reading } from '../parsing/reading.ts';
import { columnName, describeCondition, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Analysis, Fact, Finding, RequestDraft } from './analysis.ts';
import { number } from './results.ts';
import { shareCode } from './share-code.ts';
import { sharedMeasure, shareGroup, shareParts } from './share-parts.ts';

const groupShape = z.object({
  group: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  n: z.number(),
  whole: number,
  part: number,
  percent: number,
});
const resultShape = z.object({
  n: z.number(),
  values: z.number(),
  whole: number,
  part: number,
  percent: number,
  negative: z.number(),
  groupCount: z.number(),
  groups: z.array(groupShape),
});
type Result = z.infer<typeof resultShape>;
const SHOWN_GROUPS = 30;

/** The share of the rows or of a sum: of what fits a condition, or of every group. */
export const share: Analysis = {
  name: 'share',
  isTechnical: false,
  matches(reading) {
    if (!asksShare(reading) || reading.cues.has('missing')) return 0;
    const { part } = shareParts(reading);
    if (part) return 0.77;
    const others = reading.statistics.filter(({ statistic }) => !/^(?:share|sum|count|max|min)$/.test(statistic));
    return shareGroup(reading) && reading.groups.length < 2 && others.length === 0 ? 0.77 : 0;
  },
  plan,
  describe(request) {
    const [group] = request.groups;
    const of = request.measures[0] === undefined ? 'the rows' : `the total of ${columnName(request.measures[0])}`;
    const by = group ? ` by ${columnName(groupLabel(group))}` : '';
    return request.part ? `the share of ${of} with ${describeCondition(request.part)}${by}` : `the share of ${of}${by}`;
  },
  code: shareCode,
  report,
};

function asksShare({ statistics, text, cues }: Reading): boolean {
  return (
    cues.has('pie') ||
    statistics.some(({ statistic }) => statistic === 'share') ||
    /\b(?:rate|proportion|what (?:part|%)|how much of|contribut(?:e|es|ed|ion)s?)\b/i.test(text)
  );
}

function plan(reading: Reading): RequestDraft | undefined {
  const { part, narrowing } = shareParts(reading);
  const measure = sharedMeasure(reading);
  const group = part ? reading.groups[0] : shareGroup(reading);
  if (!part && !group) return undefined;
  const other = reading.measures.find(
    ({ column }) =>
      (isNumeric(column) || looksNumeric(column)) && !JSON.stringify(part ?? '').includes(JSON.stringify(column.name)),
  );
  return {
    measures: measure ? [measure.name] : [],
    statistics: ['share'],
    groups: group ? [group] : [],
    narrowing,
    ...(part && { part }),
    ...(reading.ranking && {
      ranking: { direction: reading.ranking.direction, limit: reading.ranking.limit ?? SHOWN_GROUPS },
    }),
    assumptions:
      !measure && other ? [`This is a share of the rows, **not of the sum of** ${columnName(other.column.name)}.`] : [],
  };
}

function report(request: AnalysisRequest, raw: unknown, { catalog }: Parameters<Analysis['report']>[2]): Finding {
  const result = resultShape.parse(raw);
  const [measure] = request.measures;
  const { part } = request;
  const missing = result.n - result.values;
  const isNumber = isNumeric(findColumn(catalog, request.groups[0]?.column ?? ''));
  return {
    headline:
      result.n === 0 ? `No rows are left${describePreparation(request.preparation)}.` : headline(request, result),
    body: result.groups.length > 0 ? [groupsTable(request, result, isNumber)] : [],
    caveats: [
      ...(measure !== undefined && missing > 0
        ? [`${plural(missing, 'missing value')} of ${columnName(measure)} count as nothing.`]
        : []),
      ...(result.negative > 0
        ? [`${plural(result.negative, 'value is', 'values are')} negative, so shares can exceed 100 % or fall below 0.`]
        : []),
      ...(result.groupCount > Math.min(SHOWN_GROUPS, result.groups.length)
        ? [
            `${plural(result.groupCount, 'group')} in all; ${formatNumber(Math.min(SHOWN_GROUPS, result.groups.length))} are listed.`,
          ]
        : []),
    ],
    facts: [
      ...(part && result.percent !== null ? [{ quantity: 'share' as const, value: result.percent, columns: [] }] : []),
      ...(part && result.part !== null
        ? [
            {
              quantity: measure === undefined ? ('count' as const) : ('sum' as const),
              value: result.part,
              columns: request.measures,
            },
          ]
        : []),
      ...result.groups.flatMap((item, index): Fact[] =>
        item.percent === null
          ? []
          : [
              {
                quantity: 'share',
                value: item.percent,
                columns: [],
                group: String(item.group),
                by: request.groups[0]?.column ?? '',
                position: index + 1,
              },
            ],
      ),
    ],
  };
}

function headline(request: AnalysisRequest, result: Result): string {
  const { part, measures } = request;
  const [measure] = measures;
  const where = describePreparation(request.preparation);
  const of = measure === undefined ? 'the rows' : `the total of ${columnName(measure)}`;
  const size = request.ranking?.direction === 'lowest' ? 'smallest' : 'largest';
  const [first] = [...result.groups].sort(
    (a, b) => ((b.percent ?? 0) - (a.percent ?? 0)) * (size === 'largest' ? 1 : -1),
  );
  const name = first && `**${escapeCell(String(first.group ?? '(missing)'))}**`;
  if (part) {
    const unit = measure === undefined ? plural(result.whole ?? 0, 'row') : formatNumber(result.whole);
    const spread = first
      ? ` It is ${request.ranking?.direction ?? 'highest'} for ${name ?? ''}: **${formatPercent(first.percent)}**.`
      : '';
    return `**${formatPercent(result.percent)}** of ${of}${where} ${measure === undefined ? 'have' : 'has'} ${describeCondition(part)}: ${formatNumber(result.part)} of ${unit}.${spread}`;
  }
  return `${name ?? ''} has the ${size} share of ${of}${where}: **${formatPercent(first?.percent)}** (${formatNumber(first?.part)} of ${formatNumber(result.whole)}).`;
}

function groupsTable({ groups, measures, part }: AnalysisRequest, result: Result, isNumber: boolean): string {
  const [group = { column: '' }] = groups;
  const what = measures[0] === undefined ? 'rows' : `sum of ${measures[0]}`;
  const label = (value: string | number | boolean | null) => (value === null ? '(missing)' : String(value));
  return markdownTable(
    [
      { title: groupLabel(group), isNumber },
      { title: 'percent', isNumber: true },
      { title: part ? `${what} that ${measures[0] === undefined ? 'fit' : 'fits'}` : what, isNumber: true },
      ...(part ? [{ title: what, isNumber: true }] : []),
    ],
    [
      ...result.groups
        .slice(0, SHOWN_GROUPS)
        .map((item) => [label(item.group), formatPercent(item.percent), item.part, ...(part ? [item.whole] : [])]),
      ['all', formatPercent(result.percent), result.part, ...(part ? [result.whole] : [])],
    ],
  );
}
