import { setOwn } from './danfo.ts';
import { toPlain } from './to-plain.ts';
import type { Danfo, DanfoFrame } from './danfo.ts';

/** Asks the host for rows; blocks the guest until they are there. The answer begins with `R` (rows) or `E` (error). */
export type AskDatabase = (kind: 'sql' | 'frame', text: string, parameters: string) => string;

interface RowsAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface FrameAnswer extends RowsAnswer {
  readonly numeric: readonly boolean[];
  readonly totalRows: number;
}

export class SqlError extends Error {
  override readonly name = 'SqlError';
}

export function runSql(ask: AskDatabase, dfd: Danfo, text: unknown, parameters: unknown[]): Record<string, unknown>[] {
  if (typeof text !== 'string') throw new TypeError('sql(text, ...params): text must be a string');
  const plain = toPlain(parameters, dfd, { maxDepth: 4, maxNodes: 100_000 }).value;
  const { columns, rows } = answerOf(ask('sql', text, JSON.stringify(plain))) as RowsAnswer;
  return rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) setOwn(record, columns[index] ?? '', row[index]);
    return record;
  });
}

export interface LoadedFrame {
  readonly frame: DanfoFrame;
  readonly totalRows: number;
}

/** The dataset as a DataFrame: missing numbers are NaN, as danfojs wants them. */
export function loadFrame(ask: AskDatabase, dfd: Danfo): LoadedFrame {
  const { columns, rows, numeric, totalRows } = answerOf(ask('frame', '', '')) as FrameAnswer;
  const values = rows.map((row) => row.map((cell, index) => (cell === null && numeric[index] ? Number.NaN : cell)));
  const dtypes = columns.map((_, index) => columnType(values, index, numeric[index] ?? false));
  return { frame: new dfd.DataFrame(values, { columns, dtypes }), totalRows };
}

function columnType(rows: readonly (readonly unknown[])[], column: number, isNumeric: boolean): string {
  if (isNumeric) return rows.every((row) => Number.isInteger(row[column])) ? 'int32' : 'float32';
  return rows.length > 0 && rows.every((row) => typeof row[column] === 'boolean') ? 'boolean' : 'string';
}

// The host is the trusted side here: its answers need no validation.
function answerOf(answer: string): unknown {
  if (answer.startsWith('E')) throw new SqlError(answer.slice(1));
  return JSON.parse(answer.slice(1));
}
