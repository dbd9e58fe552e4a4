import { describe, expect, test } from '@jest/globals';
import { orders, trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { readMethod } from './method.ts';
import { readClause } from './reading.ts';

function conditionIn(dataset: typeof orders, text: string) {
  return readClause({ text, catalog: createCatalog(dataset.dataset), method: readMethod(text), antecedents: [] })
    .condition;
}

describe('a condition on patients', () => {
  test.each([
    ['mean age where dose is over 20', { kind: 'compare', column: 'dose_mg', operator: '>', value: 20 }],
    ['how many patients are older than 60', { kind: 'compare', column: 'age', operator: '>', value: 60 }],
    ['mean response of patients at least 40 years old', { kind: 'compare', column: 'age', operator: '>=', value: 40 }],
    ['mean response with an age of 30', { kind: 'compare', column: 'age', operator: '=', value: 30 }],
    ['mean response where age is between 30 and 40', { kind: 'between', column: 'age', low: 30, high: 40 }],
    ['mean response for females', { kind: 'compare', column: 'sex', operator: '=', value: 'female' }],
    ['average dose for women', { kind: 'compare', column: 'sex', operator: '=', value: 'female' }],
    ['mean age where arm is not placebo', { kind: 'compare', column: 'arm', operator: '!=', value: 'placebo' }],
    ['mean age excluding placebo', { kind: 'compare', column: 'arm', operator: '!=', value: 'placebo' }],
    ['mean response in 2016', { kind: 'compare', column: 'Visit Year', operator: '=', value: 2016 }],
    ['mean response since 2018', { kind: 'compare', column: 'Visit Year', operator: '>=', value: 2018 }],
    [
      'count patients with age above the average',
      { kind: 'relative', column: 'age', operator: '>', statistic: 'mean' },
    ],
    ['mean age where smoker is "yes"', { kind: 'compare', column: 'smoker', operator: '=', value: 'yes' }],
  ])('%s', (text, condition) => {
    expect(conditionIn(trial, text)).toEqual(condition);
  });

  test('and, or and values in a row combine as they are said', () => {
    expect(conditionIn(trial, 'mean response for females in the treatment arm where age is over 30')).toMatchObject({
      kind: 'all',
    });
    expect(conditionIn(trial, 'how many patients have age under 20 or dose over 35')).toMatchObject({
      kind: 'any',
      conditions: [{ column: 'age' }, { column: 'dose_mg' }],
    });
  });
});

describe('a condition on orders', () => {
  test.each([
    ['total units sold in 2022', { kind: 'datePart', column: 'order_date', part: 'year', operator: '=', value: 2022 }],
    ['total units sold in March', { kind: 'datePart', column: 'order_date', part: 'month', operator: '=', value: 3 }],
    [
      'total units sold for North and South',
      { kind: 'in', column: 'region', values: ['North', 'South'], negated: false },
    ],
    [
      'orders where product name starts with "S"',
      { kind: 'text', column: 'productName', match: 'startsWith', value: 'S', negated: false },
    ],
    ['how many orders where discount is missing', { kind: 'missing', column: 'discount', negated: false }],
    [
      'how many orders have unit price over $1,000',
      { kind: 'compare', column: 'unit_price', operator: '>', value: 1000 },
    ],
    [
      'how many orders with order date after 2022-06-01',
      { kind: 'compare', column: 'order_date', operator: '>', value: '2022-06-01' },
    ],
  ])('%s', (text, condition) => {
    expect(conditionIn(orders, text)).toEqual(condition);
  });
});
