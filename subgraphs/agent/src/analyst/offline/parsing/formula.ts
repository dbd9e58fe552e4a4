import { isNumeric, isTemporal, looksNumeric, looksTemporal, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { Formula, FormulaFunction, FormulaOperator, Moment } from '../request.ts';
import { mentionAt, type MaskedText } from './masked-text.ts';
import { nameWords } from './words.ts';

interface FormulaSource {
  readonly masked: MaskedText;
  readonly catalog: Catalog;
  /** What "its three values" means: the columns last spoken of. */
  readonly antecedents: readonly CatalogColumn[];
}

/** What is read so far is cut off `rest`. */
interface Cursor extends FormulaSource {
  rest: string;
}

const END =
  /^\s*(?:$|[.,;:)?]|\((?!\s*⟦)|(?:and|where|for|with|then|so|per|in|not|rounded|before|after|using|to|if|on|over (?:all|the whole))\b|of (?:the|a|an|each|every|that|its) (?!previous|prior|preceding|next|last)\w+\s*(?:$|[.,;:]))/i;

/**
 * The formula that a text begins with, as a tree: signs, functions and words ("divided by", "the sum of the squares of").
 * Undefined where the text goes on with something that it does not understand: half a formula would be a wrong one.
 */
export function parseFormula(
  text: string,
  source: FormulaSource,
): { readonly formula: Formula; readonly length: number } | undefined {
  const cursor: Cursor = { ...source, rest: text };
  let formula = sum(cursor);
  for (;;) {
    if (!formula) return undefined;
    const sign = take(cursor, /^\s*,?\s*(?:and |then |and then )?(multiplied (?:by|with)|times|divided by)\s+/i)?.[1];
    if (sign === undefined) break;
    formula = binary(/^d/i.test(sign) ? '/' : '*', formula, unary(cursor));
  }
  const isWhole = END.test(cursor.rest) && columnsOfFormula(formula).length > 0;
  return isWhole ? { formula, length: text.length - cursor.rest.length } : undefined;
}

/** Names of the columns that a formula is made of. */
export function columnsOfFormula(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'column':
    case 'previous':
      return [formula.column];
    case 'negate':
    case 'call':
      return columnsOfFormula(formula.of);
    case 'binary':
      return [...new Set([...columnsOfFormula(formula.left), ...columnsOfFormula(formula.right)])];
    case 'days':
      return [formula.from, formula.to].flatMap((moment) => ('column' in moment ? [moment.column] : []));
  }
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(cursor.rest);
  if (!match) return undefined;
  cursor.rest = cursor.rest.slice(match[0].length);
  return match;
}

function binary(operator: FormulaOperator, left: Formula | undefined, right: Formula | undefined): Formula | undefined {
  return left && right && { kind: 'binary', operator, left, right };
}

function sum(cursor: Cursor): Formula | undefined {
  let left = product(cursor);
  for (;;) {
    const sign = left && take(cursor, /^\s*(\+|-|−|–|plus\b|minus\b)\s*/i)?.[1];
    if (sign === undefined) return left;
    left = binary(/^(?:\+|plus)$/i.test(sign) ? '+' : '-', left, product(cursor));
  }
}

function product(cursor: Cursor): Formula | undefined {
  let left = unary(cursor);
  for (;;) {
    const sign =
      left && take(cursor, /^\s*(\*(?!\*)|×|·|\/|÷|times\b|multiplied (?:by|with)\b|divided by\b|over\b)\s*/i)?.[1];
    if (sign === undefined) return left;
    left = binary(/^(?:\/|÷|divided by|over)$/i.test(sign) ? '/' : '*', left, unary(cursor));
  }
}

function unary(cursor: Cursor): Formula | undefined {
  if (!take(cursor, /^\s*[-−]\s*/)) return power(cursor);
  const of = unary(cursor);
  return of && { kind: 'negate', of };
}

function power(cursor: Cursor): Formula | undefined {
  const base = primary(cursor);
  if (!base) return undefined;
  if (take(cursor, /^\s*(?:squared\b|²)/i)) return { kind: 'call', function: 'square', of: base };
  return take(cursor, /^\s*(?:\^|\*\*)\s*/) ? binary('^', base, unary(cursor)) : base;
}

const CALLS: readonly (readonly [pattern: RegExp, name: FormulaFunction])[] = [
  [
    /^log ?10\b|^(?:base[- ]?10|common|decadic) log(?:arithm)?\b|^log(?:arithm)? (?:to|with|in) (?:the )?base 10\b/i,
    'log10',
  ],
  [/^log ?2\b|^(?:base[- ]?2|binary) log(?:arithm)?\b|^log(?:arithm)? (?:to|with|in) (?:the )?base 2\b/i, 'log2'],
  [/^log1p\b/i, 'log1p'],
  [/^(?:natural |base[- ]?e )?log(?:arithm)?\b(?: \((?:base e|ln)\))?|^ln\b/i, 'log'],
  [/^exp(?:onential)?\b/i, 'exp'],
  [/^sqrt\b|^square root\b|^√/i, 'sqrt'],
  [/^squares?(?= of\b)/i, 'square'],
  [/^abs(?:olute)?\b(?: value)?/i, 'absolute'],
];

function primary(cursor: Cursor): Formula | undefined {
  take(cursor, /^\s*(?:the\s+|each\s+|its\s+|their\s+|both\s+|values? of\s+|columns?\s+)*(?:(?:np|math|numpy)\.)?/i);
  const call = CALLS.find(([pattern]) => pattern.test(cursor.rest));
  if (call) {
    take(cursor, call[0]);
    take(cursor, /^\s*of\b\s*/i);
    const of = power(cursor);
    return of && { kind: 'call', function: call[1], of };
  }
  if (take(cursor, /^\(\s*/)) {
    const inside = sum(cursor);
    return inside && take(cursor, /^\s*\)/) ? afterOperand(cursor, inside) : undefined;
  }
  return phrase(cursor) ?? days(cursor) ?? number(cursor) ?? column(cursor);
}

/** "the sum of a, b and c", "the ratio of a to b", "dividing a by b". */
function phrase(cursor: Cursor): Formula | undefined {
  if (take(cursor, /^(?:sum|total) of (?:the )?squares of\s+/i))
    return combine(
      '+',
      items(cursor)?.map((of): Formula => ({ kind: 'call', function: 'square', of })),
    );
  if (take(cursor, /^(?:(?:sum|total) of|summing(?: up)?|adding(?: up)?)\s+/i)) return combine('+', items(cursor));
  if (take(cursor, /^(?:product of|multiplying)\s+/i)) return combine('*', items(cursor));
  if (take(cursor, /^(?:row-?wise )?(?:(?:simple |arithmetic |unweighted )?(?:mean|average) of|averaging)\s+/i)) {
    const parts = items(cursor);
    return binary('/', combine('+', parts), parts && { kind: 'number', value: parts.length });
  }
  if (take(cursor, /^(?:ratio|quotient) (?:of|between)\s+/i)) return pair(cursor, '/', /^\s*(?:to|and|over|by)\s+/i);
  if (take(cursor, /^dividing\s+/i)) return pair(cursor, '/', /^\s*by\s+/i);
  if (take(cursor, /^difference (?:of|between)\s+/i)) return pair(cursor, '-', /^\s*(?:and|minus)\s+/i);
  if (!take(cursor, /^subtracting\s+/i)) return undefined;
  const subtracted = power(cursor);
  const whole = take(cursor, /^\s*from\s+/i) && power(cursor);
  return binary('-', whole, subtracted);
}

function pair(cursor: Cursor, operator: FormulaOperator, between: RegExp): Formula | undefined {
  const left = power(cursor);
  return left && take(cursor, between) ? binary(operator, left, power(cursor)) : undefined;
}

function combine(operator: FormulaOperator, parts: readonly Formula[] | undefined): Formula | undefined {
  const [first, ...others] = parts ?? [];
  return others.reduce<Formula | undefined>((left, right) => binary(operator, left, right), first);
}

/** Two or more operands with commas or "and" between them, or the columns last spoken of. */
function items(cursor: Cursor): Formula[] | undefined {
  const said =
    /^(?:its |the |these |their |all |of )*(?:(two|three|four|five|six) )?(?:normali[sz]ed |standardi[sz]ed |scaled |transformed )?(?:values|columns|scores|features|variables|components)\b(?!\s*⟦)/i;
  if (said.test(cursor.rest) && cursor.antecedents.length >= 2) {
    const count = ['two', 'three', 'four', 'five', 'six'].indexOf(take(cursor, said)?.[1]?.toLowerCase() ?? '') + 2;
    const names = cursor.antecedents.filter((one) => isOperand(one)).map(({ name }) => name);
    return count > 1 && count !== names.length ? undefined : names.map((name) => ({ kind: 'column', column: name }));
  }
  const list: Formula[] = [];
  do {
    const item = power(cursor);
    if (!item) return undefined;
    list.push(item);
  } while (
    take(cursor, /^\s*(?:,\s*(?:and\s+)?|\s+and\s+|\+\s*|\s+with\s+|\s+by\s+)(?=(?:the\s+)?(?:⟦|\(|\d|sq|log|abs))/i)
  );
  return list.length >= 2 ? list : undefined;
}

function number(cursor: Cursor): Formula | undefined {
  const digits = take(cursor, /^(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?:e[+-]?\d+)?(?![\w%])/i)?.[0];
  return digits === undefined
    ? undefined
    : afterOperand(cursor, { kind: 'number', value: Number(digits.replaceAll(',', '')) });
}

function column(cursor: Cursor): Formula | undefined {
  const before = /^(?:previous|prior|preceding)(?: (?:row|day|month|year|week|record)(?:['’]s)?)?\s+/i;
  const isBefore = take(cursor, before) !== undefined;
  const found = columnHere(cursor);
  if (!found || !isOperand(found)) return undefined;
  take(cursor, /^(?:\s+(?:columns?|values?|features?|fields?|prices?|scores?))+\b/i);
  const comesBefore = take(
    cursor,
    /^\s+(?:of|in|from|on) (?:the |its )?(?:previous|prior|preceding) (?:row|day|month|year|week|record|entry|observation)\b/i,
  );
  if (!comesBefore)
    take(cursor, /^\s+of (?:the|that|this|a|each) (?:same |current )?(?:day|row|record|month|year|week)\b/i);
  return afterOperand(cursor, { kind: isBefore || comesBefore ? 'previous' : 'column', column: found.name });
}

function columnHere(cursor: Cursor): CatalogColumn | undefined {
  const mention = mentionAt(cursor.masked, take(cursor, /^⟦(\d+)⟧/)?.[1]);
  if (mention) return mention.column;
  const word = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(cursor.rest)?.[0];
  if (word === undefined) return undefined;
  const found = cursor.catalog.columns.find(({ name }) => name.toLowerCase() === word.toLowerCase());
  if (found) take(cursor, /^[\p{L}_][\p{L}\p{N}_]*/u);
  return found ?? abbreviated(cursor);
}

/** "square metres" for `Sq M`: each word of the name is a short form of the word that was said. */
function abbreviated(cursor: Cursor): CatalogColumn | undefined {
  const said = /^\p{L}+(?: \p{L}+)+/u.exec(cursor.rest)?.[0].toLowerCase().split(' ') ?? [];
  const isShort = (short: string, long = '') =>
    short[0] === long[0] && short.length < long.length && isWithin(short, long.replace(/s$/, ''));
  const fits = cursor.catalog.columns.filter(({ name }) => {
    const words = nameWords(name);
    return words.length >= 2 && words.every((word, at) => word === said[at] || isShort(word, said[at]));
  });
  const [only] = fits;
  if (!only || fits.length > 1) return undefined;
  cursor.rest = cursor.rest.slice(said.slice(0, nameWords(only.name).length).join(' ').length);
  return only;
}

function isWithin(short: string, long: string): boolean {
  let at = -1;
  return Array.from(short).every((letter) => (at = long.indexOf(letter, at + 1)) >= 0);
}

function isOperand(of: CatalogColumn): boolean {
  return isNumeric(of) || of.type === 'BOOLEAN' || looksNumeric(of);
}

/** `1 (for the parent)`: a remark in brackets belongs to what stands before it. */
function afterOperand(cursor: Cursor, operand: Formula): Formula {
  take(cursor, /^\s*\((?:for|i\.?e\.?|e\.?g\.?|in|the|a|an|of|per|as|not)\b[^()⟦]*\)/i);
  return operand;
}

/** "the number of days from a to 2020-12-31". */
function days(cursor: Cursor): Formula | undefined {
  const said = take(
    cursor,
    /^(?:(?:number|count) of |total |difference in |elapsed )*(?:days|⟦(\d+)⟧)\s+(?:from|between|since)\s+/i,
  );
  const mention = said && mentionAt(cursor.masked, said[1]);
  if (!said || (mention && !/\bdays$/i.test(mention.said))) return undefined;
  const from = moment(cursor);
  const to = take(cursor, /^\s*(?:to|and|until|till|up to|through)\s+/i) && moment(cursor);
  return from && to && { kind: 'days', from, to };
}

function moment(cursor: Cursor): Moment | undefined {
  take(cursor, /^(?:the|each|its)\s+/i);
  const date = take(cursor, /^["'“]?(\d{4}-\d{2}-\d{2})["'”]?(?!\d)/)?.[1];
  if (date !== undefined) return { date };
  const found = columnHere(cursor);
  return isTemporal(found) || looksTemporal(found) ? found && { column: found.name } : undefined;
}
