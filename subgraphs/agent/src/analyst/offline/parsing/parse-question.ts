import { chooseAnalysis } from '../analyses/registry.ts';
import { withPreparation, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { AnalysisRequest, Method, PreparationStep } from '../request.ts';
import type { AnswerFormat } from './answer-format.ts';
import { buildRequests, uniqueSteps } from './build-request.ts';
import { withLeadingBounds } from './comparators.ts';
import { completeRanking } from './completed-ranking.ts';
import { withDateCycles } from './date-cycles.ts';
import { announceFilters, readFilterSentence } from './filter-sentences.ts';
import { splitClauses } from './clauses.ts';
import { announceDerived } from './announced-columns.ts';
import { designCorrelations } from './designed-correlations.ts';
import { designModels } from './designed-models.ts';
import { designTests } from './designed-tests.ts';
import type { DesignSource } from './designs.ts';
import { isElaboration } from './elaboration.ts';
import { readMethod } from './method.ts';
import { readClause, subjectsAfter, type Reading } from './reading.ts';
import { mergeRequests } from './request-merging.ts';
import { findUnmatchedValues, type UnmatchedValue } from './unmatched-values.ts';
import { countRemoved, nameOutliers, withinGroups } from './removed-outliers.ts';
import { readSections } from './sections.ts';
import { withoutSettings } from './settings.ts';

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
  /** What the clauses still to come say, where they may spell out the ones before. */
  later: readonly Reading[];
  /** Clauses that only complete one before. */
  used: ReadonlySet<string>;
  readonly hasFormat: boolean;
  readonly isOnlyClause: boolean;
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
  const sentences = sections.sentences.map((sentence) => withoutSettings(sentence, catalog));
  const clauses = nameOutliers(sentences.flatMap(splitClauses)).map(withLeadingBounds);
  const hasFormat = sections.format !== undefined;
  const derived = announceDerived({ clauses, rules: sections.rules, catalog, method, hasFormat });
  const known = withPreparation(catalog, derived);
  const read = (text: string) => readClause({ text, catalog: known, method, antecedents: [], made: derived });
  const readings = clauses.map(read);
  const filters = hasFormat ? announceFilters(readings) : [];
  const state: ParserState = {
    catalog: known,
    steps: uniqueSteps([...derived, ...filters]),
    later: readings,
    used: new Set(),
    antecedents: [],
    listed: [],
    lastReading: undefined,
    hasFormat,
    isOnlyClause: clauses.length === 1,
    requests: [],
    unknown: new Set(),
    unanswered: [],
    unmatched: [],
  };
  for (const clause of clauses) {
    state.later = state.later.slice(1);
    if (!state.used.has(clause)) parseClause(clause, method, state);
  }
  const { body } = sections;
  const requests = mergeRequests(design({ ...state, sentences, body, method }));
  return {
    requests: withDateCycles(countRemoved(withinGroups(requests), sections.format), question),
    rules: sections.rules,
    method,
    unknown: [...state.unknown],
    unanswered: state.unanswered,
    unmatched: state.unmatched,
    ...(sections.format && { format: sections.format }),
    ...(state.lastReading && { lastReading: state.lastReading }),
  };
}

/** What the question lays out as a whole, in the place of what its clauses make of it alone. */
function design(source: DesignSource): readonly AnalysisRequest[] {
  return [designCorrelations, designModels, designTests].reduce<readonly AnalysisRequest[]>(
    (requests, next) => next({ ...source, requests }),
    source.requests,
  );
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
  const completed = completeRanking(withInheritedCondition(own, state), state.later);
  const { reading } = completed;
  state.used = new Set([...state.used, ...completed.used]);
  state.steps = uniqueSteps([...state.steps, ...reading.steps]);
  state.catalog = reading.catalog;
  reading.unknown.forEach((word) => state.unknown.add(word));
  const unmatched = state.hasFormat ? [] : findUnmatchedValues(own);
  state.unmatched.push(...unmatched);
  if (unmatched.length > 0) return;
  const filter = state.isOnlyClause ? undefined : readFilterSentence(own);
  const choice = filter || isElaboration(reading, state.requests) ? undefined : chooseAnalysis(reading);
  if (choice) {
    state.requests.push(...buildRequests({ ...choice, reading, steps: state.steps }));
    state.lastReading = reading;
  } else if (filter) {
    state.steps = uniqueSteps([...state.steps, filter]);
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
