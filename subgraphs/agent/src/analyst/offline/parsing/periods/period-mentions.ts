import type { Token } from '../words.ts';
import { isYear, monthNumber } from '../numerals.ts';
import type { Period } from './period.ts';

/** A period as it is said, with the tokens that say it; a preposition before it does not belong to it. */
export interface PeriodMention {
  readonly period: Period;
  readonly start: number;
  readonly end: number;
}

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
};
const BEFORE_PERIOD =
  /^(?:in|during|for|of|since|from|until|till|through|between|before|after|and|or|with|to|vs|versus|against|than)$/;

export function periodAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  return (
    edgeAt(tokens, index) ??
    quarterAt(tokens, index) ??
    halfAt(tokens, index) ??
    monthAt(tokens, index) ??
    yearAt(tokens, index)
  );
}

export function yearOf(token: Token | undefined): number | undefined {
  const value = token?.kind === 'number' && !token.text.includes(',') ? Number(token.text) : NaN;
  return isYear(value) ? value : undefined;
}

function yearAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  const year = yearOf(tokens[index]);
  if (year === undefined) return undefined;
  const after = quarterAt(tokens, tokens[index + 1]?.text === '-' ? index + 2 : index + 1);
  const joined = after && after.period.year === undefined ? after : undefined;
  return joined
    ? { period: { ...joined.period, year }, start: index, end: joined.end }
    : { period: { year }, start: index, end: index + 1 };
}

/** The year that follows a part of it: "Q1 2023", "March of 2023", "the first half of the year 2022". */
function withYear(
  tokens: readonly Token[],
  part: NonNullable<Period['part']>,
  span: { readonly start: number; readonly end: number },
): PeriodMention {
  let at = span.end;
  while (/^(?:of|in|the|year|fiscal|,|')$/.test(tokens[at]?.lower ?? '') && at < span.end + 3) at++;
  const year = yearOf(tokens[at]);
  return year === undefined
    ? { period: { part }, ...span }
    : { period: { part, year }, start: span.start, end: at + 1 };
}

function quarterAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  const word = tokens[index]?.lower ?? '';
  const joined = /^(\d{4})q([1-4])$/.exec(word);
  if (joined)
    return {
      period: { year: Number(joined[1]), part: { unit: 'quarter', number: Number(joined[2]) } },
      start: index,
      end: index + 1,
    };
  const short = /^q([1-4])$/.exec(word)?.[1];
  if (short !== undefined) {
    const said = withYear(tokens, { unit: 'quarter', number: Number(short) }, { start: index, end: index + 1 });
    return said.period.year === undefined && isQuartile(tokens, index) ? undefined : said;
  }
  const isQuarter = tokens[index + 1]?.lower === 'quarter';
  const number = ORDINALS[word];
  if (isQuarter && number !== undefined)
    return withYear(tokens, { unit: 'quarter', number }, { start: index, end: index + 2 });
  return undefined;
}

/** "the last quarter of 2021", "the first month of 2022": counted within the year that follows. */
function edgeAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  const isLast = /^(?:last|final)$/.test(tokens[index]?.lower ?? '');
  const unit = tokens[index + 1]?.lower;
  if ((!isLast && tokens[index]?.lower !== 'first') || (unit !== 'month' && unit !== 'quarter' && unit !== 'half'))
    return undefined;
  const number = isLast ? { month: 12, quarter: 4, half: 2 }[unit] : 1;
  const said = withYear(tokens, { unit, number }, { start: index, end: index + 2 });
  return said.period.year === undefined ? undefined : said;
}

/** "Q1 of price", "Q1, Q3 and the IQR": the quartile; "in Q1", "Q1 sales": the quarter. */
function isQuartile(tokens: readonly Token[], index: number): boolean {
  const words = tokens.map(({ lower }) => lower);
  if (words.some((word) => /^(?:iqr|interquartile|quartiles?|percentiles?|quantiles?|outliers?|boxplots?)$/.test(word)))
    return true;
  if (words.some((word) => /^q[24]$/.test(word))) return false;
  if (words.includes('q1') && words.includes('q3') && !words.some((word) => /^(?:in|vs|versus|compare)$/.test(word)))
    return true;
  const before = words[index - 1] === 'the' ? words[index - 2] : words[index - 1];
  if (BEFORE_PERIOD.test(before ?? '')) return false;
  return /^(?:of|for|values?|is|=|\(|and)$/.test(words[index + 1] ?? '') || words.length === 1;
}

function halfAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  const word = tokens[index]?.lower ?? '';
  const short = /^h([12])$/.exec(word)?.[1];
  if (short !== undefined)
    return withYear(tokens, { unit: 'half', number: Number(short) }, { start: index, end: index + 1 });
  const number = ORDINALS[word];
  if (tokens[index + 1]?.lower !== 'half' || number === undefined || number > 2) return undefined;
  const said = withYear(tokens, { unit: 'half', number }, { start: index, end: index + 2 });
  const ofYear = tokens[index + 2]?.lower === 'of' && tokens[index + 4]?.lower === 'year';
  if (said.period.year !== undefined) return said;
  return ofYear ? { ...said, end: index + 5 } : undefined;
}

/** A month that could be another word (`may`, `march`) needs a preposition, a year or its capital. */
function monthAt(tokens: readonly Token[], index: number): PeriodMention | undefined {
  const token = tokens[index];
  const iso = token?.kind === 'date' ? /^(\d{4})-(\d{2})$/.exec(token.text) : null;
  if (iso)
    return {
      period: { year: Number(iso[1]), part: { unit: 'month', number: Number(iso[2]) } },
      start: index,
      end: index + 1,
    };
  const number = token?.kind === 'word' ? monthNumber(token.lower) : undefined;
  if (!token || number === undefined || isDay(tokens[index + 1])) return undefined;
  if (isDay(tokens[index - 1]) && yearOf(tokens[index + 1]) !== undefined) return undefined;
  const said = withYear(tokens, { unit: 'month', number }, { start: index, end: index + 1 });
  const isCertain = said.period.year !== undefined || BEFORE_PERIOD.test(tokens[index - 1]?.lower ?? '');
  const isName = token.lower.length > 5 || (token.lower.length > 3 && /^\p{Lu}/u.test(token.text) && index > 0);
  return isCertain || isName ? said : undefined;
}

function isDay(token: Token | undefined): boolean {
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token?.lower ?? '')?.[1];
  return day !== undefined && Number(day) >= 1 && Number(day) <= 31;
}
