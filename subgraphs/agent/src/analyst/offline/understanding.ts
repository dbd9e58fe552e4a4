import type { QuestionContext, Subtask } from '../analyst.ts';
import { findAnalysis } from './analyses/registry.ts';
import type { Catalog } from './catalog.ts';
import { completeFollowUp } from './conversation/follow-up.ts';
import { chooseRows, type RowChoice } from './joining/choose-rows.ts';
import { findLimits } from './parsing/limits.ts';
import { parseQuestion, type ParsedQuestion } from './parsing/parse-question.ts';
import { describePreparation } from './reporting/describe-preparation.ts';
import type { AnalysisRequest } from './request.ts';

/** A question with what it was taken to mean. The same context always gives the same understanding. */
export interface Understanding {
  readonly rows: RowChoice;
  readonly catalog: Catalog;
  readonly parsed: ParsedQuestion;
  /** What was asked for and cannot be had, as sentences. */
  readonly limits: readonly string[];
  /** Set when an earlier question was needed to complete this one. */
  readonly completedFrom?: string;
  /** A goal for each request, in the same order; each is different. */
  readonly goals: readonly string[];
}

export function understand(context: QuestionContext): Understanding {
  const earlier = context.memory.conversation.filter(({ role }) => role === 'user').map(({ content }) => content);
  const rows = rowsOf(context, earlier);
  const { catalog } = rows;
  const completed = completeFollowUp(context.question, rows.parsed, earlier, catalog);
  const parsed = completed?.parsed ?? rows.parsed;
  const goals = uniqueGoals(parsed.requests);
  const limits = findLimits(context.question, catalog);
  return { rows, catalog, parsed, limits, goals, ...(completed && { completedFrom: completed.from }) };
}

/** A question that the one before completes is about the same rows, unless it asks for others itself. */
function rowsOf(context: QuestionContext, earlier: readonly string[]): RowChoice {
  const own = chooseRows(context.question, context);
  if (own.kind !== 'primary' || !context.otherDatasets?.length) return own;
  const from = completeFollowUp(context.question, own.parsed, earlier, own.catalog)?.from;
  const before = from === undefined ? own : chooseRows(from, context);
  return before.kind === 'primary' ? own : { ...before, parsed: parseQuestion(context.question, before.catalog) };
}

/** The goal of the one subtask of a question that was not understood. */
export const NOT_UNDERSTOOD_GOAL = 'Say plainly what was not understood, what can be asked, and give examples.';

/** What a request finds out, in one phrase: the interpretation that people read. */
export function describeRequest(request: AnalysisRequest): string {
  const described = findAnalysis(request.analysis)?.describe(request) ?? request.analysis;
  const phase = request.phase ? ` (${request.phase} the preparation)` : '';
  return `${described}${describePreparation(request.preparation, true)}${phase}`;
}

function uniqueGoals(requests: readonly AnalysisRequest[]): string[] {
  const seen = new Map<string, number>();
  return requests.map((request) => {
    const goal = `Find out ${describeRequest(request)}.`;
    const times = (seen.get(goal) ?? 0) + 1;
    seen.set(goal, times);
    return times === 1 ? goal : `${goal} (${String(times)})`;
  });
}

/** The request behind a subtask: by its goal, else by reading the goal itself as a question. */
export function requestFor(understanding: Understanding, subtask: Pick<Subtask, 'goal'>): AnalysisRequest | undefined {
  const index = understanding.goals.indexOf(subtask.goal);
  if (index >= 0) return understanding.parsed.requests[index];
  if (subtask.goal === NOT_UNDERSTOOD_GOAL) return undefined;
  return parseQuestion(subtask.goal.replace(/^Find out /, ''), understanding.catalog).requests[0];
}
