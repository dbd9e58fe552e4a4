import { describe, expect, test } from '@jest/globals';
import { orders, trial } from '../../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../../catalog.ts';
import { describeRequest } from '../../understanding.ts';
import { parseQuestion } from '../parse-question.ts';

const catalogs = { orders: createCatalog(orders.dataset), trial: createCatalog(trial.dataset) };

function readings(dataset: keyof typeof catalogs, question: string): string {
  return parseQuestion(question, catalogs[dataset]).requests.map(describeRequest).join('; ');
}

describe('a period', () => {
  test.each([
    ['total units sold in Q1 2022', 'the sum of `units_sold` where `order_date` in Q1 2022'],
    ['Q3 units sold', 'the sum of `units_sold` where `order_date` in Q3'],
    ['total units sold in the first quarter of 2022', 'the sum of `units_sold` where `order_date` in Q1 2022'],
    ['total units sold in the last quarter of 2021', 'the sum of `units_sold` where `order_date` in Q4 2021'],
    ['total units sold in 2021 Q2', 'the sum of `units_sold` where `order_date` in Q2 2021'],
    ['how many orders in H2 2021', 'the number of rows where `order_date` in the second half of 2021'],
    [
      'total units sold in the second half of the year',
      'the sum of `units_sold` where `order_date` in the second half of the year',
    ],
    ['average unit price in March 2022', 'the mean of `unit_price` where `order_date` in March 2022'],
    ['average unit price in 2022-03', 'the mean of `unit_price` where `order_date` in March 2022'],
    ['2022 units sold', 'the sum of `units_sold` where `order_date` in 2022'],
    ['units sold in the last month of data', 'the sum of `units_sold` where `order_date` in December 2022'],
    ['units sold over the last 3 months', 'the sum of `units_sold` where `order_date` ≥ "2022-10-01"'],
    ['units sold last year', 'the sum of `units_sold` where `order_date` in 2022'],
    [
      'total units sold from March 2021 to May 2021',
      'the sum of `units_sold` where `order_date` ≥ "2021-03-01" and `order_date` < "2021-06-01"',
    ],
    ['how many orders since Q2 2022', 'the number of rows where `order_date` ≥ "2022-04-01"'],
    [
      'total units sold in March or April 2022',
      'the sum of `units_sold` where `order_date` in March 2022 or `order_date` in April 2022',
    ],
  ])('narrows the rows: %s', (question, reading) => {
    expect(readings('orders', question)).toBe(reading);
  });

  test.each([
    ['Q1 and Q3 of unit price', 'the first quartile and third quartile of `unit_price`'],
    ['Q1 of unit price', 'the first quartile of `unit_price`'],
    [
      'mean unit price over 2000 rows with delivery days over 2021',
      'the mean of `unit_price` where `delivery_days` > 2021',
    ],
  ])('is not what only looks like one: %s', (question, reading) => {
    expect(readings('orders', question)).toBe(reading);
  });

  test('that is relative to the data is said', () => {
    const [request] = parseQuestion('units sold last month', catalogs.orders).requests;
    expect(request?.assumptions.join(' ')).toContain('“last month” by the dates in the data');
  });

  test('of years uses the column of years where there is no date', () => {
    expect(readings('trial', 'mean response in 2016')).toBe('the mean of `response` where `Visit Year` = 2016');
    expect(readings('trial', 'Q1 of age')).toBe('the first quartile of `age`');
  });
});

describe('where no statistic is named', () => {
  test.each([
    [
      'units sold by region',
      'the sum of `units_sold` by `region`',
      '“units sold by region” was taken as the **total**',
    ],
    [
      'unit price by region',
      'the mean of `unit_price` by `region`',
      '“unit price by region” was taken as the **average**',
    ],
    ['units sold in 2022', 'the sum of `units_sold` where `order_date` in 2022', 'was taken as the **total**'],
    ['discount in the North', 'the mean of `discount` where `region` = "North"', 'was taken as the **average**'],
  ])('amounts are summed and other values averaged, and that is said: %s', (question, reading, assumption) => {
    expect(readings('orders', question)).toBe(reading);
    expect(parseQuestion(question, catalogs.orders).requests[0]?.assumptions.join(' ')).toContain(assumption);
  });
});
