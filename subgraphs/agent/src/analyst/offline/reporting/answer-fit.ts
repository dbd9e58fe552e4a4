import type { Fact } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import { nameWords, stem } from '../parsing/words.ts';
import type { AnalysisRequest } from '../request.ts';
import { slotWords } from './answer-quantities.ts';

export interface Candidate {
  readonly fact: Fact;
  readonly request: AnalysisRequest;
  readonly order: number;
}

const BEFORE = ['pre', 'before', 'original', 'raw', 'initial'];
const AFTER = ['post', 'after', 'new', 'updated', 'cleaned', 'without'];
const HIGHEST =
  /^(?:top|best|peak|most|max|maximum|highest|largest|biggest|greatest|tallest|longest|busiest|fastest|strongest|hottest|warmest|richest|oldest|heaviest|widest|deepest)$/;
const LOWEST =
  /^(?:worst|bottom|least|lowest|min|minimum|smallest|shortest|slowest|youngest|fewest|cheapest|weakest|coldest|poorest|lightest)$/;
const SUPERLATIVE = /^(?!test|rest|west|forest|interest|harvest|request|latest)\w{3,}est$/;

/** Which end of an order the slot is called after: `@top_city`, `@lowest_rate`; other superlatives tell no end. */
export function extremeOf(slot: AnswerSlot): 'highest' | 'lowest' | 'either' | undefined {
  const words = nameWords(slot.name);
  if (words.some((word) => LOWEST.test(word))) return 'lowest';
  if (words.some((word) => HIGHEST.test(word))) return 'highest';
  return words.some((word) => SUPERLATIVE.test(word)) ? 'either' : undefined;
}

/** How well a fact fits the words of a slot, whatever its quantity. */
export function fit(slot: AnswerSlot, candidate: Candidate): number {
  const { fact, order } = candidate;
  const words = slotWords(slot);
  return (
    -0.01 * order +
    columnFit(words, fact) +
    groupFit(slot, words, fact) +
    placeFit(slot, fact) +
    phaseFit(words, candidate) +
    coefficientFit(words, candidate) +
    extremeFit(slot, fact)
  );
}

function columnFit(words: readonly string[], { columns }: Fact): number {
  const named = columns
    .flatMap((name) => nameWords(name).map(stem))
    .filter((word) => words.some((other) => isSameWord(word, other)));
  const isRunTogether = columns.length === 2 && words.includes(columns.join('').toLowerCase());
  return 2 * named.length + (isRunTogether ? 6 : 0);
}

/** `@married_mean` of a group "yes" of the column "married"; `@unmarried_mean` of its "no". */
function groupFit(slot: AnswerSlot, words: readonly string[], { group, by, extreme }: Fact): number {
  if (group === undefined || extreme !== undefined) return 0;
  const isYes = /^(?:yes|true|1|1\.0|y|t)$/i.test(group);
  const isNo = /^(?:no|false|0|0\.0|n|f)$/i.test(group);
  const said = (isYes || isNo) && by !== undefined ? saysFlag(slot, by) : undefined;
  if (said !== undefined) return said === isYes ? 4 : -4;
  return nameWords(group).reduce((sum, word) => sum + (words.includes(word) ? 3 : -1), 0);
}

/** Whether the slot's name says that the flag holds, or that it does not. */
function saysFlag(slot: AnswerSlot, by: string): boolean | undefined {
  const flags = nameWords(by).map(stem);
  const words = nameWords(slot.name);
  for (const [index, word] of words.entries()) {
    const bare = /^(?:non|un|in|dis)(\w{4,})$/.exec(word)?.[1];
    if (flags.some((flag) => isSameWord(flag, stem(word))))
      return !/^(?:not|no|non|un|without)$/.test(words[index - 1] ?? '');
    if (bare !== undefined && flags.some((flag) => isSameWord(flag, stem(bare)))) return false;
  }
  return undefined;
}

/** "spearman_rho": the slot is for that coefficient, not for another one of the same columns. */
function coefficientFit(words: readonly string[], { fact: { quantity }, request }: Candidate): number {
  const wanted = COEFFICIENTS.find(([, names]) => names.some((name) => words.includes(name)))?.[0];
  if (wanted === undefined || (quantity !== 'correlation' && quantity !== 'pValue')) return 0;
  return request.method.correlation === wanted ? 2 : -2;
}

const COEFFICIENTS = [
  ['spearman', ['spearman', 'rho']],
  ['kendall', ['kendall', 'tau']],
  ['pearson', ['pearson']],
] as const;

function placeFit({ name }: AnswerSlot, { position }: Fact): number {
  const place = /(?:^|[^\d])(\d{1,2})$/.exec(name)?.[1];
  return place !== undefined && position === Number(place) ? 5 : 0;
}

function phaseFit(words: readonly string[], { request }: Candidate): number {
  const isBefore = words.some((word) => BEFORE.includes(word));
  const isAfter = words.some((word) => AFTER.includes(word));
  const prepared =
    request.phase === 'after' ||
    request.preparation.some(({ kind }) => ['removeOutliers', 'fillMissing', 'dropMissing', 'replace'].includes(kind));
  if (!isBefore && !isAfter) return prepared ? 0.5 : 0;
  return (isBefore ? (request.phase === 'before' || !prepared ? 4 : -4) : 0) + (isAfter ? (prepared ? 4 : -4) : 0);
}

/** Where the name tells which end is meant, the facts that stand at that end come first. */
function extremeFit(slot: AnswerSlot, { extreme }: Fact): number {
  const wanted = extremeOf(slot);
  if (extreme === undefined) return 0;
  if (wanted === undefined || wanted === 'either')
    return (wanted === undefined ? 0 : 1) - (extreme === 'lowest' ? 0.1 : 0);
  return extreme === wanted ? 1 : -4;
}

function isSameWord(a: string, b: string): boolean {
  return a === b || (a.length >= 4 && b.length >= 4 && (a.startsWith(b) || b.startsWith(a)));
}

const TESTS: readonly (readonly [said: RegExp, test: RegExp])[] = [
  [/\bchi\b/, /chi/i],
  [/\bt (?:stat\w*|value|score|test)\b|^t$/, /t-test/i],
  [/\bf (?:stat\w*|value|score|test)\b|\banova\b|^f$/, /anova|f-test/i],
  [/\bshapiro\b|\bw\b/, /shapiro/i],
  [/\bjarque\b|\bjb\b/, /jarque/i],
  [/\bks\b|\bkolmogorov\b/, /kolmogorov/i],
  [/\bu (?:stat\w*|value)\b|\bmann\b/, /mann/i],
  [/\bh (?:stat\w*|value)\b|\bkruskal\b/, /kruskal/i],
  [/\bpearson\b/, /pearson/i],
  [/\bspearman\b|\brho\b/, /spearman/i],
  [/\bkendall\b|\btau\b/, /kendall/i],
];

/** Whether the fact comes from the test that the slot is called after, where it is called after one. */
export function isOfNamedTest(slot: AnswerSlot, { test }: Fact): boolean {
  if (test === undefined) return true;
  const said = [slot.name, ...slot.placeholders].map((text) => nameWords(text).join(' ')).join(' ');
  const named = TESTS.filter(([pattern]) => pattern.test(said));
  return named.length === 0 || named.some(([, pattern]) => pattern.test(test));
}
