import type { Catalog } from '../../catalog.ts';
import type { Comparison, Condition } from '../../request.ts';
import type { FoundCondition } from '../found-condition.ts';
import type { Token } from '../words.ts';
import { conditionOf, rangeCondition, yearsOf } from './period-conditions.ts';
import { periodAt, type PeriodMention } from './period-mentions.ts';
import { unitOf, type Period } from './period.ts';
import { relativePeriodAt } from './relative-periods.ts';

interface PeriodSource {
  readonly tokens: readonly Token[];
  readonly catalog: Catalog;
  /** Tokens that belong to a column's name, a value or another condition. */
  readonly taken: ReadonlySet<number>;
}

export interface PeriodReading {
  readonly found: readonly FoundCondition[];
  /** Single periods, as they are said: two of a kind are there to be compared. */
  readonly periods: readonly Period[];
  /** The first and the last of a span of periods. */
  readonly span?: readonly [Period, Period];
  readonly notes: readonly string[];
}

const PREPOSITIONS: Readonly<Record<string, Comparison>> = {
  in: '=',
  during: '=',
  for: '=',
  of: '=',
  since: '>=',
  from: '>=',
  after: '>',
  before: '<',
  until: '<=',
  till: '<=',
  through: '<=',
};

interface Single extends PeriodMention {
  readonly operator: Comparison;
}

/** Periods said without a column: `in 2015`, `Q1 2023`, `since March 2010`, `from 2000 to 2010`, `last month`. */
export function readPeriods(source: PeriodSource): PeriodReading {
  const { tokens, catalog, taken } = source;
  const found: FoundCondition[] = [];
  const singles: Single[] = [];
  const notes: string[] = [];
  let span: readonly [Period, Period] | undefined;
  for (let index = 0; index < tokens.length; index++) {
    if (taken.has(index)) continue;
    const relative = relativePeriodAt(tokens, index, catalog);
    const range = relative ? undefined : rangeAt(source, index);
    const single = relative || range ? undefined : singleAt(source, index);
    if (relative) notes.push(relative.note);
    if (range) span ??= range.span;
    if (single) singles.push(single);
    else if (relative || range) found.push(...(relative ? [relative] : []), ...(range ? [range] : []));
    index = Math.max(index, (relative ?? range ?? single)?.end ?? 0, index + 1) - 1;
  }
  const complete = shareYears(singles);
  return {
    found: [...found, ...combine(complete, catalog)],
    periods: complete.filter(({ operator }) => operator === '=').map(({ period }) => period),
    ...(span && { span }),
    notes,
  };
}

function wordBefore(tokens: readonly Token[], index: number): { word: string; at: number } {
  for (let at = index - 1; at >= Math.max(0, index - 4); at--) {
    const word = tokens[at]?.lower ?? '';
    if (!/^(?:the|year|years|end|start|beginning|fiscal)$/.test(word)) return { word, at };
  }
  return { word: '', at: index };
}

function singleAt(source: PeriodSource, index: number): Single | undefined {
  const { tokens, catalog, taken } = source;
  const mention = periodAt(tokens, index);
  if (!mention || taken.has(mention.end - 1)) return undefined;
  const { word, at } = wordBefore(tokens, index);
  const said = Object.hasOwn(PREPOSITIONS, word) ? PREPOSITIONS[word] : undefined;
  const isYear = tokens[index - 1]?.lower === 'year';
  if (said === undefined && !isYear && unitOf(mention.period) === 'year' && !isBareYear(source, mention))
    return undefined;
  const operator = said ?? '=';
  if (!conditionOf(mention.period, operator, catalog)) return undefined;
  return { ...mention, operator, start: said === undefined || taken.has(at) ? index : at };
}

/** "2023 revenue", "revenue 2022 vs 2023": a number that is one of the data's years and belongs to nothing else. */
function isBareYear({ tokens, catalog, taken }: PeriodSource, { period, start, end }: PeriodMention): boolean {
  const years = yearsOf(catalog);
  const year = period.year ?? NaN;
  if (!years || year < years[0] || year > years[1]) return false;
  const before = tokens[start - 1]?.lower ?? '';
  if (taken.has(start - 1) && !/^\p{L}+$/u.test(before)) return false;
  if (
    /^(?:is|was|=|>|<|>=|<=|==|than|top|first|last|seed|state|exactly|over|under|above|below|[$€£(*/+])$/.test(before)
  )
    return false;
  return !/^(?:rows?|records?|entries|values?|observations?|times|usd|dollars|%|\*|\/|\))$/.test(
    tokens[end]?.lower ?? '',
  );
}

function rangeAt(
  { tokens, catalog, taken }: PeriodSource,
  index: number,
): (FoundCondition & { readonly span: readonly [Period, Period] }) | undefined {
  const low = periodAt(tokens, index);
  const joint = low && (tokens[low.end]?.lower ?? '');
  if (!low || joint === undefined || !/^(?:to|and|-|–|through|until|till)$/.test(joint)) return undefined;
  const high = periodAt(tokens, low.end + 1);
  const before = wordBefore(tokens, index);
  if (!high || unitOf(low.period) !== unitOf(high.period) || taken.has(high.end - 1)) return undefined;
  if (joint === 'and' && before.word !== 'between') return undefined;
  const first = { ...(high.period.year !== undefined && { year: high.period.year }), ...low.period };
  const condition = rangeCondition(first, high.period, catalog);
  const start = /^(?:between|from|in|during|for)$/.test(before.word) && !taken.has(before.at) ? before.at : index;
  return condition && { condition, start, end: high.end, span: [first, high.period] };
}

/** "Q1 vs Q2 2023": the year that is said last holds for those before it that have none. */
function shareYears(singles: readonly Single[]): Single[] {
  return singles.map((single, index) => {
    if (single.period.year !== undefined || single.operator !== '=') return single;
    const next = singles.slice(index + 1).find(({ period }) => period.year !== undefined);
    const isAlike = next && unitOf(next.period) === unitOf(single.period);
    return isAlike && next.period.year !== undefined
      ? { ...single, period: { ...single.period, year: next.period.year } }
      : single;
  });
}

/** Periods of one kind are alternatives ("March or April"); of different kinds they narrow each other ("March, in 2023"). */
function combine(singles: readonly Single[], catalog: Catalog): FoundCondition[] {
  const equal = singles.filter(({ operator }) => operator === '=');
  const kinds = Map.groupBy(equal, ({ period }) => unitOf(period));
  const bounds = singles.flatMap(({ period, operator, start, end }): FoundCondition[] => {
    const condition = operator === '=' ? undefined : conditionOf(period, operator, catalog);
    return condition ? [{ condition, start, end }] : [];
  });
  const alternatives = [...kinds.values()].flatMap((list): FoundCondition[] => {
    const conditions = uniqueConditions(list.flatMap(({ period }) => conditionOf(period, '=', catalog) ?? []));
    const [first] = conditions;
    const [start] = list;
    if (!first || !start) return [];
    const condition: Condition = conditions.length === 1 ? first : { kind: 'any', conditions };
    return [{ condition, start: start.start, end: start.end, also: list.slice(1) }];
  });
  return [...bounds, ...alternatives];
}

function uniqueConditions(conditions: readonly Condition[]): Condition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}
