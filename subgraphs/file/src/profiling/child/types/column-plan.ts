import { columnAt } from '../sql.ts';
import { dateReaders, dateTimeReaders, timeReader } from './date-readers.ts';
import { isMissing, missingSql } from './missing-values.ts';
import { booleanReader, decimalCommaReader, floatReader, integerReader } from './number-readers.ts';
import { textReader } from './text-reader.ts';
import type { ValueReader } from './value-reader.ts';

/** How a column's texts are to be read. */
export interface ColumnPlan {
  readonly reader: ValueReader;
  /** Whether blanks around a value are passed over. Texts keep theirs. */
  readonly trims: boolean;
}

/** What a sample of a column allows; what comes first is preferred. */
export interface ColumnCandidates {
  readonly index: number;
  readonly readers: readonly ValueReader[];
  readonly trims: boolean;
  /** Whether the sample does not settle which one it is. */
  readonly isOpen: boolean;
}

/** The ways to read a column that hold for every value of a sample. */
export function findCandidates(index: number, sample: readonly string[], delimiter: string): ColumnCandidates {
  const filled = sample.filter((text) => !isMissing(text.trim()));
  const values = filled.map((text) => text.trim());
  const readers = [
    integerReader,
    floatReader,
    ...(delimiter === ',' ? [] : [decimalCommaReader]),
    booleanReader,
    ...dateReaders,
    ...dateTimeReaders,
    timeReader,
  ].filter(
    ({ accepts, needsEvidence }) =>
      values.every(accepts) && (needsEvidence === undefined || values.some(needsEvidence)),
  );
  const hasRival = readers.some(({ name }) => name === readers[0]?.rival);
  return {
    index,
    readers,
    trims: filled.some((text) => text !== text.trim()),
    isOpen: readers.length > 0 && (values.length === 0 || hasRival),
  };
}

/** The column's text as an SQL expression: null where a value is missing. */
export function cellSql(index: number, trims: boolean): string {
  const text = columnAt(index);
  if (!trims) return text;
  const trimmed = String.raw`trim(${text}, E' \t')`;
  return `CASE WHEN list_contains(${missingSql}, ${trimmed}) THEN NULL ELSE ${trimmed} END`;
}

/** The column's value as an SQL expression, which throws at the first text that the plan does not fit. */
export function strictValueSql(index: number, { reader, trims }: ColumnPlan): string {
  if (reader === textReader) return columnAt(index);
  const cell = cellSql(index, trims);
  return `CASE WHEN (${cell}) IS NOT NULL THEN COALESCE(${reader.value(`(${cell})`)}, error('${misfit}')) END`;
}

const misfit = 'a value does not fit the type of its column';

export function isMisfit(error: unknown): boolean {
  return String(error).includes(misfit);
}

export const textPlan: ColumnPlan = { reader: textReader, trims: false };
