import { chooseAnalysis } from '../analyses/registry.ts';
import { withPreparation, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { AnalysisRequest, Method, PreparationStep } from '../request.ts';
import type { AnswerFormat } from './answer-format.ts';
import { buildRequests, uniqueSteps } from './build-request.ts';
import { splitClauses } from './clauses.ts';
import { announceDerived } from './announced-columns.ts';
import { isElaboration } from './elaboration.ts';
import { readMethod } from './method.ts';
import { readClause, subjectsAfter, type Reading } from './reading.ts';
import { mergeRequests } from './request-merging.ts';
import { findUnmatchedValues, type UnmatchedValue } from './unmatched-values.ts';
import { readSections } from './sections.ts';

/** A question, understood: what is to be found out, and what was not understood. */
export interface ParsedQuestion {
  readonly requests: readonly AnalysisRequest[];
  readonly format?: AnswerFormat;
  /** Sentences that say when to conclude what. */
  readonly rules: readonly string[];
  readonly method: Method;
  /** Words that nothing accounts for. */
  readonly unknown: readonly string[];
  /** Parts that ask for something that no analysis gives. */
  readonly unanswered: readonly string[];
  /** Values to narrow by that no row has: their clauses are not answered. */
  readonly unmatched: readonly UnmatchedValue[];
  /** The reading of the last clause that was answered: a follow-up question completes it. */
  readonly lastReading?: Reading;
}

interface ParserState {
  catalog: Catalog;
  steps: readonly PreparationStep[];
  antecedents: readonly CatalogColumn[];
  listed: readonly CatalogColumn[];
  lastReading: Reading | undefined;
  readonly hasFormat: boolean;
  readonly requests: AnalysisRequest[];
  readonly unknown: Set<string>;
  readonly unanswered: string[];
  readonly unmatched: UnmatchedValue[];
}

const ASKS =
  /\?|^(?:what|which|who|how|is|are|does|do|show|list|plot|draw|find|calculate|compute|determine|identify|compare|give|tell|count|check|test|predict|analy[sz]e|examine|describe|why|when|where|can|could)\b/i;

export function parseQuestion(question: string, catalog: Catalog): ParsedQuestion {
  const sections = readSections(question);
  const method = readMethod(sections.body);
  const clauses = sections.sentences.flatMap(splitClauses);
  const hasFormat = sections.format !== undefined;
  const announced = announceDerived({ clauses, rules: sections.rules, catalog, method, hasFormat });
  const state: ParserState = {
    catalog: withPreparation(catalog, announced),
    steps: announced,
    antecedents: [],
    listed: [],
    lastReading: undefined,
    hasFormat,
    requests: [],
    unknown: new Set(),
    unanswered: [],
    unmatched: [],
  };
  for (const clause of clauses) parseClause(clause, method, state);
  return {
    requests: mergeRequests(state.requests),
    rules: sections.rules,
    method,
    unknown: [...state.unknown],
    unanswered: state.unanswered,
    unmatched: state.unmatched,
    ...(sections.format && { format: sections.format }),
    ...(state.lastReading && { lastReading: state.lastReading }),
  };
}

function parseClause(clause: string, method: Method, state: ParserState): void {
  const own = readClause({
    text: clause,
    catalog: state.catalog,
    method,
    antecedents: state.antecedents,
    listed: state.listed,
    made: state.steps,
  });
  const reading = withInheritedCondition(own, state);
  state.steps = uniqueSteps([...state.steps, ...reading.steps]);
  state.catalog = reading.catalog;
  reading.unknown.forEach((word) => state.unknown.add(word));
  const unmatched = state.hasFormat ? [] : findUnmatchedValues(own);
  state.unmatched.push(...unmatched);
  if (unmatched.length > 0) return;
  const choice = isElaboration(reading, state.requests) ? undefined : chooseAnalysis(reading);
  if (choice) {
    state.requests.push(...buildRequests({ ...choice, reading, steps: state.steps }));
    state.lastReading = reading;
  } else if (
    own.condition &&
    /^(?:\w+ly,? )?(?:filter|consider|only|keep|restrict|limit|select|take|use)\b/i.test(clause)
  ) {
    state.steps = uniqueSteps([...state.steps, { kind: 'filter', condition: own.condition }]);
  } else if (reading.steps.length === 0 && state.requests.length === 0 && ASKS.test(clause)) {
    state.unanswered.push(clause.replace(/[.?!\s]+$/, ''));
  }
  const subjects = reading.derived ? [reading.derived] : subjectsAfter(reading);
  if (subjects.length > 1) state.listed = subjects;
  if (subjects.length > 0) state.antecedents = subjects;
}

/** Where an answer format is given, later sentences spell out the first one: its condition holds for them too. */
function withInheritedCondition(reading: Reading, state: ParserState): Reading {
  const before = state.lastReading?.condition;
  const sharesMeasure = reading.measures.some(
    ({ column }) => state.lastReading?.measures.some((other) => other.column.name === column.name) ?? false,
  );
  return state.hasFormat && before && !reading.condition && sharesMeasure ? { ...reading, condition: before } : reading;
}
