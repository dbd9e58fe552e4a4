import type { Catalog, CatalogColumn } from '../catalog.ts';
import { describeFormula } from '../reporting/describe-formula.ts';
import type { Expression, Formula, Operand } from '../request.ts';
import type { DerivedReading } from './derived-columns.ts';
import { columnsOfFormula, parseFormula } from './formula.ts';
import { mentionAt, type MaskedText } from './masked-text.ts';

interface DefinitionSource {
  readonly masked: MaskedText;
  readonly catalog: Catalog;
  /** A name that the question gave before, for "the feature is …". */
  readonly named: string | undefined;
  readonly antecedents: readonly CatalogColumn[];
}

const QUOTED = String.raw`["'“‘${'`'}]([^"'”’⟦⟧${'`'}]{1,80})["'”’${'`'}]`;
const WORD = String.raw`(?<![\w⟦.])((?:(?<=\bthe\s)(?:[A-Za-z_]\w*\s+){1,2})?[A-Za-z_]\w*)`;
const SUBJECT = String.raw`(?:⟦(\d+)⟧|${QUOTED}|${WORD})`;
const OWNER = String.raw`(?:\s+(?:column|feature|variable|field))?(?:\s+(?:of|for) (?:a|an|each|the|every) (?:⟦\d+⟧|\w+))?(?:\s*\([^()⟦]*\))?`;
const COMPUTED = String.raw`(?:calculated|defined|computed|obtained|derived|created|given|measured|determined|constructed|formed|expressed)`;
const LINK = String.raw`(?:(?:which |that )?(?:is|are|equals|should be|will be|shall be)(?:\s+(?:then|simply|just))?(?:\s+${COMPUTED})?(?:\s+(?:as|by|from|using))?|\(?${COMPUTED} (?:as|by)|as|by|:)`;

/** What stands between a name and its formula; the groups of a match are the name as a column, as quoted, as a word. */
const HEADS: readonly RegExp[] = [
  new RegExp(String.raw`${SUBJECT}\s*:?=\s*(?!=)`, 'g'),
  new RegExp(String.raw`${SUBJECT}${OWNER}\s*,?\s+${LINK}(?:\s+follows)?\s*:?\s+`, 'gi'),
  new RegExp(String.raw`(?:⟦(\d+)⟧|${QUOTED})()\s*(?=\()`, 'g'),
  new RegExp(String.raw`()()()\b${COMPUTED} (?:as|by|from)\s*:?\s+`, 'gi'),
];

const PRONOUN =
  /(?:^|\s)(?:features?|columns?|variables?|values?|formula|it|this|that|which|result|they|new|field|attribute|what|there|who|how|measure|metric|and|or|as|by)$/i;

interface Definition {
  readonly start: number;
  readonly end: number;
  readonly reading: DerivedReading;
}

/** `index = (a + b) / c`, "the ratio is a divided by b", `"gap" is defined as the difference of a and b`. */
export function readDefinitions(source: DefinitionSource): DerivedReading[] {
  const { text } = source.masked;
  const isQuestion = /^\s*(?:what|which|how|is|are|does)\b/i.test(text);
  const found: Definition[] = [];
  for (const head of HEADS) {
    for (const match of text.matchAll(head)) {
      const overlaps = found.some(({ start, end }) => match.index < end && match.index + match[0].length > start);
      if (overlaps || (isQuestion && head === HEADS[1])) continue;
      const definition = readDefinition(match, source);
      if (definition) found.push(definition);
    }
  }
  return found.map(({ reading }) => reading);
}

function readDefinition(match: RegExpExecArray, source: DefinitionSource): Definition | undefined {
  const bodyStart = match.index + match[0].length;
  const body = bodyOf(source.masked.text.slice(bodyStart));
  const parsed = parseFormula(body.text, source);
  if (!parsed || parsed.formula.kind === 'column') return undefined;
  const span = { start: match.index, end: bodyStart + body.offset + parsed.length };
  return { ...span, reading: { ...read(match, parsed.formula, source), span } };
}

/** Of `(a divided by b)` what is inside, where the bracket holds all of the formula. */
function bodyOf(text: string): { readonly text: string; readonly offset: number } {
  const inside = /^\(([^()]*)\)(?!\s*[-+*/^×÷−])/.exec(text)?.[1];
  return inside === undefined ? { text, offset: 0 } : { text: inside, offset: 1 };
}

function read(match: RegExpExecArray, formula: Formula, source: DefinitionSource): DerivedReading {
  const [, made, quoted, word] = match;
  const noun = word === undefined || word === '' || PRONOUN.test(word) ? undefined : word;
  const said = mentionAt(source.masked, made === '' ? undefined : made)?.column.name ?? (quoted || undefined);
  const name = said ?? (isSymbol(match) ? noun : undefined) ?? source.named ?? noun;
  const sources = columnsOfFormula(formula);
  return {
    step: {
      kind: 'derive',
      name: name ?? describeFormula(formula, (column) => column),
      type: 'FLOAT',
      expression: simplest(formula, source.masked.text),
    },
    sources,
    isNamed: name !== undefined,
  };
}

/** `total = …` names what it makes; "the total is …" may only speak of what was named before. */
function isSymbol(match: RegExpExecArray): boolean {
  return /=\s*$/.test(match[0]);
}

/** One operation on columns and numbers, or the whole tree. */
function simplest(formula: Formula, text: string): Expression {
  const zeroInfinite =
    /\b(?:infinity|infinite|inf|division by zero|divisions by zero|zero divisions?)\b.{0,40}\b(?:zero|0)\b/i.test(text);
  const operands = formula.kind === 'binary' ? leaves(formula) : undefined;
  return {
    ...(formula.kind === 'binary' && formula.operator !== '^' && operands
      ? { kind: 'arithmetic' as const, operator: formula.operator, operands }
      : { kind: 'formula' as const, formula }),
    ...(zeroInfinite && { zeroInfinite }),
  };
}

function leaves({ operator, left, right }: Extract<Formula, { readonly kind: 'binary' }>): Operand[] | undefined {
  const last = operand(right);
  const first =
    left.kind === 'binary' && left.operator === operator && (operator === '+' || operator === '*')
      ? leaves(left)
      : operand(left);
  return first && last && [...(Array.isArray(first) ? first : [first]), last];
}

function operand(formula: Formula): Operand | undefined {
  if (formula.kind === 'number') return { constant: formula.value };
  return formula.kind === 'column' ? { column: formula.column } : undefined;
}

/** Names that a text defines, quoted or before a sign of equality, as far as they are no columns yet. */
export function definedNames(
  text: string,
  isColumn: (name: string) => boolean,
): { readonly name: string; readonly start: number; readonly end: number }[] {
  const patterns = [
    new RegExp(
      String.raw`${QUOTED}\s*(?:\((?!\w+\)?\s*$)|=|:|(?:is|as|are) (?:${COMPUTED}|the|1|2|3|4)|,? ${COMPUTED})`,
      'gi',
    ),
    /(?:^|[\s,(])([A-Za-z_]\w{2,})\s+=\s+(?=[A-Za-z"'(\d])/g,
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match[1]?.trim() ?? '';
      const start = match.index + match[0].indexOf(match[1] ?? '');
      return name === '' || isColumn(name) ? [] : [{ name, start, end: start + name.length }];
    }),
  );
}
