import type { NumberToken } from './number-scanner.ts';

/** What the words around a number say about it. */
export interface NumberContext {
  /** "About 1,200", "more than 3 million": trailing zeros may be rounding. */
  readonly isApproximate: boolean;
  /** "Fell by 3.2", "a loss of 5", "differ by 4": the sign is in the words. */
  readonly isSignInWords: boolean;
  /** "12–15 %": the sign after the second number is the first one's as well. */
  readonly isPercentage: boolean;
  /** "In 2019", "since 1998": a year, not a quantity. */
  readonly isYear: boolean;
  /** "p < 0.001": a bound on a p-value. */
  readonly pBound: 'below' | 'above' | undefined;
}

const approximate =
  /(?:\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|over|under|more than|less than|fewer than|at least|up to|circa|ca\.?|etwa|rund|environ|unos)|[~≈])\s*$/i;
const signWords =
  /\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|decreas\w*|declin\w*|reduc\w*|lower\w*|less|fewer|lost|los(?:s|es|ses|ing)|down|minus|negative\w*|below|under|shr[aiu]nk\w*|behind|worse|shorter|smaller|cheaper|slower|younger|earl(?:y|ier)|differ\w*|gap|apart)\b/i;
const quantityOfYears =
  /(?:\b(?:in|since|until|till|during|years?|early|late|mid|spring|summer|autumn|winter|FY|Q[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?)[\s-]*|\b(?:1[5-9]|20|21)\d{2}\s?(?:[-–—/]|to|and|through|until)\s?)$/iu;
const percentageRange = /^\s?(?:[-–—/]|to|and|or|bis|à|a)\s?[-−]?\d+(?:[.,]\d+)?\s?(?:%|percent\b)/i;
const yearAfter = /^\s?(?:[-–—/]|to|and|through|until)\s?(?:1[5-9]|20|21)\d{2}\b/i;

export function readContext(text: string, token: NumberToken): NumberContext {
  const before = sentenceBefore(text.slice(Math.max(0, token.start - 60), token.start));
  const after = text.slice(token.end, token.end + 30).split(/[.!?;\n|](?:\s|$)/, 1)[0] ?? '';
  return {
    isApproximate: approximate.test(before),
    isSignInWords: !token.isNegative && (signWords.test(before) || signWords.test(after)),
    isPercentage: token.perWhole !== undefined || percentageRange.test(text.slice(token.end, token.end + 24)),
    isYear: isYearLike(token) && (quantityOfYears.test(before) || isYearRange(before, after)),
    pBound: readPBound(before, token),
  };
}

function sentenceBefore(text: string): string {
  return text.split(/[.!?;]\s|\n|\|/).at(-1) ?? '';
}

function isYearLike({ isBare, text }: NumberToken): boolean {
  return isBare && /^(?:1[5-9]|20|21)\d{2}$/.test(text);
}

function isYearRange(before: string, after: string): boolean {
  return /(?:\b(?:from|between|for|of)|[(:,])\s?$/i.test(before) && yearAfter.test(after);
}

const comparator = String.raw`\\?(<|≤|<=|&lt;|less than|below|under|>|≥|>=|&gt;|above|greater than)\s*$`;
const namedBound = new RegExp(
  String.raw`(?:^|[^\p{L}\d])p[*_\x60]*(?:[-_ ]?values?)?[*_\x60)]*[\s:(=]*(?:(?:is|are|was|were|of)\s+)*` + comparator,
  'iu',
);
const anyBound = new RegExp(comparator, 'i');

/** Without the name, only the bounds that p-values are given with are taken for one: "< 0.001" in a table. */
function readPBound(before: string, { text }: NumberToken): NumberContext['pBound'] {
  const isUsual = /^0?\.(?:05|0*1)$/.test(text);
  const match = (isUsual ? anyBound : namedBound).exec(before);
  if (!match?.[1]) return undefined;
  return /^(?:>|≥|>=|&gt;|above|greater than)$/i.test(match[1]) ? 'above' : 'below';
}
