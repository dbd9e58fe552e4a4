import { z } from 'zod';
import type { Catalog } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural } from '../reporting/numbers.ts';
import { shortenSeries } from '../reporting/shorten-series.ts';
import { conventionNote, statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, Statistic } from '../request.ts';
import type { Fact, Finding, ReportContext } from './analysis.ts';
import { extremeFacts } from './extreme-facts.ts';
import { expand, number, numberIn, quantityOf, row, statisticFacts, textIn, type Row } from './results.ts';
import { SHOWN_GROUPS, alias, isOrdered } from './group-parts.ts';

const resultShape = z.object({
  rows: z.number(),
  groupCount: z.number(),
  groups: z.array(row),
  total: number.optional(),
});

export function reportGroupAggregate(request: AnalysisRequest, raw: unknown, { catalog }: ReportContext): Finding {
  const result = resultShape.parse(raw);
  const where = describePreparation(request.preparation);
  const labels = request.groups.map(groupLabel);
  const isCount = request.measures.length === 0;
  const note = conventionNote(request.statistics, request.method);
  const listed = listedGroups(request, result.groups, catalog);
  const isEven = listed.length < result.groups.length && isDated(request, catalog);
  const rest =
    result.groupCount > Math.min(SHOWN_GROUPS, result.groups.length)
      ? [
          isEven
            ? `${plural(result.groupCount, 'group')} in all; some of them are listed, among them the highest and the lowest.`
            : `${plural(result.groupCount, 'group')} in all; the first ${formatNumber(Math.min(SHOWN_GROUPS, result.groups.length))} are shown.`,
        ]
      : [];
  const lone = result.groups.filter((group) => numberIn(group, 'rows') === 1).length;
  return {
    headline: result.groups.length === 0 ? `No rows are left${where}.` : headline(request, result.groups, where),
    body: [groupTable(request, listed, labels)],
    ...(note !== undefined && { method: note }),
    caveats: [
      ...rest,
      ...(lone > 0 && !isCount ? [`${plural(lone, 'group')} ${lone === 1 ? 'has' : 'have'} only one row.`] : []),
    ],
    facts: [
      ...result.groups.flatMap((group, index) => groupFacts(request, group, index + 1)),
      ...extremesOf(request, result.groups),
    ],
  };
}

function groupFacts(request: AnalysisRequest, group: Row, position: number): Fact[] {
  const shown = expand(request.statistics);
  const groupColumns = request.groups.map(({ column }) => column);
  const name = namesOf(group).join(' ');
  const base = { group: name, position, ...(request.groups.length === 1 && { by: groupColumns[0] ?? '' }) };
  const measured = request.measures.flatMap((column, place) =>
    statisticFacts(renamed(group, shown, place), request.statistics, { ...base, columns: [column] }),
  );
  const columns = request.measures.length === 0 ? groupColumns : [];
  const percent = request.measures.length === 0 ? numberIn(group, 'percent') : null;
  return [
    ...measured,
    { ...base, quantity: 'count', value: numberIn(group, 'rows') ?? 0, columns },
    ...(percent === null ? [] : [{ ...base, quantity: 'share' as const, value: percent, columns }]),
    { ...base, quantity: 'entity', value: name, columns: groupColumns },
  ];
}

/** The groups that stand out by what was asked first. */
function extremesOf(request: AnalysisRequest, groups: readonly Row[]): Fact[] {
  const [statistic = 'count'] = expand(request.statistics);
  const isCount = request.measures.length === 0;
  return extremeFacts(
    groups.map((group) => ({
      name: namesOf(group).join(' '),
      value: numberIn(group, isCount ? 'rows' : alias(statistic, 0)),
    })),
    {
      by: request.groups[0]?.column ?? '',
      columns: request.measures.slice(0, 1),
      statistic: isCount ? 'count' : quantityOf(statistic),
    },
  );
}

function namesOf(group: Row): string[] {
  return [textIn(group, 'group'), ...(group['group_2'] === undefined ? [] : [textIn(group, 'group_2')])];
}

function isDated({ groups, ranking }: AnalysisRequest, catalog: Catalog): boolean {
  return groups.length === 1 && isOrdered(groups[0], catalog) && ranking === undefined;
}

/** The groups that the table has: periods evenly over all the time, others from the first. */
function listedGroups(request: AnalysisRequest, groups: readonly Row[], catalog: Catalog): readonly Row[] {
  if (!isDated(request, catalog)) return groups.slice(0, SHOWN_GROUPS);
  const [statistic = 'count'] = expand(request.statistics);
  const key = request.measures.length === 0 ? 'rows' : alias(statistic, 0);
  const values = groups.flatMap((group) => numberIn(group, key) ?? []);
  const ends = [Math.max(...values), Math.min(...values)];
  return shortenSeries(groups, SHOWN_GROUPS, (group) => ends.includes(numberIn(group, key) ?? NaN));
}

function renamed(group: Row, shown: readonly Statistic[], place: number): Row {
  return Object.fromEntries(shown.map((statistic) => [statistic, group[alias(statistic, place)] ?? null]));
}

function headline(request: AnalysisRequest, groups: readonly Row[], where: string): string {
  const [statistic = 'count'] = expand(request.statistics);
  const isCount = request.measures.length === 0;
  const key = isCount ? 'rows' : alias(statistic, 0);
  const known = groups.filter((group) => numberIn(group, key) !== null);
  const sorted = [...known].sort((a, b) => (numberIn(b, key) ?? 0) - (numberIn(a, key) ?? 0));
  const [highest] = sorted;
  const lowest = sorted.at(-1);
  if (!highest || !lowest) return `There is nothing to compute it from${where}.`;
  const name = (group: Row) => escapeCell(namesOf(group).join(' / '));
  const value = (group: Row) =>
    `**${formatNumber(numberIn(group, key))}**${isCount ? ` (${formatPercent(numberIn(group, 'percent'))})` : ''}`;
  const what = isCount
    ? 'The most rows'
    : `The highest ${statisticName(statistic)} of ${columnName(request.measures[0] ?? '')}`;
  const verb = isCount ? 'are' : 'is';
  if (sorted.length === 1)
    return `${isCount ? 'The rows' : `The ${statisticName(statistic)} of ${columnName(request.measures[0] ?? '')}`}: ${value(highest)} for ${name(highest)}${where}.`;
  return `${what} ${verb} for ${name(highest)}: ${value(highest)}; the ${isCount ? 'fewest' : 'lowest'} for ${name(lowest)}: ${value(lowest)}${where}.`;
}

function groupTable(request: AnalysisRequest, groups: readonly Row[], labels: readonly string[]): string {
  const shown = expand(request.statistics);
  const several = request.measures.length > 1;
  const columns = request.measures.flatMap((measure, place) =>
    shown.map((statistic) => ({
      title: several ? `${statisticName(statistic)} of ${measure}` : statisticName(statistic),
      key: alias(statistic, place),
    })),
  );
  const isCount = request.measures.length === 0;
  return markdownTable(
    [
      ...labels.map((title) => ({ title })),
      ...columns.map(({ title }) => ({ title, isNumber: true })),
      { title: several || isCount ? 'rows' : 'values', isNumber: true },
      ...(isCount ? [{ title: 'percent', isNumber: true }] : []),
    ],
    groups.map((group) => [
      ...labels.map((_, index) => textIn(group, index === 0 ? 'group' : 'group_2')),
      ...columns.map(({ key }) => group[key]),
      several || isCount ? group['rows'] : group['values'],
      ...(isCount ? [formatPercent(numberIn(group, 'percent'))] : []),
    ]),
  );
}
