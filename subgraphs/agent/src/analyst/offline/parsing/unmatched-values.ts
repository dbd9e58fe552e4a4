import { findColumn, looksNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { Condition, Value } from '../request.ts';
import type { Reading } from './reading.ts';
import { isSpelledNear } from './spelling.ts';
import { nameWords, stem, type Token } from './words.ts';

/** A value that the question narrows the rows by and that no row has. */
export interface UnmatchedValue {
  readonly said: string;
  /** The column it was sought in; absent where the question names none. */
  readonly column?: string;
  /** Values that are spelled much the same. */
  readonly near: readonly { readonly value: string; readonly column: string }[];
}

/**
 * Values to narrow by that are surely not there: the profile lists every value of the column, or of all text columns.
 * An answer over all rows would be a wrong one.
 */
export function findUnmatchedValues(reading: Reading): UnmatchedValue[] {
  const inConditions = reading.condition ? unmatchedIn(reading.condition, reading.catalog) : [];
  return [...inConditions, ...unknownNames(reading)];
}

function unmatchedIn(condition: Condition, catalog: Catalog): UnmatchedValue[] {
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.conditions.flatMap((part) => unmatchedIn(part, catalog));
  if (condition.kind !== 'in' && !(condition.kind === 'compare' && condition.operator === '=')) return [];
  const column = findColumn(catalog, condition.column);
  const values: readonly Value[] = condition.kind === 'in' ? condition.values : [condition.value];
  if (!column || !isFullyKnown(column)) return [];
  const known = new Set((column.profile?.topValues ?? []).map(({ value }) => value.toLowerCase()));
  return values
    .filter((value) => !known.has(String(value).toLowerCase()))
    .map((value) => ({ said: String(value), column: column.name, near: nearValues(String(value), [column]) }));
}

function isFullyKnown({ type, profile }: CatalogColumn): boolean {
  return type === 'TEXT' && profile !== undefined && profile.topValues.length >= profile.distinct;
}

/** "for Gadgit", "in Antarctica", "product Foo": a name where a value stands, of which nothing was made. */
function unknownNames({ tokens, unknown, mentions, catalog }: Reading): UnmatchedValue[] {
  const texts = catalog.columns.filter((column) => column.type === 'TEXT' && !looksNumeric(column));
  return tokens.flatMap((token, index): UnmatchedValue[] => {
    if (!unknown.includes(token.text) || !isName(token)) return [];
    const column = mentions.find(({ end, column: { type } }) => end === index && type === 'TEXT')?.column;
    if (!column && !narrows(tokens, index)) return [];
    const sought = column ? [column] : texts;
    const near = nearValues(token.text, sought);
    if (sought.length === 0 || (near.length === 0 && !sought.every(isFullyKnown))) return [];
    return [{ said: token.text, ...(column && { column: column.name }), near }];
  });
}

/** Names of formats and tools say how to answer. */
const TOOLS = /^(?:usd|eur|gbp|python|pandas|excel|sql|json|csv|english|markdown|scipy|numpy|sklearn|vega)$/;

function isName({ text, lower, kind }: Token): boolean {
  return kind === 'word' && /^\p{Lu}/u.test(text) && !TOOLS.test(lower);
}

function narrows(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.lower === 'the' ? index - 2 : index - 1;
  return /^(?:for|in|from|at|of|within|excluding|except|only)$/.test(tokens[before]?.lower ?? '');
}

function nearValues(said: string, columns: readonly CatalogColumn[]): UnmatchedValue['near'] {
  const word = stem(said.toLowerCase());
  return columns
    .flatMap((column) =>
      (column.profile?.topValues ?? [])
        .filter(({ value }) =>
          [value, ...nameWords(value)].some((part) => isSpelledNear(stem(part.toLowerCase()), word)),
        )
        .map(({ value }) => ({ value, column: column.name })),
    )
    .slice(0, 4);
}
