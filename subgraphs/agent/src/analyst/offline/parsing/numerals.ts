import type { Token } from './words.ts';

const WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  fifty: 50,
  hundred: 100,
};

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
};

export interface NumberMention {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A number at a place: digits or words, with a currency sign before and a scale after (`$2.5 million`, `30k`). */
export function numberAt(tokens: readonly Token[], start: number): NumberMention | undefined {
  const sign = /^[$€£¥]$/.test(tokens[start]?.text ?? '') ? 1 : 0;
  const token = tokens[start + sign];
  if (!token) return undefined;
  const attached = /^(\d+)(k|m|bn|b)$/.exec(token.lower);
  if (attached) return { value: Number(attached[1]) * (SCALES[attached[2] ?? ''] ?? 1), start, end: start + sign + 1 };
  const spelled = token.kind === 'word' ? WORDS[token.lower] : undefined;
  const value = spelled ?? (token.kind === 'number' ? Number(token.text.replaceAll(',', '')) : undefined);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const next = tokens[start + sign + 1]?.lower ?? '';
  const scale = token.kind === 'number' && next.length > 1 ? SCALES[next] : undefined;
  return { value: value * (scale ?? 1), start, end: start + sign + 1 + (scale ? 1 : 0) };
}

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1 to 12 for a month's name or its usual abbreviation. */
export function monthNumber(lower: string): number | undefined {
  if (lower.length < 3) return undefined;
  const index = MONTHS.findIndex(
    (month) => month === lower || (month.startsWith(lower) && (lower.length === 3 || lower === 'sept')),
  );
  return index < 0 ? undefined : index + 1;
}

export function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1700 && value <= 2200;
}
