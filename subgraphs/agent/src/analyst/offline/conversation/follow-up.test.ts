import { describe, expect, test } from '@jest/globals';
import { orders } from '../../../../test/offline/invented-datasets.ts';
import { contextOf } from '../../../../test/offline/offline-fixture.ts';
import { describeRequest, understand } from '../understanding.ts';

function read(question: string) {
  const { parsed, completedFrom } = understand(contextOf(orders, question, ['mean unit price by region']));
  return { reading: parsed.requests.map(describeRequest).join('; '), isCompleted: completedFrom !== undefined };
}

describe('a question that says all it needs is its own', () => {
  test.each([
    ['in 2022, what was the total units sold?', 'the sum of `units_sold` where `order_date` in 2022'],
    ['for each product, what is the median discount?', 'the median of `discount` by `productName`'],
    ['and how many orders are there per product?', 'the number of rows by `productName`'],
    [
      'and what is the correlation between units sold and discount?',
      'the Pearson correlation of `units_sold` and `discount`',
    ],
    [
      'now show outliers in discount',
      'the outliers of `discount` (more than 1.5 × IQR below the first or above the third quartile)',
    ],
  ])('%s', (question, reading) => {
    expect(read(question)).toEqual({ reading, isCompleted: false });
  });
});

describe('a question that leans on the one before is completed', () => {
  test.each([
    ['and for Lamp?', 'the mean of `unit_price` by `region` where `productName` = "Lamp"'],
    ['only 2022', 'the mean of `unit_price` by `region` where `order_date` in 2022'],
    ['in Q1 2022', 'the mean of `unit_price` by `region` where `order_date` in Q1 2022'],
    ['by product', 'the mean of `unit_price` by `productName`'],
    ['and the median?', 'the median of `unit_price` by `region`'],
    ['what about units sold?', 'the mean of `units_sold` by `region`'],
    ['the same without the North', 'the mean of `unit_price` by `region` where `region` ≠ "North"'],
  ])('%s', (question, reading) => {
    expect(read(question)).toEqual({ reading, isCompleted: true });
  });
});
