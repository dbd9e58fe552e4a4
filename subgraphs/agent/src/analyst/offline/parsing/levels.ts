import { findColumn, isNumeric, type CatalogColumn } from '../catalog.ts';
import type { Value } from '../request.ts';
import type { Reading } from './reading.ts';
import type { Token } from './words.ts';

/** A column with the values of it that a sentence names one after the other. */
export interface Levels {
  readonly column: string;
  readonly values: readonly Value[];
}

interface Level {
  readonly columns: readonly CatalogColumn[];
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

const BEFORE_VALUE = /^(?:is|are|was|were|equals?|equal|to|=|==|:|of|being|value)$/;
const BETWEEN_VALUES = /^(?:and|or|with|to|against|vs|versus|from|first|second|then|,|&|\(|\))$/;

/** "origin 2 and origin 3", `smoker = "yes" against "no"`: the values that are compared, for each column with two or more. */
export function findLevels(reading: Reading): Levels[] {
  const written = reading.mentions.flatMap((mention) => writtenAfter(reading, mention.column, mention.end));
  const covered = new Set(written.flatMap(({ start, end }) => placesOf(start, end)));
  const named = reading.values
    .filter(({ start }) => !covered.has(start))
    .map(({ column, rivals, value, start, end }): Level => ({ columns: [column, ...rivals], value, start, end }));
  const all = [...written, ...named].sort((a, b) => a.start - b.start);
  const columns = [...new Set(all.flatMap((level) => level.columns.map(({ name }) => name)))];
  const isNamed = (name: string) => reading.mentions.some(({ column }) => column.name === name);
  return columns
    .map((column): Levels => {
      const own = all.filter((level) => level.columns.some(({ name }) => name === column));
      return {
        column,
        values: [...new Set(own.map(({ value }) => valueOf(findColumn(reading.catalog, column), value)))],
      };
    })
    .filter(({ values }) => values.length >= 2)
    .toSorted((a, b) => Number(isNamed(b.column)) - Number(isNamed(a.column)));
}

function writtenAfter({ tokens }: Reading, column: CatalogColumn, from: number): Level[] {
  const found: Level[] = [];
  let at = from;
  while (BEFORE_VALUE.test(tokens[at]?.lower ?? '')) at++;
  for (let value = valueAt(tokens[at], column); value !== undefined; value = valueAt(tokens[at], column)) {
    found.push({ columns: [column], value, start: at, end: at + 1 });
    at++;
    if (!BETWEEN_VALUES.test(tokens[at]?.lower ?? '')) break;
    while (BETWEEN_VALUES.test(tokens[at]?.lower ?? '')) at++;
  }
  return found;
}

function valueAt(token: Token | undefined, column: CatalogColumn): Value | undefined {
  if (!token || token.kind === 'mark' || token.kind === 'date') return undefined;
  if (isNumeric(column)) return token.kind === 'number' ? Number(token.lower.replaceAll(',', '')) : undefined;
  const known = column.profile?.topValues.find(({ value }) => value.trim().toLowerCase() === token.lower);
  return known && valueOf(column, known.value);
}

function valueOf(column: CatalogColumn | undefined, value: Value): Value {
  return column?.type === 'BOOLEAN' && typeof value === 'string' ? /^(?:true|t|yes|1)$/i.test(value) : value;
}

function placesOf(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}
