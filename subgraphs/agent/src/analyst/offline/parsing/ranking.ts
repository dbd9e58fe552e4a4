import { numberAt, type NumberMention } from './numerals.ts';
import type { Token } from './words.ts';

export interface RankingReading {
  readonly direction: 'highest' | 'lowest';
  /** Absent when the question names no number: "the highest". */
  readonly limit?: number;
  readonly start: number;
  readonly end: number;
  /** What a superlative says of the measure: `oldest` means an age or a date. */
  readonly hint?: string;
}

const SUPERLATIVES: Readonly<Record<string, readonly [direction: 'highest' | 'lowest', hint?: string]>> = {
  top: ['highest'],
  highest: ['highest'],
  largest: ['highest'],
  biggest: ['highest'],
  greatest: ['highest'],
  most: ['highest'],
  best: ['highest'],
  maximum: ['highest'],
  max: ['highest'],
  strongest: ['highest'],
  bottom: ['lowest'],
  lowest: ['lowest'],
  smallest: ['lowest'],
  least: ['lowest'],
  fewest: ['lowest'],
  worst: ['lowest'],
  minimum: ['lowest'],
  min: ['lowest'],
  oldest: ['highest', 'age'],
  youngest: ['lowest', 'age'],
  newest: ['highest', 'date'],
  latest: ['highest', 'date'],
  earliest: ['lowest', 'date'],
  longest: ['highest', 'length'],
  shortest: ['lowest', 'length'],
  tallest: ['highest', 'height'],
  heaviest: ['highest', 'weight'],
  lightest: ['lowest', 'weight'],
  cheapest: ['lowest', 'price'],
  priciest: ['highest', 'price'],
  costliest: ['highest', 'cost'],
  fastest: ['highest', 'speed'],
  slowest: ['lowest', 'speed'],
  hottest: ['highest', 'temperature'],
  warmest: ['highest', 'temperature'],
  coldest: ['lowest', 'temperature'],
  wettest: ['highest', 'rain'],
  rainiest: ['highest', 'rain'],
  driest: ['lowest', 'rain'],
  windiest: ['highest', 'wind'],
  richest: ['highest', 'income'],
  poorest: ['lowest', 'income'],
};

/** `top 5`, `10 oldest`, `the three cheapest`, `highest`. */
export function readRanking(tokens: readonly Token[], taken: ReadonlySet<number>): RankingReading | undefined {
  for (let index = 0; index < tokens.length; index++) {
    const word = tokens[index]?.lower ?? '';
    const superlative = Object.hasOwn(SUPERLATIVES, word) ? SUPERLATIVES[word] : undefined;
    if (!superlative || taken.has(index) || isPartOfPhrase(tokens, index)) continue;
    const after = numberAt(tokens, index + 1);
    const before = tokens[index - 1] ? numberAt(tokens, index - 1) : undefined;
    const count = [after, before?.end === index ? before : undefined, askedNumber(tokens)].find(
      (number) => number && Number.isInteger(number.value) && number.value > 0 && number.value <= 1000,
    );
    const expensive = /^(?:expensive|costly)$/.test(tokens[index + 1]?.lower ?? '') ? 'price' : undefined;
    const next = SUPERLATIVES[tokens[count && count === after ? count.end : index + 1]?.lower ?? ''];
    const hint = superlative[1] ?? expensive ?? next?.[1];
    return {
      direction: next && (word === 'top' || word === 'bottom') ? next[0] : superlative[0],
      start: count && count === before ? index - 1 : index,
      end: count && count === after ? count.end : index + (expensive ? 2 : 1),
      ...(count && { limit: count.value }),
      ...(hint !== undefined && { hint }),
    };
  }
  return undefined;
}

/** "which 3 months", "what are the five cities": so many are asked for. */
function askedNumber(tokens: readonly Token[]): NumberMention | undefined {
  const at = tokens.findIndex(({ lower }) => /^(?:which|what)$/.test(lower));
  if (at < 0) return undefined;
  let next = at + 1;
  while (/^(?:are|were|is|the)$/.test(tokens[next]?.lower ?? '')) next++;
  const number = numberAt(tokens, next);
  return number && tokens[number.end]?.kind === 'word' && number.value > 1 ? number : undefined;
}

/** "at most", "at least", "most of the" rank nothing; "most common" is a mode. */
function isPartOfPhrase(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.lower ?? '';
  const after = tokens[index + 1]?.lower ?? '';
  return (
    before === 'at' ||
    (/^(?:most|least)$/.test(tokens[index]?.lower ?? '') && /^(?:of|correlated|influential)$/.test(after))
  );
}
