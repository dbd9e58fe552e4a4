import { describe, expect, test } from '@jest/globals';
import { orders } from '../../../../test/offline/invented-datasets.ts';
import { contextOf } from '../../../../test/offline/offline-fixture.ts';
import { explainLimits } from '../conversation/direct-response.ts';
import { understand } from '../understanding.ts';

const read = (question: string) => understand(contextOf(orders, question));

describe('what cannot be had is said', () => {
  test.each([
    ['why did units sold drop in 2022?', 'I cannot say why', 'trend'],
    ['forecast units sold for next year', 'I cannot forecast', 'trend'],
    ['predict the units sold of the next 3 months', 'I cannot forecast', 'trend'],
    ['pie chart of units sold by region', 'I draw no pie charts', 'share'],
    ['show units sold on a map by region', 'I draw no maps', 'group-aggregate'],
  ])('%s', (question, sentence, analysis) => {
    const { limits, parsed } = read(question);
    expect(limits.join(' ')).toContain(sentence);
    expect(parsed.requests).toMatchObject([{ analysis }]);
  });

  test.each(['mean unit price by region', 'predict unit price from discount', 'heat map of all correlations'])(
    'and only that: %s',
    (question) => {
      expect(read(question).limits).toEqual([]);
    },
  );
});

describe('a value that no row has', () => {
  test.each([
    ['total units sold for Lmap', '**Lamp** (`productName`)'],
    ['mean discount where region is "Nroth"', '**North** (`region`)'],
    ['how many orders in Antarctica', 'no “Antarctica”'],
    ['total units sold for product Piano', 'no “Piano”** in `productName`'],
  ])('gets no answer over all rows, but what is near: %s', (question, said) => {
    const understanding = read(question);
    expect(understanding.parsed.requests).toEqual([]);
    expect(explainLimits(contextOf(orders, question), understanding)).toContain(said);
  });
});

describe('which rows are meant', () => {
  const returned = (operator: string) => ({
    kind: 'filter',
    condition: { kind: 'compare', column: 'returned', operator, value: true },
  });

  test.each([
    ['average unit price of returned orders', '='],
    ['how many orders were returned', '='],
    ['how many orders were not returned', '!='],
    ['which region has the fewest returned orders', '='],
  ])('a column of yes and no says it: %s', (question, operator) => {
    expect(read(question).parsed.requests[0]?.preparation).toEqual([returned(operator)]);
  });

  test('two values of one column are alternatives', () => {
    const [request] = read('difference between the mean unit price of Lamp orders and that of Chair orders').parsed
      .requests;
    expect(request?.preparation).toMatchObject([{ condition: { kind: 'in', values: ['Lamp', 'Chair'] } }]);
  });
});
