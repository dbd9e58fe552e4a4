import { expect, test } from '@jest/globals';
import { orders, trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from '../parsing/parse-question.ts';
import { describeRequest } from '../understanding.ts';

const catalogs = { orders: createCatalog(orders.dataset), trial: createCatalog(trial.dataset) };

test.each([
  [
    'orders',
    'what percentage of total units sold is Lamp',
    'the share of the total of `units_sold` with `productName` = "Lamp"',
  ],
  [
    'orders',
    'how much of the units sold comes from the North',
    'the share of the total of `units_sold` with `region` = "North"',
  ],
  ['orders', 'share of units sold by product', 'the share of the total of `units_sold` by `productName`'],
  ['orders', 'what share of orders came from each region', 'the share of the rows by `region`'],
  ['orders', 'pie chart of units sold by region', 'the share of the total of `units_sold` by `region`'],
  ['orders', 'what percent of rows are Lamp', 'the share of the rows with `productName` = "Lamp"'],
  [
    'orders',
    'what percentage of orders in the North were returned',
    'the share of the rows with `returned` = true where `region` = "North"',
  ],
  [
    'orders',
    'what percentage of units sold is Lamp in 2022',
    'the share of the total of `units_sold` with `productName` = "Lamp" where `order_date` in 2022',
  ],
  [
    'orders',
    'Lamp share of units sold by region',
    'the share of the total of `units_sold` with `productName` = "Lamp" by `region`',
  ],
  ['orders', 'what percentage of orders have a unit price over 100', 'the share of the rows with `unit_price` > 100'],
  [
    'trial',
    'what percentage of women are smokers',
    'the share of the rows with `smoker` = "yes" where `sex` = "female"',
  ],
] as const)('%s: %s', (dataset, question, reading) => {
  expect(parseQuestion(question, catalogs[dataset]).requests.map(describeRequest)).toEqual([reading]);
});
