import { expect, test } from '@jest/globals';
import { inventDataset } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from './parse-question.ts';

const NUMBERS = [
  ...['amount', 'count', 'total', 'average', 'rate', 'number', 'value', 'rank', 'share', 'year', 'month', 'sum'],
  ...['min', 'max', 'mean', 'trend', 'outlier', 'duration'],
];
const catalog = createCatalog(
  inventDataset(
    'named like cues',
    [['group', 'TEXT'], ['region', 'TEXT'], ...NUMBERS.map((name) => [name, 'FLOAT'] as const)],
    Array.from({ length: 40 }, (_, i) => ({
      group: `g${String(i % 3)}`,
      region: `r${String(i % 4)}`,
      ...Object.fromEntries(NUMBERS.map((name, place) => [name, ((i * 7 + place) % 19) + 0.5])),
    })),
  ).dataset,
);

function ask(question: string) {
  const [request] = parseQuestion(question, catalog).requests;
  return { measures: request?.measures, statistics: request?.statistics, groups: request?.groups };
}

const of = (measure: string, statistic: string, group?: string) => ({
  measures: [measure],
  statistics: [statistic],
  groups: group === undefined ? [] : [{ column: group }],
});

test.each(NUMBERS)('the mean of a column called %s is taken', (name) => {
  expect(ask(`mean ${name} by region`)).toEqual(of(name, 'mean', 'region'));
  expect(ask(`What is the average ${name}?`)).toEqual(of(name, 'mean'));
  expect(ask(`median of ${name} for each group`)).toEqual(of(name, 'median', 'group'));
});

test.each([
  ['What is the total amount by region?', of('amount', 'sum', 'region')],
  ['total by region', of('total', 'sum', 'region')],
  ['max of max', of('max', 'max')],
  ['mean of duration by group', of('duration', 'mean', 'group')],
  ['mean rank by group', of('rank', 'mean', 'group')],
  ['highest value by region', of('value', 'max', 'region')],
])('%s', (question, expected) => {
  expect(ask(question)).toEqual(expected);
});

test.each([
  ['number of rows by group', { measures: [], statistics: ['count'], groups: [{ column: 'group' }] }],
  ['min and max of duration', { measures: ['duration'], statistics: ['min', 'max'], groups: [] }],
  ['the average, sum and total of duration', { measures: ['duration'] }],
  ['how many rows by region', { measures: [], statistics: ['count'], groups: [{ column: 'region' }] }],
  ['duration on average', of('duration', 'mean')],
])('a word keeps its usual sense where something follows that it is taken of: %s', (question, expected) => {
  expect(ask(question)).toMatchObject(expected);
});

test('a column called trend calls for no trend, and the word still does', () => {
  expect(parseQuestion('mean trend by region', catalog).requests).toMatchObject([{ analysis: 'group-aggregate' }]);
  expect(parseQuestion('find outliers in duration', catalog).requests).toMatchObject([{ analysis: 'outliers' }]);
});
