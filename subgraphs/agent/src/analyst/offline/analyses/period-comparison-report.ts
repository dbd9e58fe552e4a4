import { z } from 'zod';
import { groupLabel } from '../code/expressions.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { changeText, formatChange, formatNumber, plural } from '../reporting/numbers.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, PreparationStep } from '../request.ts';
import type { Fact, Finding } from './analysis.ts';
import { number, numberIn, quantityOf, row } from './results.ts';

const changed = { first: number, last: number, change: number, percent: number };
const resultShape = z.object({
  periods: z.array(z.object({ period: z.string(), value: number, values: z.number() })),
  ...changed,
  groupCount: z.number(),
  groups: z.array(z.intersection(row, z.object({ group: z.string(), ...changed }))),
});
type Result = z.infer<typeof resultShape>;
const SHOWN_GROUPS = 30;

/** What a comparison of periods says: the values, and the change from the first to the last. */
export function reportPeriods(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const what =
    measure === undefined ? 'the number of rows' : `the ${statisticName(statistic)} of ${columnName(measure)}`;
  const where = describePreparation(request.preparation.filter((step) => !isPeriod(step, request)));
  const [first] = result.periods;
  const quantity = measure === undefined ? 'count' : quantityOf(statistic);
  if (!first) return { headline: `No rows are left${where}.`, body: [], caveats: [], facts: [] };
  return {
    headline: `${headline(`${what}${where}`, result)}${groupText(request, result)}`,
    body: [periodTable(request, result), ...(result.groups.length > 0 ? [groupTable(request, result)] : [])],
    caveats: [
      ...(result.periods.length === 1 ? ['There are no rows of the other period.'] : []),
      ...(result.groupCount > SHOWN_GROUPS
        ? [`${plural(result.groupCount, 'group')} in all; ${formatNumber(SHOWN_GROUPS)} are listed.`]
        : []),
    ],
    facts: [
      ...result.periods.flatMap(({ period, value }, index): Fact[] =>
        value === null ? [] : [{ quantity, value, columns: request.measures, group: period, position: index + 1 }],
      ),
      ...(result.change === null
        ? []
        : [{ quantity: 'change' as const, value: result.change, columns: request.measures }]),
      ...(result.percent === null
        ? []
        : [{ quantity: 'share' as const, value: result.percent, columns: request.measures }]),
    ],
  };
}

/** The filter that keeps the periods: the sentence names them already. */
function isPeriod(step: PreparationStep, { groups }: AnalysisRequest): boolean {
  if (step.kind !== 'filter') return false;
  const columns = [...JSON.stringify(step.condition).matchAll(/"column":("(?:[^"\\]|\\.)*")/g)].map(
    (match) => match[1],
  );
  return columns.every((column) => column === JSON.stringify(groups[0]?.column));
}

function headline(what: string, { periods, change, percent }: Result): string {
  const subject = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last || periods.length === 1)
    return `${subject} is **${formatNumber(first?.value)}** in ${first?.period ?? ''}; there is nothing to compare it with.`;
  const verb = change === null || change === 0 ? 'went' : change > 0 ? 'rose' : 'fell';
  return `${subject} ${verb} from **${formatNumber(first.value)}** in ${escapeCell(first.period)} to **${formatNumber(last.value)}** in ${escapeCell(last.period)}${changeText(change, percent)}.`;
}

function groupText({ ranking, groups }: AnalysisRequest, result: Result): string {
  const [first] = result.groups;
  const [, group] = groups;
  if (!first || !group) return '';
  const most = ranking?.direction === 'lowest' ? 'lowest' : 'highest';
  return ` The ${most} change by ${columnName(groupLabel(group))} is that of **${escapeCell(first.group)}**: **${formatNumber(first.change)}**${first.percent === null ? '' : ` (${formatChange(first.percent)})`}.`;
}

function periodTable({ groups, measures, statistics }: AnalysisRequest, result: Result): string {
  const [time = { column: '' }] = groups;
  const [measure] = measures;
  const [statistic = 'count'] = statistics;
  return markdownTable(
    [
      { title: groupLabel(time) },
      { title: measure === undefined ? 'rows' : `${statisticName(statistic)} of ${measure}`, isNumber: true },
      ...(measure === undefined ? [] : [{ title: 'values', isNumber: true }]),
    ],
    result.periods.map((item) => [item.period, item.value, ...(measure === undefined ? [] : [item.values])]),
  );
}

function groupTable({ groups }: AnalysisRequest, result: Result): string {
  const [, group = { column: '' }] = groups;
  const periods = result.periods.map(({ period }) => period);
  return markdownTable(
    [{ title: groupLabel(group) }, ...[...periods, 'change', 'percent'].map((title) => ({ title, isNumber: true }))],
    result.groups
      .slice(0, SHOWN_GROUPS)
      .map((item) => [
        item.group,
        ...periods.map((period) => numberIn(item, `in ${period}`)),
        item.change,
        item.percent === null ? '' : formatChange(item.percent),
      ]),
  );
}
