import { quantileSorted, sampleStandardDeviation } from 'simple-statistics';
import type { ColumnProfile, ColumnType, Dataset } from '../../src/dataset/dataset.ts';

export type Cell = string | number | boolean | null;
export type InventedRow = Readonly<Record<string, Cell>>;

/** A dataset whose every value is known, with the profile that the file service would make of it. */
export interface InventedDataset {
  readonly dataset: Dataset;
  readonly rows: readonly InventedRow[];
  /** SQL that gives the rows in their order. */
  readonly query: string;
}

type Schema = readonly (readonly [name: string, type: ColumnType])[];

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  INTEGER: 'BIGINT',
  FLOAT: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP',
  TIME: 'TIME',
  TEXT: 'VARCHAR',
};

export function inventDataset(name: string, schema: Schema, rows: readonly InventedRow[]): InventedDataset {
  const columns = schema.map(([column, type]) => profileColumn(column, type, rows));
  const dataset: Dataset = {
    fileId: '1',
    name,
    description: '',
    summary: '',
    storageUri: `local://1_${name}.csv`,
    profile: { rows: rows.length, columns },
  };
  return { dataset, rows, query: toQuery(schema, rows) };
}

function profileColumn(name: string, type: ColumnType, rows: readonly InventedRow[]): ColumnProfile {
  const known = rows.map((row) => row[name] ?? null).filter((value) => value !== null);
  const counts = new Map<string, number>();
  for (const value of known) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const sorted = [...known].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
  const numbers = sorted.filter((value) => typeof value === 'number');
  const isNumeric = numbers.length > 0;
  return {
    name,
    type,
    pandasType: isNumeric ? 'float64' : 'object',
    nulls: rows.length - known.length,
    distinct: counts.size,
    min: sorted.length > 0 ? String(sorted[0]) : null,
    max: sorted.length > 0 ? String(sorted.at(-1)) : null,
    mean: isNumeric ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null,
    standardDeviation: numbers.length > 1 ? sampleStandardDeviation(numbers) : null,
    quartiles: isNumeric ? [0.25, 0.5, 0.75].map((p) => quantileSorted(numbers, p)) : null,
    topValues: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, 20),
  };
}

function toQuery(schema: Schema, rows: readonly InventedRow[]): string {
  const id = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const literal = (value: Cell) =>
    value === null ? 'NULL' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
  const values = rows.map(
    (row, index) => `(${[index, ...schema.map(([name]) => literal(row[name] ?? null))].join(', ')})`,
  );
  const selects = schema.map(([name, type], index) => `CAST(c${String(index)} AS ${SQL_TYPES[type]}) AS ${id(name)}`);
  const names = schema.map((_, index) => `c${String(index)}`);
  return `SELECT ${selects.join(', ')} FROM (VALUES ${values.join(', ')}) AS t(place, ${names.join(', ')}) ORDER BY place`;
}

const REGIONS = ['North', 'South', 'East', 'West'];
const PRODUCTS = ['Lamp', 'Chair', 'Desk', 'Shelf', 'Sofa', 'Stool'];

/** Sales of a furniture shop over two years: numbers from fixed formulas, some discounts missing, one row twice. */
export const orders = inventDataset(
  'orders',
  [
    ['order_date', 'DATE'],
    ['productName', 'TEXT'],
    ['region', 'TEXT'],
    ['units_sold', 'INTEGER'],
    ['unit_price', 'FLOAT'],
    ['discount', 'FLOAT'],
    ['delivery_days', 'INTEGER'],
    ['returned', 'BOOLEAN'],
  ],
  [...Array.from({ length: 119 }, (_, i) => orderAt(i)), orderAt(118)],
);

function orderAt(i: number): InventedRow {
  const month = 1 + (i % 12);
  const day = 1 + ((i * 7) % 28);
  return {
    order_date: `${i < 60 ? '2021' : '2022'}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    productName: PRODUCTS[(i * 5) % 6] ?? '',
    region: REGIONS[(i * 3 + Math.floor(i / 7)) % 4] ?? '',
    units_sold: 1 + ((i * 13) % 17),
    unit_price: i === 50 ? 950 : Math.round((20 + ((i * 37) % 101) + i / 7) * 100) / 100,
    discount: i % 9 === 0 ? null : ((i * 11) % 20) / 100,
    delivery_days: 2 + ((i * i) % 9),
    returned: i % 5 === 0,
  };
}

/** A trial: two arms, a dose and a response that depends on it. */
export const trial = inventDataset(
  'trial',
  [
    ['patientId', 'INTEGER'],
    ['sex', 'TEXT'],
    ['age', 'INTEGER'],
    ['arm', 'TEXT'],
    ['dose_mg', 'FLOAT'],
    ['response', 'FLOAT'],
    ['Visit Year', 'INTEGER'],
    ['smoker', 'TEXT'],
  ],
  Array.from({ length: 80 }, (_, i) => {
    const dose = 5 + ((i * 7) % 23) * 1.5;
    return {
      patientId: 1000 + i,
      sex: i % 3 === 0 ? 'female' : 'male',
      age: 18 + ((i * 29) % 61),
      arm: i % 2 === 0 ? 'treatment' : 'placebo',
      dose_mg: dose,
      response: Math.round((10 + 2 * dose + (i % 2 === 0 ? 6 : 0) + Math.sin(i * 1.7) * 4) * 1000) / 1000,
      'Visit Year': 2015 + (i % 6),
      smoker: i % 4 === 0 ? 'yes' : 'no',
    };
  }),
);

export const HOSTILE_NAME = `"]; require('fs')`;

/** Names that are keywords, everyday words, other scripts, or an attack. */
export const oddNames = inventDataset(
  'odd',
  [
    ['select', 'INTEGER'],
    ['Größe (cm)', 'FLOAT'],
    [HOSTILE_NAME, 'INTEGER'],
    ['a`b${process.exit(1)}', 'INTEGER'],
    ['from', 'TEXT'],
    ['is', 'INTEGER'],
    ['名前', 'TEXT'],
  ],
  Array.from({ length: 40 }, (_, i) => ({
    select: i % 7,
    'Größe (cm)': 150 + ((i * 11) % 40) + 0.5,
    [HOSTILE_NAME]: (i * 3) % 10,
    'a`b${process.exit(1)}': i,
    from: i % 2 === 0 ? `O'Brien` : 'x"; DROP TABLE data; --',
    is: i % 2,
    名前: ['山田', '鈴木', '佐藤'][i % 3] ?? '',
  })),
);
