import {
  addToSet,
  append,
  bare,
  bareList,
  hasOwn,
  isArray,
  isInSet,
  keysOf,
  max,
  min,
  Set,
  TypeError,
} from './primordials.ts';
import type { Plain } from './to-plain.ts';

export interface TableArtifact {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Plain[])[];
  readonly totalRows: number;
}

type Records = readonly { readonly [key: string]: Plain }[];

const maxRows = 10_000;

/**
 * Rows as objects (their keys are the columns) or as arrays (the first is the header when it is all text, otherwise
 * the columns are numbered).
 * @throws TypeError when it is neither.
 */
export function tableArtifact(value: Plain): TableArtifact {
  if (!isArray(value)) throw new TypeError('table(rows): rows must be an array of objects or of arrays');
  if (value.length > 0 && isEach(value, isArray)) return fromArrays(value as Plain[][]);
  if (isEach(value, isRecord)) return fromRecords(value as Records);
  throw new TypeError('table(rows): every row must be an object, or every row an array');
}

function fromArrays(value: readonly (readonly Plain[])[]): TableArtifact {
  const header = value[0] ?? [];
  const hasHeader = header.length > 0 && isEach(header, isText);
  const first = hasHeader ? 1 : 0;
  let width = header.length;
  for (let row = first; row < value.length; row += 1) width = max(width, value[row]?.length ?? 0);
  const columns = bareList<string>();
  for (let column = 0; column < width; column += 1) {
    const name = header[column];
    append(columns, hasHeader && typeof name === 'string' ? name : `column ${column + 1}`);
  }
  const rows = bareList<Plain[]>();
  for (let row = first; row < min(value.length, first + maxRows); row += 1) {
    const cells = bareList<Plain>();
    for (let column = 0; column < width; column += 1) append(cells, value[row]?.[column] ?? null);
    append(rows, cells);
  }
  return bare({ columns, rows, totalRows: value.length - first });
}

function fromRecords(records: Records): TableArtifact {
  const count = min(records.length, maxRows);
  const known = new Set<string>();
  const columns = bareList<string>();
  for (let row = 0; row < count; row += 1) {
    const keys = keysOf(records[row] ?? {});
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      if (isInSet(known, key)) continue;
      addToSet(known, key);
      append(columns, key);
    }
  }
  const rows = bareList<Plain[]>();
  for (let row = 0; row < count; row += 1) append(rows, cellsOf(records[row] ?? {}, columns));
  return bare({ columns, rows, totalRows: records.length });
}

function cellsOf(record: { readonly [key: string]: Plain }, columns: readonly string[]): Plain[] {
  const cells = bareList<Plain>();
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] ?? '';
    append(cells, hasOwn(record, column) ? (record[column] ?? null) : null);
  }
  return cells;
}

function isEach(values: readonly Plain[], test: (value: Plain) => boolean): boolean {
  for (let index = 0; index < values.length; index += 1) if (!test(values[index] ?? null)) return false;
  return true;
}

function isRecord(value: Plain): boolean {
  return typeof value === 'object' && value !== null && !isArray(value);
}

function isText(value: Plain): boolean {
  return typeof value === 'string';
}
