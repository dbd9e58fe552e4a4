import { DuckDBDateValue, DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import type { ColumnType } from '../../src/dataset/dataset.ts';
import { type Cell, inventDataset, type InventedDataset } from './invented-datasets.ts';

export const exampleNames = ['penguins', 'seattle-weather', 'iowa-electricity'] as const;

const directory = join(import.meta.dirname, '../../../../examples');
const types: Readonly<Record<string, ColumnType>> = {
  BIGINT: 'INTEGER',
  DOUBLE: 'FLOAT',
  DATE: 'DATE',
  VARCHAR: 'TEXT',
};

/** One of the datasets that come with the project, with its profile. */
export async function readExample(name: (typeof exampleNames)[number]): Promise<InventedDataset> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`from read_csv('${join(directory, `${name}.csv`)}')`);
  const schema = reader.columnNames().map((column, index) => {
    const type = types[String(reader.columnType(index))];
    if (type === undefined) throw new Error(`${column} has a type that no example has`);
    return [column, type] as const;
  });
  const rows = reader
    .getRowObjects()
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]): [string, Cell] => [column, cellOf(value)])),
    );
  connection.closeSync();
  instance.closeSync();
  return inventDataset(name, schema, rows);
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value;
  if (value instanceof DuckDBDateValue) return value.toString(); // ISO 8601
  throw new Error('an example has a value of a kind that none has');
}
