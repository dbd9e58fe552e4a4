import type { AnalysisRequest, Condition, Value } from '../request.ts';
import { findOperators, type OperatorMention } from './comparators.ts';
import { readComparison } from './comparisons.ts';
import { findEqualities } from './equalities.ts';
import { findFlagConditions } from './flag-conditions.ts';
import type { ConditionSource, FoundCondition } from './found-condition.ts';
import { asComparison } from './make-condition.ts';
import { numberAt } from './numerals.ts';
import { readPeriods, type PeriodReading } from './periods/find-periods.ts';
import { findValueConditions } from './value-conditions.ts';
import type { Token } from './words.ts';

export interface ConditionReading {
  readonly condition?: Condition;
  /** The conditions that make up the whole one, with the places that say them. */
  readonly parts: readonly FoundCondition[];
  readonly groupSize?: NonNullable<AnalysisRequest['groupSize']>;
  /** Comparisons with a number for which no column was found, as they were said. */
  readonly unused: readonly string[];
  /** Tokens that belong to a condition. */
  readonly consumed: ReadonlySet<number>;
  readonly periods: Pick<PeriodReading, 'periods' | 'span' | 'notes'>;
}

const COUNTED = /^(?:observation|row|record|entry|occurrence|time|sample|instance|case)$/;

export function readConditions(source: ConditionSource): ConditionReading {
  const inMention = new Set(source.mentions.flatMap(({ start, end }) => range(start, end)));
  const compared = readOperators(source, inMention);
  const found = [...compared.found];
  const add = (more: readonly FoundCondition[]) => {
    const taken = new Set(tokensOf(found));
    found.push(...more.filter((condition) => !tokensOf([condition]).some((at) => taken.has(at))));
  };
  const inValue = source.values.flatMap(({ start, end }) => range(start, end));
  const periods = readPeriods({ ...source, taken: new Set([...inMention, ...inValue, ...tokensOf(found)]) });
  add(periods.found);
  add(findEqualities(source));
  add(findValueConditions(source));
  add(findFlagConditions(source));
  found.sort((a, b) => a.start - b.start);
  const parts = mergeValues(joinAlternatives(source.tokens, found));
  const condition = combine(parts);
  const consumed = new Set([...compared.sizeTokens, ...tokensOf(found)]);
  const isFree = (operator: OperatorMention) => !range(operator.start, operator.end + 1).some((at) => consumed.has(at));
  const text = (operator: OperatorMention) =>
    source.tokens
      .slice(operator.start, operator.end + (operator.operator === 'between' ? 3 : 1))
      .map((token) => token.text)
      .join(' ');
  return {
    ...(condition && { condition }),
    parts,
    ...(compared.groupSize && { groupSize: compared.groupSize }),
    consumed,
    unused: compared.unused.filter(isFree).map(text),
    periods,
  };
}

interface OperatorReading {
  readonly found: readonly FoundCondition[];
  readonly groupSize: ConditionReading['groupSize'];
  readonly sizeTokens: readonly number[];
  readonly unused: readonly OperatorMention[];
}

function readOperators(source: ConditionSource, inMention: ReadonlySet<number>): OperatorReading {
  const found: FoundCondition[] = [];
  const sizeTokens: number[] = [];
  const unused: OperatorMention[] = [];
  let groupSize: ConditionReading['groupSize'];
  for (const operator of [...findOperators(source.tokens, inMention), ...bareRanges(source.tokens)]) {
    const size = readGroupSize(source, operator);
    if (size) {
      groupSize = size.groupSize;
      sizeTokens.push(...range(operator.start, size.end));
      continue;
    }
    const condition = readComparison(source, operator, found);
    if (condition) found.push(condition);
    else if (operator.end > operator.start && isComparison(source, operator)) unused.push(operator);
  }
  return { found, groupSize, sizeTokens, unused };
}

/** "10 to 20 mm", without a word that says "between". */
function bareRanges(tokens: readonly Token[]): OperatorMention[] {
  return tokens.flatMap((token, at): OperatorMention[] =>
    token.kind === 'number' &&
    /^(?:to|-|–)$/.test(tokens[at + 1]?.text ?? '') &&
    tokens[at + 2]?.kind === 'number' &&
    tokens[at - 1]?.lower !== 'between' &&
    !(tokens[at - 1]?.text === '(' && tokens[at + 3]?.text === ')')
      ? [{ operator: 'between', start: at, end: at }]
      : [],
  );
}

/** "more than 10", right before a number: unanswered, it must not be passed over in silence. */
function isComparison({ tokens }: ConditionSource, operator: OperatorMention): boolean {
  const compares = asComparison(operator.operator) !== undefined || operator.operator === 'between';
  return compares && tokens[operator.end]?.kind === 'number';
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(end - start, 0) }, (_, offset) => start + offset);
}

function tokensOf(found: readonly FoundCondition[]): number[] {
  return found
    .flatMap(({ start, end, also = [] }) => [{ start, end }, ...also])
    .flatMap(({ start, end }) => range(start, end));
}

function readGroupSize(
  source: ConditionSource,
  operator: OperatorMention,
): { groupSize: NonNullable<AnalysisRequest['groupSize']>; end: number } | undefined {
  const number = numberAt(source.tokens, operator.end);
  const noun = number && source.tokens[number.end];
  if (!number || !noun || !COUNTED.test(noun.stem)) return undefined;
  const comparison = asComparison(operator.operator);
  return comparison && { groupSize: { operator: comparison, value: number.value }, end: number.end + 1 };
}

/** Conditions with "or" between them become one. */
function joinAlternatives(tokens: readonly Token[], found: readonly FoundCondition[]): FoundCondition[] {
  const groups: FoundCondition[][] = [];
  found.forEach((item, index) => {
    const previous = found[index - 1];
    const between = previous ? tokens.slice(previous.end, item.start).map(({ lower }) => lower) : [];
    const isAlternative = between.includes('or') && !between.includes('and');
    if (previous && isAlternative) groups.at(-1)?.push(item);
    else groups.push([item]);
  });
  return groups.flatMap((list): FoundCondition[] => {
    const [first] = list;
    if (!first || list.length === 1) return list;
    const condition: Condition = { kind: 'any', conditions: list.map((item) => item.condition) };
    return [{ condition, start: first.start, end: list.at(-1)?.end ?? first.end }];
  });
}

/** "the mean of A and that of B": one column cannot have two values at once, so either is meant. */
function mergeValues(parts: readonly FoundCondition[]): FoundCondition[] {
  const merged: FoundCondition[] = [];
  for (const part of parts) {
    const own = valuesIn(part.condition);
    const at = merged.findIndex(({ condition }) => own !== undefined && valuesIn(condition)?.column === own.column);
    const other = merged[at];
    const before = other && valuesIn(other.condition);
    if (!own || !other || !before) merged.push(part);
    else
      merged[at] = {
        condition: {
          kind: 'in',
          column: own.column,
          values: [...new Set([...before.values, ...own.values])],
          negated: false,
        },
        start: other.start,
        end: part.end,
      };
  }
  return merged;
}

function valuesIn(condition: Condition): { readonly column: string; readonly values: readonly Value[] } | undefined {
  if (condition.kind === 'in' && !condition.negated) return condition;
  return condition.kind === 'compare' && condition.operator === '='
    ? { column: condition.column, values: [condition.value] }
    : undefined;
}

function combine(parts: readonly FoundCondition[]): Condition | undefined {
  const conditions = parts.map(({ condition }) => condition);
  return conditions.length <= 1 ? conditions[0] : { kind: 'all', conditions };
}
