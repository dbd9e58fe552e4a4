import { DuckDBInstance } from '@duckdb/node-api';
import type { BlobStore } from '@mas/kit/blobs/blob-store';
import { AppError } from '@mas/kit/errors';
import type { StoredFile } from '../db/file.entity.ts';
import type { ColumnProfile, ColumnType, DatasetProfile } from '../profiling/dataset-profile.ts';

export interface Preview {
  readonly columns: readonly string[];
  /** Values as JSON has them: integers that no double holds, and what is no number, as text. */
  readonly rows: readonly (readonly JsonScalar[])[];
  readonly totalRows: number;
}

export type JsonScalar = string | number | boolean | null;

export interface PreviewWindow {
  readonly limit: number;
  readonly offset: number;
}

/** Reads windows of datasets, from the Parquet copies. */
export interface PreviewReader {
  /** @throws AppError BAD_USER_INPUT for a window out of range, NOT_FOUND when the copy is gone. */
  read(file: StoredFile, profile: DatasetProfile, window: PreviewWindow): Promise<Preview>;
  dispose(): Promise<void>;
}

const maxRows = 1_000;
const maxCells = 2_000_000;
const maxTextCharacters = 2_000;

export async function createPreviewReader(blobs: BlobStore): Promise<PreviewReader> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MiB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return {
    async read(file, { columns, rows: totalRows }, window) {
      checkWindow(window, columns.length);
      const path = await blobs.localPath(file.parquetUri);
      const connection = await instance.connect();
      try {
        const reader = await connection.runAndReadAll(windowSql(path, columns, window));
        const rows = reader
          .getRowsJson()
          .map((row) => row.map((value, index) => toJsonScalar(value, columns[index]?.type ?? 'TEXT')));
        return { columns: columns.map(({ name }) => name), rows, totalRows };
      } finally {
        connection.closeSync();
      }
    },
    dispose() {
      instance.closeSync();
      return Promise.resolve();
    },
  };
}

function checkWindow({ limit, offset }: PreviewWindow, columnCount: number): void {
  const most = Math.min(maxRows, Math.floor(maxCells / columnCount));
  if (limit < 0 || limit > most) {
    throw new AppError('BAD_USER_INPUT', `Ask for ${most} rows of this file at a time at most.`, { field: 'limit' });
  }
  if (offset < 0) throw new AppError('BAD_USER_INPUT', 'The offset must not be negative.', { field: 'offset' });
}

function windowSql(path: string, columns: readonly ColumnProfile[], { limit, offset }: PreviewWindow): string {
  const names = columns.map((_, index) => `c${index}`);
  const values = columns.map(({ type }, index) => valueSql(`c${index}`, type));
  const from = `read_parquet('${path.replaceAll("'", "''")}') AS dataset(${names.join(', ')})`;
  return `SELECT ${values.join(', ')} FROM ${from} LIMIT ${limit} OFFSET ${offset}`;
}

function valueSql(column: string, type: ColumnType): string {
  switch (type) {
    case 'TEXT':
      return `CASE WHEN length(${column}) > ${maxTextCharacters} THEN left(${column}, ${maxTextCharacters}) || '…' ELSE ${column} END`;
    case 'DATETIME':
      return `replace(CAST(${column} AS VARCHAR), ' ', 'T')`;
    case 'DATE':
    case 'TIME':
      return `CAST(${column} AS VARCHAR)`;
    case 'INTEGER':
    case 'FLOAT':
    case 'BOOLEAN':
      return column;
  }
}

function toJsonScalar(value: unknown, type: ColumnType): JsonScalar {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'string') throw new TypeError('A value of a dataset is a scalar');
  return type === 'INTEGER' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
