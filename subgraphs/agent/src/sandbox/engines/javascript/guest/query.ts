import { setPart } from './danfo.ts';
import {
  append,
  bareList,
  Error,
  isInteger,
  ordinary,
  parseJson,
  sliceText,
  TypeError,
  writeJson,
} from './primordials.ts';
import { toPlain } from './to-plain.ts';
import type { Danfo, DanfoFrame } from './danfo.ts';

/** Asks the host for rows; blocks the guest until they are there. The answer begins with `R` (rows) or `E` (error). */
export type AskDatabase = (kind: 'sql' | 'frame', text: string, parameters: string) => string;

interface RowsAnswer {
  readonly columns: readonly string[];
  /** Each is replaced by what it becomes, in its place. */
  readonly rows: unknown[];
}

interface FrameAnswer extends RowsAnswer {
  readonly rows: unknown[][];
  readonly numeric: readonly boolean[];
  readonly totalRows: number;
}

export class SqlError extends Error {
  override readonly name = 'SqlError';
}

export function runSql(ask: AskDatabase, dfd: Danfo, text: unknown, parameters: unknown[]): Record<string, unknown>[] {
  if (typeof text !== 'string') throw new TypeError('sql(text, ...params): text must be a string');
  const plain = toPlain(parameters, dfd, { maxDepth: 4, maxNodes: 100_000 }).value;
  const { columns, rows } = answerOf(ask('sql', text, writeJson(plain))) as RowsAnswer;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row] as readonly unknown[];
    const record: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) setPart(record, columns[index] ?? '', cells[index]);
    rows[row] = record;
  }
  return rows as Record<string, unknown>[];
}

export interface LoadedFrame {
  readonly frame: DanfoFrame;
  readonly totalRows: number;
}

/** The dataset as a DataFrame: missing numbers are NaN, as danfojs wants them. */
export function loadFrame(ask: AskDatabase, dfd: Danfo): LoadedFrame {
  const { columns, rows, numeric, totalRows } = answerOf(ask('frame', '', '')) as FrameAnswer;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row] ?? [];
    for (let index = 0; index < cells.length; index += 1) {
      if (cells[index] === null && numeric[index] === true) cells[index] = NaN;
    }
  }
  const dtypes = bareList<string>();
  for (let index = 0; index < columns.length; index += 1) {
    append(dtypes, columnType(rows, index, numeric[index] ?? false));
  }
  return { frame: new dfd.DataFrame(rows, { columns, dtypes: ordinary(dtypes) }), totalRows };
}

function columnType(rows: readonly (readonly unknown[])[], column: number, isNumeric: boolean): string {
  if (isNumeric) return isEvery(rows, column, isInteger) ? 'int32' : 'float32';
  return rows.length > 0 && isEvery(rows, column, (cell) => typeof cell === 'boolean') ? 'boolean' : 'string';
}

function isEvery(rows: readonly (readonly unknown[])[], column: number, test: (cell: unknown) => boolean): boolean {
  for (let row = 0; row < rows.length; row += 1) if (!test(rows[row]?.[column])) return false;
  return true;
}

// The host is the trusted side here: its answers need no validation.
function answerOf(answer: string): unknown {
  if (answer[0] === 'E') throw new SqlError(sliceText(answer, 1));
  return parseJson(sliceText(answer, 1));
}
