import { visibleName } from '@mas/kit/visible-text';
import { DatasetError } from '../dataset-error.ts';
import type { Warnings } from '../warnings.ts';

/** Memory grows with columns times DuckDB's 2,048 rows of a vector. */
export const maxColumns = 2_500;
const maxNameCharacters = 200;

export interface Header {
  /** Trimmed, not empty, unique whatever their case: SQL engines do not tell `Price` from `price`. */
  readonly names: readonly string[];
  /** Whether the first record names the columns, or is data already. */
  readonly isInFile: boolean;
}

/**
 * Names the columns by the first record.
 * @throws DatasetError when there are more columns than a dataset may have.
 */
export function readHeader(rows: readonly (readonly string[])[], warnings: Warnings): Header {
  const [first = [], ...data] = rows;
  const isInFile = !looksLikeData(first, data);
  if (!isInFile) warnings.add('The file has no header: its columns are named by their places.');
  const given = isInFile ? first : first.map(() => '');
  return { names: nameColumns(alignToRows(given, data, warnings), warnings), isInFile };
}

/** Names for that many columns; those behind the given ones are named by their places. */
export function nameColumns(given: readonly string[], warnings: Warnings): string[] {
  if (given.length > maxColumns) {
    throw new DatasetError(
      `The file has ${given.length} columns; a dataset may have ${maxColumns} at most. Check its delimiter, or turn it on its side.`,
    );
  }
  const taken = new Set<string>();
  return given.map((text, index) => {
    const cleaned = cleanName(text);
    const wanted = cleaned === '' ? `column_${index + 1}` : cleaned;
    const name = firstFree(wanted, taken);
    taken.add(name.toLowerCase());
    if (cleaned === '') warnings.addItem('unnamed', name);
    else if (name !== wanted) warnings.addItem('renamed', `"${wanted}" (column ${index + 1}) is now "${name}"`);
    return name;
  });
}

function cleanName(text: string): string {
  const visible = visibleName(text.replaceAll(/[\s\p{Cc}]+/gu, ' '));
  return Array.from(visible).slice(0, maxNameCharacters).join('').trim();
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted}_${number}`;
  return name;
}

/** A header holds words: a number with a decimal point above a column of numbers is a value. */
function looksLikeData(first: readonly string[], data: readonly (readonly string[])[]): boolean {
  const decimal = /^-?\d+\.\d+$/;
  const number = /^-?\d+(\.\d+)?$/;
  return first.some(
    (field, index) =>
      decimal.test(field.trim()) &&
      data.some((row) => row.length > index) &&
      data.every((row) => number.test(row[index]?.trim() ?? '0')),
  );
}

/** Where every row has one field more than the header, either a delimiter ends each row or the row labels have no name. */
function alignToRows(
  given: readonly string[],
  data: readonly (readonly string[])[],
  warnings: Warnings,
): readonly string[] {
  if (data.length === 0 || !data.every((row) => row.length === given.length + 1)) return given;
  const endsWithDelimiter = data.every((row) => row.at(-1)?.trim() === '');
  if (endsWithDelimiter) return given;
  warnings.add(
    'The rows have one value more than the header has names: the first column is taken for unnamed row labels.',
  );
  return ['', ...given];
}
