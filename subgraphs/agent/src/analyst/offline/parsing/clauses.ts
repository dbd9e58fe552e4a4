import { findCues, type Cue } from './cues.ts';
import { findStatistics } from './statistics.ts';
import { tokenize } from './words.ts';

const KINDS: readonly Cue[] = [
  'correlation',
  'distribution',
  'trend',
  'regression',
  'outliers',
  'missing',
  'duplicates',
  'normality',
  'overview',
  'frequency',
];
const OPENING =
  /^(?:what|which|who|how|is|are|does|do|did|was|were|where|when|show|list|plot|draw|find|calculate|compute|determine|identify|compare|give|tell|count|check|test|create|generate|perform|predict|report|return|evaluate|analy[sz]e|examine|describe|also|then|finally|next|fit|train|build|make|split|add)\b/i;
/** "Restrict the data to …, then calculate …": first the rows, then the question. */
const NARROWING = /^(?:\w+ly,? )?(?:filter|restrict|limit|keep|select|only consider|consider only)\b/i;
const JOINT =
  /,?\s+(?:and then|and also|as well as|and|then|plus|also)\s+|,\s+(?=(?:what|which|how|is|are|show|list|plot|calculate|compute|find|then)\b)/gi;

/** Cuts a sentence where a second request begins: "mean and median of x, and its correlation with y" has two. */
export function splitClauses(sentence: string): string[] {
  const clauses: string[] = [];
  let rest = sentence;
  let from = 0;
  for (const match of sentence.matchAll(JOINT)) {
    const left = sentence.slice(from, match.index);
    const right = sentence.slice(match.index + match[0].length);
    if (!isBoundary(left, right)) continue;
    clauses.push(left);
    from = match.index + match[0].length;
    rest = right;
  }
  return [...clauses, rest].map((clause) => clause.trim()).filter((clause) => clause !== '');
}

function isBoundary(left: string, right: string): boolean {
  if (/\b(?:between|both|from)\b(?![^]*\band\b)[^,.]*$/i.test(left) && !OPENING.test(right)) return false;
  if (endsWithStatistic(left) && startsWithStatistic(right)) return false;
  if ((left.match(/\(/g)?.length ?? 0) > (left.match(/\)/g)?.length ?? 0)) return false;
  const nextPiece = right.split(JOINT)[0] ?? right;
  const leftKinds = kindsOf(left);
  const rightKinds = kindsOf(nextPiece);
  if (NARROWING.test(left) && OPENING.test(right)) return true;
  if (OPENING.test(right))
    return (
      leftKinds.length > 0 &&
      (rightKinds.length > 0 ||
        kindsOf(right).length > 0 ||
        /^(?:plot|draw|show|compare|split|create|generate)\b/i.test(right))
    );
  if (rightKinds.length === 0 || leftKinds.length === 0) return false;
  const isNew = rightKinds.some((kind) => kind !== 'statistics' && !leftKinds.includes(kind));
  return isNew && !isListOfMoments(left, nextPiece);
}

/** "the mean and median of x" is one list, whatever follows. */
function endsWithStatistic(text: string): boolean {
  const tokens = tokenize(text);
  return findStatistics(tokens, new Set()).some(({ end }) => end === tokens.length);
}

function startsWithStatistic(text: string): boolean {
  return findStatistics(tokenize(text), new Set()).some(({ start }) => start <= 1);
}

/** "skewness and kurtosis", "mean, distribution": pieces of one list, without a verb or a column of their own. */
function isListOfMoments(left: string, right: string): boolean {
  return right.trim().split(/\s+/).length <= 1 && !/\b(?:of|for|in)\b/i.test(left);
}

function kindsOf(text: string): string[] {
  const cues = findCues(text);
  const kinds: string[] = KINDS.filter((cue) => cues.has(cue));
  if (findStatistics(tokenize(text), new Set()).length > 0) kinds.push('statistics');
  return kinds;
}
