import { describe, expect, test } from '@jest/globals';
import {
  HOSTILE_NAME,
  inventDataset,
  oddNames,
  orders,
  trial,
  type InventedDataset,
} from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { findColumns } from './column-finder.ts';
import { tokenize } from './words.ts';

function found(dataset: InventedDataset, text: string): string[] {
  return findColumns(text, tokenize(text), createCatalog(dataset.dataset), new Set()).map(({ column }) => column.name);
}

describe('a column is found', () => {
  test.each([
    ['by its name', 'the units_sold', 'units_sold'],
    ['by its words', 'units sold', 'units_sold'],
    ['in any case and with other joints', 'UNITS-SOLD', 'units_sold'],
    ['from camelCase', 'each product name', 'productName'],
    ['by one of its words', 'the product', 'productName'],
    ['in the plural', 'products', 'productName'],
    ['by a synonym', 'the article', 'productName'],
    ['by a slip of the fingers', 'the regoin', 'region'],
    ['in quotation marks', 'the "unit_price" column', 'unit_price'],
  ])('%s', (_how, text, name) => {
    expect(found(orders, text)).toEqual([name]);
  });

  test('by synonyms of another dataset', () => {
    expect(found(trial, 'gender and dosage')).toEqual(['sex']);
    expect(found(trial, 'gender and dose')).toEqual(['sex', 'dose_mg']);
  });
});

test('two columns that fit as well are named as alternatives', () => {
  const sales = inventDataset(
    'sales',
    [
      ['web sales', 'FLOAT'],
      ['shop sales', 'FLOAT'],
    ],
    [{ 'web sales': 2, 'shop sales': 1 }],
  );
  const [mention] = findColumns('the sales', tokenize('the sales'), createCatalog(sales.dataset), new Set());
  expect([mention?.column.name, ...(mention?.alternatives ?? [])].sort()).toEqual(['shop sales', 'web sales']);
});

describe('names that are everyday words', () => {
  test('are columns only when they are called so', () => {
    expect(found(oddNames, 'what is the mean of Größe (cm) from here')).toEqual(['Größe (cm)']);
    expect(found(oddNames, 'the mean of the is column')).toEqual(['is']);
    expect(found(oddNames, 'the mean of "select"')).toEqual(['select']);
  });

  test('may hold quotation marks, brackets and other scripts', () => {
    expect(found(oddNames, `the mean of ${HOSTILE_NAME}`)).toEqual([HOSTILE_NAME]);
    expect(found(oddNames, 'count by 名前')).toEqual(['名前']);
  });
});

test('finds its way among 300 columns in little time', () => {
  const schema = Array.from({ length: 300 }, (_, i) => [`sensor_${String(i)}_reading`, 'FLOAT'] as const);
  const wide = inventDataset('wide', schema, [Object.fromEntries(schema.map(([name], i) => [name, i]))]);
  const before = performance.now();
  expect(found(wide, 'mean of sensor_217_reading and of sensor 12 reading')).toEqual([
    'sensor_217_reading',
    'sensor_12_reading',
  ]);
  expect(performance.now() - before).toBeLessThan(1500);
});
