import type { CatalogColumn } from '../catalog.ts';

/** A place in the question. Indexes count tokens; `end` is excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the question that means a column. */
export interface ColumnMention extends Span {
  readonly column: CatalogColumn;
  readonly how: 'name' | 'words' | 'near';
  readonly said: string;
  /** Share of the column's own words that were said. */
  readonly coverage: number;
  /** Other columns that fit about as well. */
  readonly alternatives: readonly string[];
}

/** The tokens of a place. */
export function indexes({ start, end }: Span): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}
