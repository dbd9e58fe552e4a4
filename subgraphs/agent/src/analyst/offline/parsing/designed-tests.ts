import { findAnalysis } from '../analyses/registry.ts';
import { isCategorical, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { AnalysisRequest, Condition, Grouping } from '../request.ts';
import { buildRequests } from './build-request.ts';
import { columnsOf, inPlaceOf, NARROWS, narrowingOf, readAll, withoutLoose, type DesignSource } from './designs.ts';
import { yesValue } from './flags.ts';
import { findLevels, type Levels } from './levels.ts';
import type { Reading } from './reading.ts';

const GROUP_TEST =
  /\bt[- ]?tests?\b|\bwelch|\bstudent['’]s\b|\bmann[- ]?whitney|\bu[- ]test\b|\bwilcoxon rank|\banova\b|analysis of variance|\bkruskal|\bttest_ind\b/i;
const CHI_SQUARE = /\bchi[- ]?squared?\b|χ²|\bchi2/i;

/**
 * A test that the whole question lays out, over several sentences: its measure here, its groups there, the rows in a
 * third. It stands before what the clauses ask alone, and in the place of those that only ask for parts of it.
 */
export function designTests(source: DesignSource): readonly AnalysisRequest[] {
  if (/\bpaired\b/i.test(source.body)) return source.requests;
  if (CHI_SQUARE.test(source.body)) return chiSquare(source);
  return GROUP_TEST.test(source.body) ? groupTest(source) : source.requests;
}

function groupTest(source: DesignSource): readonly AnalysisRequest[] {
  const readings = readAll(source);
  const group = groupOf(readings, source);
  const measure = group && measureOf(readings, group.column);
  const analysis = findAnalysis('compare-groups');
  const reading = readings.find(({ text }) => GROUP_TEST.test(text)) ?? readings[0];
  if (!group || !measure || !analysis || !reading) return source.requests;
  const compared = group.levels ? [group.column] : [];
  const narrowing = narrowingOf({ readings, taken: compared, steps: source.steps, asks: GROUP_TEST }).filter(
    (part) => !isOneGroup(part, group.column),
  );
  const levels = group.levels;
  const steps = source.steps.filter(
    (step) => step.kind !== 'filter' || !columnsOf(step.condition).includes(group.column) || levels === undefined,
  );
  const condition: Condition[] = levels ? [{ kind: 'in', column: group.column, values: levels, negated: false }] : [];
  const draft = { measures: [measure.name], groups: [group], narrowing: [...narrowing, ...condition] };
  const built = buildRequests({ analysis, draft, reading: withoutLoose(reading), steps });
  const own = new Set([measure.name, group.column]);
  return inPlaceOf(source.requests, (request) => isPartOf(request, own), built);
}

/** "those who survived": one of the groups, not the rows that are meant. */
function isOneGroup(condition: Condition, group: string): boolean {
  return condition.kind === 'compare' && condition.operator === '=' && condition.column === group;
}

/** What the test itself tells: the means of its groups, and the test that one clause alone would make. */
function isPartOf({ analysis, measures, statistics, ranking }: AnalysisRequest, own: ReadonlySet<string>): boolean {
  if (analysis === 'compare-groups' || analysis === 'association') return true;
  if (analysis === 'rows' || analysis === 'period-comparison') return true;
  if (ranking || (analysis !== 'aggregate' && analysis !== 'group-aggregate')) return false;
  const isOwn = measures.every((measure) => own.has(measure)) && measures.length > 0;
  return (
    isOwn && statistics.every((statistic) => statistic === 'mean' || statistic === 'median' || statistic === 'std')
  );
}

/** The column whose values are compared: said value by value, or as a group. */
function groupOf(readings: readonly Reading[], { steps, requests, body }: DesignSource): Grouping | undefined {
  const isAnova = /\banova\b|analysis of variance|\bkruskal/i.test(body);
  const said = readings.flatMap((reading) => findLevels(reading).map((levels) => ({ levels, text: reading.text })));
  const ordered = said.find(({ text }) => /\bfirst\b|\bagainst\b|\bminus\b|\bversus\b|\bvs\b/i.test(text)) ?? said[0];
  const column = bestColumn(
    said.map(({ levels }) => levels),
    readings,
  );
  if (column !== undefined) {
    const own = said.filter(({ levels }) => levels.column === column).map(({ levels }) => levels);
    const first = ordered?.levels.column === column ? ordered.levels : own[0];
    const levels = isAnova ? own.toSorted((a, b) => b.values.length - a.values.length)[0] : first;
    if (levels && (isAnova || levels.values.length === 2)) return { column, levels: levels.values };
  }
  const grouped = readings.flatMap(({ groups }) => groups).find(({ bucket }) => bucket === undefined);
  const made = steps.findLast((step) => step.kind === 'derive' && step.type === 'TEXT');
  const before = requests.find(({ analysis, groups }) => analysis === 'compare-groups' && groups.length > 0)?.groups[0];
  return before ?? grouped ?? flagOf(readings) ?? (made?.kind === 'derive' ? { column: made.name } : undefined);
}

/** "those who survived and those who did not": a column of yes and no, yes first. */
function flagOf(readings: readonly Reading[]): Grouping | undefined {
  const compares = readings.filter(({ text }) => GROUP_TEST.test(text) || /\b(?:differ|compar|between\b)/i.test(text));
  for (const { column } of compares.flatMap(({ mentions }) => mentions)) {
    const yes = yesValue(column);
    if (yes === undefined) continue;
    const other = column.profile?.topValues.find(({ value }) => value !== yes)?.value ?? '';
    const no = typeof yes === 'boolean' ? false : typeof yes === 'number' ? 0 : other;
    return { column: column.name, levels: [yes, no] };
  }
  return undefined;
}

/** Where a value stands in several columns ("yes"), the one that the question names. */
function bestColumn(levels: readonly Levels[], readings: readonly Reading[]): string | undefined {
  const columns = [...new Set(levels.map(({ column }) => column))];
  const times = (name: string) =>
    readings.flatMap(({ mentions }) => mentions).filter(({ column }) => column.name === name).length;
  return columns.toSorted((a, b) => times(b) - times(a))[0];
}

function measureOf(readings: readonly Reading[], group: string): CatalogColumn | undefined {
  const scores = new Map<CatalogColumn['name'], { column: CatalogColumn; score: number }>();
  readings.forEach((reading, place) => {
    for (const { column, how } of reading.measures) {
      if (column.name === group || !(isNumeric(column) || looksNumeric(column))) continue;
      const entry = scores.get(column.name) ?? { column, score: 0 };
      const score = (how === 'name' ? 2 : 1) + (GROUP_TEST.test(reading.text) ? 2 : 0) - place * 0.1;
      scores.set(column.name, { column, score: entry.score + score });
    }
  });
  return [...scores.values()].toSorted((a, b) => b.score - a.score)[0]?.column;
}

function chiSquare(source: DesignSource): readonly AnalysisRequest[] {
  const readings = readAll(source);
  const pair = pairOf(readings);
  const analysis = findAnalysis('association');
  const reading = readings.find(({ text }) => CHI_SQUARE.test(text)) ?? readings[0];
  if (!pair || !analysis || !reading) return source.requests;
  const narrowing = narrowingOf({ readings, taken: pair, steps: source.steps, asks: CHI_SQUARE });
  const built = buildRequests({
    analysis,
    draft: { measures: pair, narrowing },
    reading: withoutLoose(reading),
    steps: source.steps,
  });
  const own = new Set<string>(pair);
  return inPlaceOf(source.requests, (request) => isPartOf(request, own), built);
}

/** The two columns of groups that are named most often, those in the sentence of the test before all. */
function pairOf(readings: readonly Reading[]): readonly [string, string] | undefined {
  const scores = new Map<string, number>();
  for (const reading of readings) {
    const isNarrowing = NARROWS.test(reading.text) && !CHI_SQUARE.test(reading.text);
    for (const { column, how } of isNarrowing ? [] : reading.mentions) {
      if (!isCategorical(column) && column.type !== 'BOOLEAN') continue;
      const weight =
        (how === 'name' ? 2 : 0.5) + (/\bcontingency\b|\bindependen|\bassociat/i.test(reading.text) ? 1 : 0);
      scores.set(column.name, (scores.get(column.name) ?? 0) + weight);
    }
  }
  const [a, b, c] = [...scores].filter(([, score]) => score >= 2).toSorted(([, x], [, y]) => y - x);
  return a && b && (c === undefined || c[1] < b[1]) ? [a[0], b[0]] : undefined;
}
