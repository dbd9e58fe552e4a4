import type { Comparison } from '../request.ts';
import type { Token } from './words.ts';

export type Operator =
  Comparison | 'between' | 'not between' | 'startsWith' | 'endsWith' | 'contains' | 'missing' | 'present';

export interface OperatorMention {
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
  /** A word that carries a meaning of its own about the column: `older` means an age. */
  readonly hint?: string;
}

/** Phrases, longest first: the first that fits is taken. `*` stands for a comparative (`older`, `heavier`). */
const PHRASES: readonly (readonly [phrase: string, operator: Operator])[] = (
  [
    ['greater than or equal to', '>='],
    ['less than or equal to', '<='],
    ['larger than or equal to', '>='],
    ['smaller than or equal to', '<='],
    ['more than or equal to', '>='],
    ['not less than', '>='],
    ['no less than', '>='],
    ['not fewer than', '>='],
    ['no fewer than', '>='],
    ['not more than', '<='],
    ['no more than', '<='],
    ['greater than', '>'],
    ['more than', '>'],
    ['larger than', '>'],
    ['bigger than', '>'],
    ['higher than', '>'],
    ['less than', '<'],
    ['fewer than', '<'],
    ['smaller than', '<'],
    ['lower than', '<'],
    ['at least', '>='],
    ['at most', '<='],
    ['up to', '<='],
    ['starting with', 'startsWith'],
    ['starts with', 'startsWith'],
    ['start with', 'startsWith'],
    ['begins with', 'startsWith'],
    ['beginning with', 'startsWith'],
    ['begin with', 'startsWith'],
    ['ending with', 'endsWith'],
    ['ending in', 'endsWith'],
    ['ends with', 'endsWith'],
    ['end with', 'endsWith'],
    ['ends in', 'endsWith'],
    ['contains', 'contains'],
    ['contain', 'contains'],
    ['containing', 'contains'],
    ['includes', 'contains'],
    ['including', 'contains'],
    ['is not missing', 'present'],
    ['are not missing', 'present'],
    ['is not null', 'present'],
    ['not null', 'present'],
    ['is known', 'present'],
    ['is missing', 'missing'],
    ['are missing', 'missing'],
    ['is null', 'missing'],
    ['are null', 'missing'],
    ['is empty', 'missing'],
    ['is unknown', 'missing'],
    ['between', 'between'],
    ['after', '>'],
    ['before', '<'],
    ['since', '>='],
    ['until', '<='],
    ['exceeds', '>'],
    ['exceed', '>'],
    ['exceeding', '>'],
    ['surpasses', '>'],
    ['over', '>'],
    ['above', '>'],
    ['under', '<'],
    ['below', '<'],
    ['not equal to', '!='],
    ['is not equal to', '!='],
    ['is different from', '!='],
    ['other than', '!='],
    ['is not', '!='],
    ['are not', '!='],
    ["isn't", '!='],
    ['not', '!='],
    ['equal to', '='],
    ['equals', '='],
    ['equal', '='],
    ['>=', '>='],
    ['<=', '<='],
    ['!=', '!='],
    ['<>', '!='],
    ['==', '='],
    ['=', '='],
    ['>', '>'],
    ['<', '<'],
    ['≥', '>='],
    ['≤', '<='],
    ['≠', '!='],
    ['* than', '>'],
  ] as const
).toSorted((a, b) => b[0].split(' ').length - a[0].split(' ').length);

/** What a comparative says of the column and of the direction. */
const COMPARATIVES: Readonly<Record<string, readonly [hint: string, operator: Comparison]>> = {
  older: ['age', '>'],
  younger: ['age', '<'],
  heavier: ['weight', '>'],
  lighter: ['weight', '<'],
  taller: ['height', '>'],
  shorter: ['length', '<'],
  longer: ['length', '>'],
  cheaper: ['price', '<'],
  pricier: ['price', '>'],
  costlier: ['cost', '>'],
  faster: ['speed', '>'],
  slower: ['speed', '<'],
  warmer: ['temperature', '>'],
  hotter: ['temperature', '>'],
  colder: ['temperature', '<'],
  earlier: ['date', '<'],
  later: ['date', '>'],
  richer: ['income', '>'],
  poorer: ['income', '<'],
};

/** "20 or more" as "at least 20": the comparison before its number, as everywhere else. */
export function withLeadingBounds(text: string): string {
  const number = String.raw`(?<![\p{L}\p{N}_@.,-])(\d[\d,]*(?:\.\d+)?)`;
  return text
    .replace(new RegExp(`${number} or (?:more|above|greater|higher|over)\\b(?! than)`, 'giu'), 'at least $1')
    .replace(new RegExp(`${number} or (?:fewer|less|below|lower|under)\\b(?! than)`, 'giu'), 'at most $1');
}

export function findOperators(tokens: readonly Token[], taken: ReadonlySet<number>): OperatorMention[] {
  const found: OperatorMention[] = [];
  for (let start = 0; start < tokens.length; start++) {
    if (taken.has(start)) continue;
    const hit = operatorAt(tokens, start, taken);
    if (!hit) continue;
    found.push(hit);
    start = hit.end - 1;
  }
  return found;
}

function operatorAt(tokens: readonly Token[], start: number, taken: ReadonlySet<number>): OperatorMention | undefined {
  for (const [phrase, operator] of PHRASES) {
    const words = phrase.split(' ');
    const fits = words.every((word, offset) => {
      const token = tokens[start + offset];
      if (!token || taken.has(start + offset) || token.kind === 'quoted') return false;
      return word === '*' ? Object.hasOwn(COMPARATIVES, token.lower) : token.lower === word;
    });
    if (!fits) continue;
    const span = { start, end: start + words.length };
    if (/^(?:after|before|since|until)$/.test(phrase)) return { ...span, operator, hint: 'date' };
    const comparative = COMPARATIVES[tokens[start]?.lower ?? ''];
    return comparative && words[0] === '*'
      ? { ...span, operator: comparative[1], hint: comparative[0] }
      : { ...span, operator };
  }
  return undefined;
}
