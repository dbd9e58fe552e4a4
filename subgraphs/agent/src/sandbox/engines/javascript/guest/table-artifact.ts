import type { Plain } from './to-plain.ts';

export interface TableArtifact {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Plain[])[];
  readonly totalRows: number;
}

const maxRows = 10_000;

/**
 * Rows as objects (their keys are the columns) or as arrays (the first is the header when it is all text, otherwise
 * the columns are numbered).
 * @throws TypeError when it is neither.
 */
export function tableArtifact(value: Plain): TableArtifact {
  if (!Array.isArray(value)) throw new TypeError('table(rows): rows must be an array of objects or of arrays');
  const isOfArrays = value.length > 0 && value.every(Array.isArray);
  const isOfObjects = value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row));
  if (isOfArrays) return fromArrays(value as Plain[][]);
  if (isOfObjects) return fromRecords(value as Record<string, Plain>[]);
  throw new TypeError('table(rows): every row must be an object, or every row an array');
}

function fromArrays(value: readonly Plain[][]): TableArtifact {
  const [first = []] = value;
  const hasHeader = first.length > 0 && first.every((cell) => typeof cell === 'string');
  const body = hasHeader ? value.slice(1) : value;
  const width = body.reduce((widest, row) => Math.max(widest, row.length), first.length);
  const columns = Array.from({ length: width }, (_, index) => {
    const name = first[index];
    return hasHeader && typeof name === 'string' ? name : `column ${index + 1}`;
  });
  const rows = body.slice(0, maxRows).map((row) => columns.map((_, index) => row[index] ?? null));
  return { columns, rows, totalRows: body.length };
}

function fromRecords(records: readonly Record<string, Plain>[]): TableArtifact {
  const shown = records.slice(0, maxRows);
  const columns = [...new Set(shown.flatMap((record) => Object.keys(record)))];
  const rows = shown.map((record) => columns.map((column) => record[column] ?? null));
  return { columns, rows, totalRows: records.length };
}
