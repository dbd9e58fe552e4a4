import { isNumeric, looksNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { Expression, Operand, PreparationStep } from '../request.ts';
import { readWindow } from './windows.ts';
import { COLUMN, mentionAt, mentionsIn, type MaskedText } from './masked-text.ts';
import { readBins } from './bins.ts';
import { REPORTED_UNIT } from './cleaning.ts';
import { readDefinitions } from './definitions.ts';
import { readDayPeriods } from './day-periods.ts';

export type DeriveStep = Extract<PreparationStep, { kind: 'derive' }>;

export interface DerivedReading {
  readonly step: DeriveStep;
  /** Names of the columns it is made of. */
  readonly sources: readonly string[];
  readonly isNamed: boolean;
  /** Where the masked text says it, when it says nothing else there. */
  readonly span?: { readonly start: number; readonly end: number };
}

const NAME = [
  /\b(?:called|named|titled|labell?ed|known as)\s+["'“`]([^"'”`]{1,80})["'”`]/i,
  /\b(?:new|an?) (?:feature|column|variable|field|attribute)s?\s*[:,]?\s+["'“`]([^"'”`]{1,80})["'”`]/i,
  /\b(?:create|generate|add|make|derive|engineer|compute|define|calculate)\b[^"'“`.]{0,40}["'“`]([^"'”`]{1,80})["'”`]\s+(?:by|as|=|that|which|column|feature)/i,
  /\b(?:called|named)\s+([A-Za-z_]\w*)/i,
  /\bnew (?:feature|column|variable|field)\s+([A-Za-z_]\w*)\s*(?:=|as\b)/i,
  /(?:^|[\s,])([A-Za-z_]\w{2,})\s+=\s+(?=[A-Za-z"'(])/,
];

/** The name a question gives to a column that it makes, with where it stands. */
export function findDerivedName(
  text: string,
): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  for (const pattern of NAME) {
    const match = pattern.exec(text);
    const name = match?.[1]?.trim();
    if (!match || name === undefined || name === '') continue;
    const start = match.index + match[0].indexOf(match[1] ?? '');
    return { name, start, end: start + name.length };
  }
  return undefined;
}

const OPERAND = String.raw`(?:the |each |values? (?:of|in) |a |\(|'s )*(?:⟦(\d+)⟧|(-?\d+(?:\.\d+)?))(?:'s)?(?: (?:columns?|values?|features?|fields?|price|data))*\)?`;

const ARITHMETIC: readonly (readonly [pattern: string, operator: '+' | '-' | '*' | '/', swapped?: boolean])[] = [
  [String.raw`\bmultiply(?:ing)? ${OPERAND} (?:with|by|and|times) ${OPERAND}`, '*'],
  [String.raw`\bproduct of ${OPERAND} and ${OPERAND}`, '*'],
  [String.raw`${OPERAND}\s*(?:times|multiplied (?:by|with)|\*|×)\s*${OPERAND}`, '*'],
  [String.raw`\bdivid(?:e|ing) ${OPERAND} by ${OPERAND}`, '/'],
  [String.raw`\bratio (?:of|between) ${OPERAND} (?:to|and|over|by) ${OPERAND}`, '/'],
  [String.raw`${OPERAND}\s*(?:divided by|over the|\/|÷)\s*${OPERAND}`, '/'],
  [String.raw`\bsubtract(?:ing)? ${OPERAND} from ${OPERAND}`, '-', true],
  [String.raw`\b(?:difference between|subtract(?:ing)?) ${OPERAND} (?:and|minus) ${OPERAND}`, '-'],
  [String.raw`${OPERAND}\s*(?:minus|(?<=[⟧)\s])-(?=[\s⟦(]))\s*${OPERAND}`, '-'],
];

const SUM = /\b(?:add(?:ing)?|sum(?:ming)?(?: of| up)?|combining|plus|total of)\b/i;

/** Every column that a clause makes: all that it defines, else the one that its words describe. */
export function readAllDerived(source: {
  readonly masked: MaskedText;
  readonly named: string | undefined;
  readonly antecedents: readonly CatalogColumn[];
  /** The last list of columns, for "its three values". */
  readonly listed: readonly CatalogColumn[];
  readonly catalog: Catalog;
}): DerivedReading[] {
  const defined = readDefinitions({ ...source, antecedents: source.listed });
  if (defined.length > 0 || REPORTED_UNIT.test(source.masked.text)) return defined;
  const derived = readDerived(source.masked, source.named, source.antecedents[0]);
  return derived ? [derived] : [];
}

/** `multiplying a by b`, `a / b`, `percentage change of a`, `the hour of t`: columns that the question makes. */
export function readDerived(
  masked: MaskedText,
  named: string | undefined,
  antecedent: CatalogColumn | undefined,
): DerivedReading | undefined {
  const found =
    equation(masked) ??
    arithmetic(masked) ??
    sum(masked, named) ??
    readWindow(masked, antecedent) ??
    change(masked, antecedent) ??
    dayPeriods(masked, antecedent) ??
    readBins(masked, antecedent) ??
    datePart(masked, named) ??
    transform(masked, named);
  if (!found) return undefined;
  const type =
    found.expression.kind === 'dayPeriod' || found.expression.kind === 'bins'
      ? 'TEXT'
      : found.expression.kind === 'datePart'
        ? 'INTEGER'
        : 'FLOAT';
  return {
    step: { kind: 'derive', name: named ?? found.name, type, expression: found.expression },
    sources: found.sources,
    isNamed: named !== undefined || found.expression.kind === 'window',
  };
}

interface Found {
  readonly expression: Expression;
  readonly name: string;
  readonly sources: readonly string[];
}

function operand(masked: MaskedText, column: string | undefined, constant: string | undefined): Operand | undefined {
  const mention = mentionAt(masked, column);
  if (mention)
    return isNumeric(mention.column) || looksNumeric(mention.column) ? { column: mention.column.name } : undefined;
  return constant === undefined ? undefined : { constant: Number(constant) };
}

function arithmetic(masked: MaskedText): Found | undefined {
  const zeroInfinite =
    /\b(?:infinity|infinite|inf|division by zero|divisions by zero|zero divisions?)\b.{0,40}\b(?:zero|0)\b/i.test(
      masked.text,
    );
  for (const [pattern, operator, swapped] of ARITHMETIC) {
    const match = new RegExp(pattern, 'i').exec(masked.text);
    if (match && isHalfOfBracket(match[0])) return undefined;
    const first = match && operand(masked, match[1], match[2]);
    const second = match && operand(masked, match[3], match[4]);
    if (!first || !second || !('column' in first || 'column' in second)) continue;
    const operands = swapped ? [second, first] : [first, second];
    return build({ kind: 'arithmetic', operator, operands, ...(operator === '/' && zeroInfinite && { zeroInfinite }) });
  }
  return undefined;
}

/** Of `a * (1 - b)` the pattern sees `a * (1`: no formula rather than half of one. */
function isHalfOfBracket(text: string): boolean {
  return text.split('(').length > text.split(')').length;
}

/** `total = a + b`, with remarks in brackets left out. */
function equation(masked: MaskedText): Found | undefined {
  const right = /(?:[\w⟧"'”]\s*)=\s*([^=<>]+)$/.exec(masked.text)?.[1]?.replace(/\([^)⟦]*\)/g, ' ');
  if (right === undefined) return undefined;
  const sumOf = /^\s*(?:⟦\d+⟧|\d+(?:\.\d+)?)(?:\s*\+\s*(?:⟦\d+⟧|\d+(?:\.\d+)?))+/.exec(right)?.[0];
  if (sumOf === undefined) return arithmetic({ ...masked, text: right });
  const operands = [...sumOf.matchAll(/⟦(\d+)⟧|(\d+(?:\.\d+)?)/g)].flatMap(
    (match) => operand(masked, match[1], match[2]) ?? [],
  );
  return operands.some((part) => 'column' in part) ? build({ kind: 'arithmetic', operator: '+', operands }) : undefined;
}

function build(expression: Extract<Expression, { kind: 'arithmetic' }>): Found {
  const sources = expression.operands.flatMap((part) => ('column' in part ? [part.column] : []));
  const sign = { '+': '+', '-': '−', '*': '×', '/': '÷' }[expression.operator];
  const name = expression.operands
    .map((part) => ('column' in part ? part.column : String(part.constant)))
    .join(` ${sign} `);
  return { expression, name, sources };
}

/** Sums need a name or a plus sign: "the sum of a and b" alone asks for two totals. */
function sum(masked: MaskedText, named: string | undefined): Found | undefined {
  const chained = new RegExp(`${COLUMN}(?: columns?)?(?:\\s*(?:\\+|plus)\\s*(?:the )?${COLUMN})+`, 'i').exec(
    masked.text,
  );
  const piece =
    chained?.[0] ??
    (named !== undefined && SUM.test(masked.text) ? masked.text.slice(masked.text.search(SUM)) : undefined);
  if (piece === undefined) return undefined;
  const columns = [
    ...new Set(
      mentionsIn(masked, piece)
        .filter(({ column }) => isNumeric(column))
        .map(({ column }) => column.name),
    ),
  ];
  const constants = [...piece.matchAll(/\+ (\d+(?:\.\d+)?)/g)].map((match): Operand => ({
    constant: Number(match[1]),
  }));
  if (columns.length + constants.length < 2 || columns.length === 0) return undefined;
  return build({
    kind: 'arithmetic',
    operator: '+',
    operands: [...columns.map((column): Operand => ({ column })), ...constants],
  });
}

function change(masked: MaskedText, antecedent: CatalogColumn | undefined): Found | undefined {
  const percent =
    /\b(?:percent(?:age)? change|pct[_ ]change|percentage (?:increase|difference)|(?:daily|monthly|yearly|weekly) returns?|rate of change)\b/i.exec(
      masked.text,
    );
  const difference = percent
    ? null
    : /\b(?:difference|change) (?:of|in|from|between) .{0,60}\b(?:previous|prior|consecutive|last) (?:row|day|month|year|value|record|week)/i.exec(
        masked.text,
      );
  const match = percent ?? difference;
  if (
    !match ||
    !/\b(?:previous|prior|consecutive|from (?:one|the)|day[- ]to[- ]day|returns?|last)\b/i.test(masked.text)
  )
    return undefined;
  const after =
    mentionsIn(masked, masked.text.slice(match.index)).find(({ column }) => isNumeric(column)) ??
    masked.mentions.find(({ column }) => isNumeric(column));
  const column = after?.column ?? antecedent;
  if (!column) return undefined;
  const kind = percent ? 'percentChange' : 'difference';
  return {
    expression: { kind, column: column.name },
    name: `${percent ? 'percent change' : 'change'} of ${column.name}`,
    sources: [column.name],
  };
}

function dayPeriods(masked: MaskedText, antecedent: CatalogColumn | undefined): Found | undefined {
  const periods = readDayPeriods(masked.text);
  const column = masked.mentions[0]?.column ?? antecedent;
  if (periods.length < 2 || !column) return undefined;
  return {
    expression: { kind: 'dayPeriod', column: column.name, periods },
    name: 'time of day',
    sources: [column.name],
  };
}

function datePart(masked: MaskedText, named: string | undefined): Found | undefined {
  const pattern = new RegExp(
    String.raw`\b(?:extract(?:ing|ed)?|represents?|containing|get(?:ting)?|taking|deriv(?:e|ing))\b.{0,40}?\b(year|month|day|hour|weekday)s?\b`,
    'i',
  );
  const match = pattern.exec(masked.text);
  const part = match?.[1]?.toLowerCase();
  if (!match || (part !== 'year' && part !== 'month' && part !== 'day' && part !== 'hour' && part !== 'weekday'))
    return undefined;
  const mention =
    mentionsIn(masked, masked.text.slice(match.index))[0] ?? (named === undefined ? undefined : masked.mentions[0]);
  if (!mention || isNumeric(mention.column)) return undefined;
  return {
    expression: { kind: 'datePart', column: mention.column.name, part },
    name: `${part} of ${mention.column.name}`,
    sources: [mention.column.name],
  };
}

function transform(masked: MaskedText, named: string | undefined): Found | undefined {
  if (named === undefined) return undefined;
  const mention = masked.mentions.find(({ column }) => isNumeric(column));
  const kind = /\b(?:natural )?log(?:arithm)?\b/i.test(masked.text)
    ? 'log'
    : /\bsquare root\b/i.test(masked.text)
      ? 'sqrt'
      : /\bsquare of\b|\bsquar(?:ed|ing)\b/i.test(masked.text)
        ? 'square'
        : undefined;
  if (!mention || !kind) return undefined;
  return {
    expression: { kind: 'transform', column: mention.column.name, function: kind },
    name: `${kind} of ${mention.column.name}`,
    sources: [mention.column.name],
  };
}
