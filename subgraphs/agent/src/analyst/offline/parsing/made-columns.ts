import { findColumn, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { Expression, PreparationStep } from '../request.ts';
import { dateColumn } from './column-hints.ts';
import { indexes, type ColumnMention } from './column-mention.ts';
import type { DerivedReading } from './derived-columns.ts';
import { nameWords, stem, type Token } from './words.ts';

/** The same formula said again means the column that it made before. */
export function sameAsMade(derived: DerivedReading, made: readonly PreparationStep[]): DerivedReading {
  const key = (expression: Expression) => JSON.stringify({ ...expression, zeroInfinite: undefined });
  const known = made.find((step) => step.kind === 'derive' && key(step.expression) === key(derived.step.expression));
  return known?.kind === 'derive' ? { ...derived, step: known } : derived;
}

const FILE_ORDER = /\b(?:previous|prior|preceding|consecutive) (?:row|record|entry|observation|line)s?\b/i;
const SORTED = /\b(?:sort|order|chronolog)/i;

/** Changes from the day before follow the dates where there are any; those from the row before the file. */
export function withOrder(derived: DerivedReading, catalog: Catalog, text: string): DerivedReading {
  const { expression } = derived.step;
  const date = dateColumn(catalog);
  const isAsWritten = FILE_ORDER.test(text) && !SORTED.test(text);
  if (!date || isAsWritten || !dependsOnOrder(expression)) return derived;
  return { ...derived, step: { ...derived.step, expression: { ...expression, orderBy: date.name } } };
}

/** Whether the value of a row depends on the rows before it. */
export function dependsOnOrder(
  expression: Expression,
): expression is Extract<Expression, { readonly kind: 'percentChange' | 'difference' | 'formula' | 'window' }> {
  if (expression.kind === 'formula') return JSON.stringify(expression.formula).includes('"kind":"previous"');
  return expression.kind === 'percentChange' || expression.kind === 'difference' || expression.kind === 'window';
}

interface MadeSource {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly catalog: Catalog;
  readonly made: readonly PreparationStep[];
  readonly taken: ReadonlySet<number>;
}

const PHRASE =
  /\b(?:the|this|that|these|both)\s+(?:two\s+|three\s+|both\s+)?(new(?:ly)?\s+|derived\s+|created\s+|resulting\s+|computed\s+|calculated\s+|engineered\s+|generated\s+|constructed\s+)*(features?|columns?|variables?|attributes?|fields?|ratios?|index|indices|scores?|differences?|sums?|products?|rates?|metric|measure)\b/gi;

/** "the new feature", "this ratio": the column that the question made last; "the new features": all of them. */
export function withMadeColumns(source: MadeSource, mentions: readonly ColumnMention[]): ColumnMention[] {
  const { text, tokens, catalog, made, taken } = source;
  const columns = made.flatMap((step) => (step.kind === 'derive' ? (findColumn(catalog, step.name) ?? []) : []));
  if (columns.length === 0) return [...mentions];
  const own = [...text.matchAll(PHRASE)].flatMap((match): ColumnMention[] => {
    const [said, isNew, noun = ''] = match;
    const start = tokens.findIndex((token) => token.start >= match.index);
    const end = tokens.findLastIndex((token) => token.start < match.index + said.length) + 1;
    const meant = meantBy(noun, isNew !== undefined, columns);
    const follows = tokens[end];
    const isTaken = indexes({ start, end }).some(
      (at) => taken.has(at) || mentions.some((mention) => mention.start <= at && at < mention.end),
    );
    if (isTaken || follows?.kind === 'quoted' || mentions.some((mention) => mention.start === end)) return [];
    return meant.map((column, place) => ({
      column,
      start: Math.min(start + place, end - 1),
      end: place === meant.length - 1 ? end : Math.min(start + place + 1, end),
      how: 'name',
      said,
      coverage: 1,
      alternatives: [],
    }));
  });
  return [...mentions, ...own].sort((a, b) => a.start - b.start);
}

/** "the column" may be any column: only "the new column" and "the feature" are surely one that was made. */
function meantBy(noun: string, isNew: boolean, made: readonly CatalogColumn[]): readonly CatalogColumn[] {
  const isPlural = /s$/i.test(noun);
  const singular = stem(noun.toLowerCase());
  if (/^(?:feature|column|variable|attribute|field|metric|measure)$/.test(singular)) {
    if (!isNew && singular !== 'feature') return [];
    return isPlural ? made.slice(-3) : made.slice(-1);
  }
  const named = made.filter(({ name }) => nameWords(name).map(stem).includes(singular));
  return named.length > 0 ? named.slice(-1) : isNew ? made.slice(-1) : [];
}
