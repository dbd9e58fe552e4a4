import { compareGroupsCode } from './compare-groups-code.ts';
import { z } from 'zod';
import { isCategorical, isNumeric, type CatalogColumn } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, plural, pText, formatP } from '../reporting/numbers.ts';
import type { AnalysisRequest, Grouping } from '../request.ts';
import type { Analysis, Fact, Finding, RequestDraft } from './analysis.ts';
import { extremeFacts } from './extreme-facts.ts';
import { number } from './results.ts';

const groupShape = z.object({
  group: z.union([z.string(), z.number(), z.boolean()]),
  n: z.number(),
  mean: number,
  median: number,
  std: number,
  min: number,
  q1: number,
  q3: number,
  max: number,
});
const resultShape = z.object({
  rows: z.number(),
  groups: z.array(groupShape),
  test: z.string(),
  statistic: number,
  p: number,
  df: z.array(number),
  effect: number,
  alpha: z.number(),
});

/** Whether a measure differs between groups: t-test, Mann-Whitney, ANOVA or Kruskal-Wallis. */
export const compareGroups: Analysis = {
  name: 'compare-groups',
  isTechnical: true,
  matches(reading) {
    if (reading.cues.has('chiSquare')) return 0;
    const relates = reading.cues.has('correlation') && relatesGroupToNumber(reading);
    const asks =
      relates ||
      reading.cues.has('compare') ||
      reading.cues.has('test') ||
      reading.cues.has('box') ||
      (reading.cues.has('distribution') && reading.groups.length > 0);
    if (
      !asks ||
      (reading.cues.has('correlation') && !relates && !reading.cues.has('test')) ||
      reading.cues.has('normality')
    )
      return 0;
    if (!groupOf(reading) || measureOf(reading) === undefined) return 0;
    if (relates && !reading.cues.has('test')) return 0.79;
    return reading.cues.has('test')
      ? 0.84
      : reading.statistics.length > 0 && !reading.cues.has('compare')
        ? 0.45
        : 0.64;
  },
  plan,
  describe: (request) =>
    `whether ${columnName(request.measures[0] ?? '')} differs by ${columnName(request.groups[0] ? groupLabel(request.groups[0]) : '')}`,
  code: compareGroupsCode,
  report,
};

/** "in 2012 and 2015": the years are the groups. */
function comparedYears({ condition }: Reading): Grouping | undefined {
  if (condition?.kind !== 'any') return undefined;
  const [first] = condition.conditions;
  if (first?.kind === 'datePart' && first.part === 'year') return { column: first.column, bucket: 'year' };
  return first?.kind === 'compare' && /year/i.test(first.column) ? { column: first.column } : undefined;
}

/** "does x depend on the region?": one measure and one column that names groups. */
function relatesGroupToNumber(reading: Reading): boolean {
  const columns = reading.measures.map(({ column }) => column);
  const texts = columns.filter((column) => !isNumeric(column) && isCategorical(column));
  return columns.length === 2 && texts.length === 1 && columns.some(isNumeric);
}

/** The grouping said, a column that names groups, or the column whose values are compared. */
function groupOf(reading: Reading): Grouping | undefined {
  const [said] = reading.groups;
  if (said) return said;
  const years = comparedYears(reading);
  if (years) return years;
  const [first] = reading.values;
  const compared = reading.values.filter(({ column }) => column === first?.column);
  if (first && compared.length >= 2) return { column: first.column.name };
  const named =
    reading.mentions.map(({ column }) => column).find((column) => isCategorical(column) && !isNumeric(column)) ??
    reading.mentions
      .map(({ column }) => column)
      .filter((column) => column !== reading.measures[0]?.column)
      .find(isCategorical);
  return named && { column: named.name };
}

function measureOf(reading: Reading): CatalogColumn | undefined {
  const group = groupOf(reading);
  return numericSubjects(reading).find(({ name }) => name !== group?.column);
}

function plan(reading: Reading): RequestDraft | undefined {
  const group = groupOf(reading);
  const measure = measureOf(reading);
  return group && measure && { measures: [measure.name], groups: [group] };
}

/** The first group's mean less the second's where the question gives an order; else how far the means lie apart. */
function differenceOf(groups: readonly z.infer<typeof groupShape>[], { groups: [by] }: AnalysisRequest): number {
  const difference = (groups[0]?.mean ?? 0) - (groups[1]?.mean ?? 0);
  return by?.levels ? difference : Math.abs(difference);
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const [measure = ''] = request.measures;
  const label = request.groups[0] ? groupLabel(request.groups[0]) : 'group';
  const by = request.groups[0]?.column ?? '';
  const where = describePreparation(request.preparation);
  const { p, alpha } = result;
  const isSignificant = p !== null && p < alpha;
  const sorted = [...result.groups].sort((a, b) => (b.mean ?? -Infinity) - (a.mean ?? -Infinity));
  const [highest] = sorted;
  const lowest = sorted.at(-1);
  if (!highest || !lowest)
    return { headline: `No values are left to compare${where}.`, body: [], caveats: [], facts: [] };
  const name = (group: z.infer<typeof groupShape>) => escapeCell(String(group.group));
  const verdict =
    p === null
      ? 'could not be tested'
      : isSignificant
        ? '**differs significantly**'
        : '**does not differ significantly**';
  const effect =
    result.test.includes('ANOVA') || result.test.startsWith('Kruskal')
      ? 'η²'
      : result.test.startsWith('Mann')
        ? 'rank-biserial correlation'
        : 'Cohen’s d';
  const few = result.groups.filter(({ n }) => n < 10).length;
  return {
    headline: `${columnName(measure)} ${verdict} by ${columnName(label)}${p === null ? '' : ` (${pText(p, true)})`}${where}: the mean is highest for ${name(highest)} (**${formatNumber(highest.mean)}**) and lowest for ${name(lowest)} (**${formatNumber(lowest.mean)}**).`,
    body: [
      markdownTable(
        [
          { title: label },
          ...['values', 'mean', 'median', 'standard deviation'].map((title) => ({ title, isNumber: true })),
        ],
        result.groups.slice(0, 30).map((group) => [String(group.group), group.n, group.mean, group.median, group.std]),
      ),
      ...(p === null
        ? []
        : [
            markdownTable(
              [{ title: 'test' }, { title: 'value', isNumber: true }],
              [
                [`${result.test}: statistic`, result.statistic],
                ['p-value', formatP(p)],
                ...result.df.map((df) => ['degrees of freedom', df]),
                [`effect size (${effect})`, result.effect],
              ],
            ),
          ]),
    ],
    method: `${result.test}, two-tailed, at α = ${alpha}. Standard deviations are the sample’s.`,
    caveats:
      few > 0
        ? [`${plural(few, 'group')} ${few === 1 ? 'has' : 'have'} few rows; differences there are uncertain.`]
        : [],
    facts: [
      ...result.groups.flatMap((group, index): Fact[] => {
        const base = { columns: [measure], group: String(group.group), by, position: index + 1 };
        return (['mean', 'median', 'std'] as const).flatMap((quantity): Fact[] =>
          group[quantity] === null ? [] : [{ ...base, quantity, value: group[quantity] }],
        );
      }),
      ...extremeFacts(
        result.groups.map(({ group, mean }) => ({ name: String(group), value: mean })),
        { by, columns: [measure], statistic: 'mean' },
      ),
      ...(result.groups.length === 2 && highest.mean !== null && lowest.mean !== null
        ? [{ quantity: 'change' as const, value: differenceOf(result.groups, request), columns: [measure] }]
        : []),
      ...(p === null
        ? []
        : [
            { quantity: 'pValue' as const, value: p, columns: [measure], test: result.test },
            { quantity: 'isSignificant' as const, value: isSignificant, columns: [measure] },
          ]),
      ...(result.statistic === null
        ? []
        : [{ quantity: 'statistic' as const, value: result.statistic, columns: [measure], test: result.test }]),
      ...result.df.flatMap((value): Fact[] =>
        value === null ? [] : [{ quantity: 'degreesOfFreedom', value, columns: [measure] }],
      ),
    ],
  };
}
