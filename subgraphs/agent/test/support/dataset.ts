import { DuckDBInstance } from '@duckdb/node-api';
import type { ColumnProfile, Dataset } from '../../src/dataset/dataset.ts';
import { join } from 'node:path';

/** Three regions with sales that are easily added up: 10+20+30, 40+50, 60. */
const rows = [
  ['North', 10, 1.5],
  ['North', 20, 2.5],
  ['North', 30, 3.5],
  ['South', 40, 4.5],
  ['South', 50, 5.5],
  ['West', 60, 6.5],
] as const;

export interface TestDataset {
  readonly dataset: Dataset;
  readonly path: string;
}

/** Writes the sales as Parquet, as the file service would have it, with the profile that it would make. */
export async function writeSales(directory: string): Promise<TestDataset> {
  const path = join(directory, '1_sales.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const values = rows.map(([region, amount, price]) => `('${region}', ${amount}::bigint, ${price}::double)`);
  await connection.run(
    `copy (select * from (values ${values.join(', ')}) as t (region, amount, price)) to '${path}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { path, dataset: salesDataset };
}

export const salesDataset: Dataset = {
  fileId: '7',
  name: 'sales',
  description: 'What was sold where.',
  summary: 'The dataset has **6 rows** and **3 columns**.',
  storageUri: 'local://1_sales.parquet',
  profile: {
    rows: rows.length,
    columns: [
      {
        name: 'region',
        type: 'TEXT',
        pandasType: 'object',
        nulls: 0,
        distinct: 3,
        min: 'North',
        max: 'West',
        topValues: [
          { value: 'North', count: 3 },
          { value: 'South', count: 2 },
          { value: 'West', count: 1 },
        ],
      },
      numeric('amount', 'INTEGER', { min: '10', max: '60', mean: 35, quartiles: [22.5, 35, 47.5] }),
      numeric('price', 'FLOAT', { min: '1.5', max: '6.5', mean: 4, quartiles: [2.75, 4, 5.25] }),
    ],
  },
};

function numeric(
  name: string,
  type: 'INTEGER' | 'FLOAT',
  facts: Pick<ColumnProfile, 'min' | 'max' | 'mean' | 'quartiles'>,
): ColumnProfile {
  const pandasType = type === 'INTEGER' ? 'int64' : 'float64';
  return { name, type, pandasType, nulls: 0, distinct: rows.length, standardDeviation: 18.7, topValues: [], ...facts };
}
