import type { Catalog } from '../catalog.ts';
import type { Value } from '../request.ts';
import type { ColumnMention } from './column-mention.ts';
import { isYear, monthNumber, numberAt } from './numerals.ts';
import type { ValueMention } from './value-finder.ts';
import type { Token } from './words.ts';

/** What a column is compared with. */
export type Operand =
  | { readonly kind: 'value'; readonly value: Value; readonly end: number }
  | { readonly kind: 'statistic'; readonly statistic: 'mean' | 'median' | 'min' | 'max'; readonly end: number };

interface OperandSource {
  readonly tokens: readonly Token[];
  readonly mentions: readonly ColumnMention[];
  readonly values: readonly ValueMention[];
  readonly catalog: Catalog;
}

const STATISTICS: Readonly<Record<string, 'mean' | 'median' | 'min' | 'max'>> = {
  average: 'mean',
  mean: 'mean',
  median: 'median',
  maximum: 'max',
  minimum: 'min',
};

export function operandAt({ tokens, values, mentions }: OperandSource, at: number): Operand | undefined {
  let start = at;
  while (/^(?:the|a|an|its|their|overall|value|of)$/.test(tokens[start]?.lower ?? '') && start < at + 3) start++;
  const token = tokens[start];
  if (!token) return undefined;
  const said = values.find((value) => value.start === start);
  if (said) return { kind: 'value', value: said.value, end: said.end };
  if (token.kind === 'quoted') return { kind: 'value', value: token.text, end: start + 1 };
  if (token.kind === 'date') return { kind: 'value', value: token.text, end: start + 1 };
  const date = spelledDate(tokens, start);
  if (date) return date;
  const number = numberAt(tokens, start);
  if (number)
    return { kind: 'value', value: number.value, end: tokens[number.end]?.text === '%' ? number.end + 1 : number.end };
  const statistic = STATISTICS[token.lower];
  if (statistic) return { kind: 'statistic', statistic, end: endOfStatistic(tokens, mentions, start) };
  const isName = token.kind === 'word' && /^[A-Z]/.test(token.text) && start === at;
  return isName ? { kind: 'value', value: token.text, end: start + 1 } : undefined;
}

function endOfStatistic(tokens: readonly Token[], mentions: readonly ColumnMention[], start: number): number {
  const next = tokens[start + 1]?.lower === 'of' ? start + 2 : start + 1;
  const mention = mentions.find((candidate) => candidate.start === next || candidate.start === next + 1);
  return mention?.end ?? start + 1;
}

/** `March 2015`, `5 March 2015`, `March 5, 2015` as an ISO date. */
function spelledDate(tokens: readonly Token[], start: number): Operand | undefined {
  const lower = (offset: number) => tokens[start + offset]?.lower ?? '';
  const leading = monthNumber(lower(1)) === undefined ? undefined : Number(lower(0));
  const month = leading === undefined ? monthNumber(lower(0)) : monthNumber(lower(1));
  if (month === undefined || (leading !== undefined && !(leading >= 1 && leading <= 31))) return undefined;
  let next = leading === undefined ? 1 : 2;
  let day = leading ?? 1;
  const following = Number(lower(next));
  if (leading === undefined && following >= 1 && following <= 31) {
    day = following;
    next += lower(next + 1) === ',' ? 2 : 1;
  }
  const year = Number(lower(next));
  if (!isYear(year)) return undefined;
  const pad = (part: number) => String(part).padStart(2, '0');
  return { kind: 'value', value: `${String(year)}-${pad(month)}-${pad(day)}`, end: start + next + 1 };
}
