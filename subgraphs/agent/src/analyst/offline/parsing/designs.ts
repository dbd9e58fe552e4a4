import type { Catalog } from '../catalog.ts';
import type { AnalysisRequest, Condition, Method, PreparationStep } from '../request.ts';
import { readClause, type Reading } from './reading.ts';

/** A question with all that was read of it so far. */
export interface DesignSource {
  readonly sentences: readonly string[];
  readonly body: string;
  readonly catalog: Catalog;
  readonly steps: readonly PreparationStep[];
  readonly method: Method;
  /** What the clauses ask one by one. */
  readonly requests: readonly AnalysisRequest[];
}

/** A sentence that only says which rows are meant. */
export const NARROWS =
  /^(?:\w+ly,? )?(?:please )?(?:only|use only|use|consider|keep|restrict|filter|limit|select|take)\b/i;

/** Each sentence as a whole, with the columns that the question makes. */
export function readAll({ sentences, catalog, method, steps }: DesignSource): Reading[] {
  return sentences.map((text) => readClause({ text, catalog, method, antecedents: [], made: steps }));
}

interface NarrowingSource {
  readonly readings: readonly Reading[];
  /** Columns whose conditions say what is compared, not which rows are meant. */
  readonly taken: readonly string[];
  readonly steps: readonly PreparationStep[];
  /** What the sentence that asks says. */
  readonly asks: RegExp;
}

/** The conditions that narrow the rows: those of the first sentence, of those that ask, and of those that only narrow. */
export function narrowingOf({ readings, taken, steps, asks }: NarrowingSource): Condition[] {
  const known = new Set(steps.map((step) => JSON.stringify(step.kind === 'filter' ? step.condition : undefined)));
  const relevant = readings.filter(({ text }, place) => place === 0 || NARROWS.test(text) || asks.test(text));
  const conditions = relevant
    .flatMap(({ conditionParts }) => conditionParts.map(({ condition }) => condition))
    .filter((condition) => !columnsOf(condition).some((column) => taken.includes(column)));
  const unique = new Map(conditions.map((condition) => [JSON.stringify(condition), condition]));
  return [...unique].filter(([key]) => !known.has(key)).map(([, condition]) => condition);
}

export function columnsOf(condition: Condition): string[] {
  return 'conditions' in condition ? condition.conditions.flatMap(columnsOf) : [condition.column];
}

/** What the sentence says loosely is no guess of the design: it has weighed every sentence. */
export function withoutLoose(reading: Reading): Reading {
  return { ...reading, mentions: [], unusedComparisons: [], unknown: [] };
}

/** What was designed stands where the first of those stood that it takes the place of; before all where there is none. */
export function inPlaceOf(
  requests: readonly AnalysisRequest[],
  isReplaced: (request: AnalysisRequest) => boolean,
  built: readonly AnalysisRequest[],
): AnalysisRequest[] {
  const at = Math.max(0, requests.findIndex(isReplaced));
  const kept = (part: readonly AnalysisRequest[]) => part.filter((request) => !isReplaced(request));
  return [...kept(requests.slice(0, at)), ...built, ...kept(requests.slice(at))];
}
