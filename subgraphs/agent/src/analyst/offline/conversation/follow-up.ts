import { chooseAnalysis } from '../analyses/registry.ts';
import type { Catalog } from '../catalog.ts';
import { buildRequests } from '../parsing/build-request.ts';
import { parseQuestion, type ParsedQuestion } from '../parsing/parse-question.ts';
import { readMethod } from '../parsing/method.ts';
import { findUnmatchedValues } from '../parsing/unmatched-values.ts';
import { readClause, type Reading } from '../parsing/reading.ts';

/** What can open a question that leans on the one before, and what can only open half a one. */
const OPENING =
  /^\s*(?:and\b|only\b|now\b|but\b|or\b|also\b|then\b|just\b|ok(?:ay)?\b|by\b|per\b|for\b|in\b|since\b|during\b|with(?:out)?\b)/i;
const BACK = /^\s*(?:what about|how about|same\b)|\b(?:the same|instead|as before|again|that one|those)\b/i;
const MOST_TURNS = 4;

export interface CompletedQuestion {
  readonly parsed: ParsedQuestion;
  /** The earlier question that completed it. */
  readonly from: string;
}

/** "and by region?", "what about the median?", "the same for men": completed by the question before. */
export function completeFollowUp(
  question: string,
  alone: ParsedQuestion,
  earlier: readonly string[],
  catalog: Catalog,
): CompletedQuestion | undefined {
  const words = question.trim().split(/\s+/).length;
  const isElliptic = (BACK.test(question) || (OPENING.test(question) && !isComplete(alone))) && words <= 12;
  const previous = lastAnswered(question, earlier, catalog);
  if (!previous || (!isElliptic && (alone.requests.length > 0 || words > 6))) return undefined;
  const method = readMethod(`${previous.question} ${question}`);
  const now = readClause({ text: question, catalog, method, antecedents: [] });
  if (!saysSomething(now)) return undefined;
  const merged = mergeReadings(previous.reading, now);
  const choice = chooseAnalysis(merged);
  if (!choice) return undefined;
  const unmatched = findUnmatchedValues(now);
  const requests = unmatched.length > 0 ? [] : buildRequests({ ...choice, reading: merged, steps: merged.steps });
  return {
    parsed: { requests, rules: [], method, unknown: [...now.unknown], unanswered: [], unmatched, lastReading: merged },
    from: previous.question,
  };
}

const COMPARISONS = ['compare-groups', 'correlation', 'association', 'regression', 'period-comparison'];
const OF_THE_WHOLE = ['overview', 'data-quality', 'missing', 'duplicates', 'correlation-matrix'];

/** What says both what is asked and of what needs no question before it, even where it begins with "and" or "in". */
function isComplete({ requests, lastReading }: ParsedQuestion): boolean {
  if (requests.length === 0 || !lastReading) return false;
  const { measures, statistics, cues, tokens, derived } = lastReading;
  const hasObject = measures.length > 0 || derived !== undefined;
  if (requests.every(({ analysis }) => OF_THE_WHOLE.includes(analysis))) return true;
  if (requests.every(({ analysis }) => COMPARISONS.includes(analysis))) return hasObject;
  const counts = statistics.some(({ statistic, end }) => statistic === 'count' && NOUN.test(tokens[end]?.lower ?? ''));
  const asks = statistics.length > 0 || ANALYSIS_CUES.some((cue) => cues.has(cue)) || lastReading.ranking !== undefined;
  return counts || (hasObject && asks);
}

/** "how many orders": what is counted is said. */
const NOUN = /^[^\W\d_]{2,}[^s]s$|^people$|^rows?$/u;

function lastAnswered(
  question: string,
  earlier: readonly string[],
  catalog: Catalog,
): { reading: Reading; question: string } | undefined {
  const recent = earlier.at(-1) === question ? earlier.slice(0, -1) : earlier;
  for (let index = recent.length - 1; index >= Math.max(0, recent.length - MOST_TURNS); index--) {
    const before = recent[index] ?? '';
    const parsed = parseQuestion(before, catalog);
    const completed = completeFollowUp(before, parsed, recent.slice(0, index), catalog);
    const reading = completed?.parsed.lastReading ?? parsed.lastReading;
    if (reading) return { reading, question: before };
  }
  return undefined;
}

function saysSomething(reading: Reading): boolean {
  return (
    reading.mentions.length > 0 ||
    reading.values.length > 0 ||
    reading.statistics.length > 0 ||
    reading.groups.length > 0 ||
    reading.condition !== undefined ||
    reading.ranking !== undefined ||
    reading.steps.length > 0
  );
}

const ANALYSIS_CUES = [
  'overview',
  'missing',
  'duplicates',
  'outliers',
  'distribution',
  'normality',
  'correlation',
  'trend',
  'regression',
  'test',
  'compare',
] as const;

/** What the new clause says replaces what the old one said of the same kind. */
function mergeReadings(before: Reading, now: Reading): Reading {
  const hasAnalysis = ANALYSIS_CUES.some((cue) => now.cues.has(cue));
  const cues = new Set([...(hasAnalysis || now.statistics.length > 0 ? [] : before.cues), ...now.cues]);
  const measures = now.measures.length > 0 ? now.measures : before.measures;
  const condition = now.condition ?? before.condition;
  const ranking = now.ranking ?? (now.statistics.length > 0 ? undefined : before.ranking);
  const { condition: _c, ranking: _r, ...rest } = before;
  return {
    ...rest,
    text: now.text,
    cues,
    measures,
    mentions: now.mentions,
    values: now.values,
    statistics: now.statistics.length > 0 || hasAnalysis ? now.statistics : before.statistics,
    groups: now.groups.length > 0 ? now.groups : before.groups,
    steps: [...before.steps, ...now.steps],
    method: now.method,
    unknown: now.unknown,
    ...(condition && { condition }),
    ...(ranking && { ranking }),
  };
}
