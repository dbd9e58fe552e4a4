import { describe, expect, test } from '@jest/globals';
import type { ColumnProfile, Dataset } from '../../../dataset/dataset.ts';
import { findJoinKeys } from './join-key.ts';

function column(name: string, distinct: number, fields: Partial<ColumnProfile> = {}): ColumnProfile {
  return { name, type: 'INTEGER', pandasType: 'int64', nulls: 0, distinct, topValues: [], ...fields };
}

function dataset(rows: number, ...columns: readonly ColumnProfile[]): Dataset {
  const profile = { rows, columns };
  return { fileId: '1', name: 'd', description: '', summary: '', storageUri: 'local://d', profile };
}

const keys = (left: Dataset, right: Dataset) => findJoinKeys(left, right).map(({ first, second }) => [first, second]);

describe('a key of two datasets', () => {
  const customers = dataset(10, column('customer_id', 10), column('age', 8));

  test('has the same name, and is unique on one side', () => {
    expect(findJoinKeys(dataset(50, column('Customer ID', 9), column('age', 8)), customers)).toEqual([
      { first: 'Customer ID', second: 'customer_id', isUniqueInFirst: false, isUniqueInSecond: true },
    ]);
    expect(keys(dataset(50, column('customer', 9)), customers)).toEqual([]);
    expect(keys(dataset(50, column('customer_id', 9)), dataset(50, column('customer_id', 9)))).toEqual([]);
  });

  test('may have rows without a value', () => {
    expect(
      keys(dataset(12, column('customer_id', 10, { nulls: 2 })), dataset(30, column('customer_id', 4))),
    ).toHaveLength(1);
  });

  test.each<[string, Partial<ColumnProfile>, Partial<ColumnProfile>]>([
    ['is of one type', { type: 'TEXT' }, {}],
    ['names things: a fraction does not', { type: 'FLOAT' }, { type: 'FLOAT' }],
    ['is known to be unique: an estimate does not say so', { distinctIsApproximate: true }, {}],
    ['has values that the other side can have', { min: '1', max: '9' }, { min: '10', max: '99' }],
    [
      'has texts that the other side can have',
      { type: 'TEXT', min: 'a', max: 'c' },
      { type: 'TEXT', min: 'd', max: 'f' },
    ],
  ])('%s', (_rule, left, right) => {
    expect(keys(dataset(10, column('code', 10, left)), dataset(50, column('code', 9, right)))).toEqual([]);
  });

  test('is no number of rows that both have', () => {
    expect(keys(dataset(10, column('id', 10)), dataset(50, column('id', 50)))).toEqual([]);
    expect(keys(dataset(10, column('id', 10)), dataset(50, column('id', 9)))).toEqual([['id', 'id']]);
  });
});
