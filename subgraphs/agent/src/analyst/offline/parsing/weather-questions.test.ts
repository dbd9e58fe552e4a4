import { describe, expect, test } from '@jest/globals';
import { inventDataset } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { completeFollowUp } from '../conversation/follow-up.ts';
import { parseQuestion } from './parse-question.ts';

const KINDS = ['sun', 'rain', 'snow', 'fog'];
const catalog = createCatalog(
  inventDataset(
    'weather',
    [
      ['date', 'DATE'],
      ['precipitation', 'FLOAT'],
      ['temp_max', 'FLOAT'],
      ['temp_min', 'FLOAT'],
      ['snow_weight_g', 'FLOAT'],
      ['weather', 'TEXT'],
    ],
    Array.from({ length: 48 }, (_, i) => ({
      date: `${String(2020 + Math.floor(i / 12))}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
      precipitation: (i * 7) % 30,
      temp_max: 5 + ((i * 11) % 25) + 0.5,
      temp_min: -3 + ((i * 5) % 17),
      snow_weight_g: 1000 + ((i * 97) % 5000),
      weather: KINDS[i % 4] ?? '',
    })),
  ).dataset,
);

const ask = (question: string) => parseQuestion(question, catalog).requests[0];
const compare = (column: string, operator: string, value: number) => ({
  kind: 'filter',
  condition: { kind: 'compare', column, operator, value },
});

describe('"between" two values of one column', () => {
  test.each([
    'compare temp_max between sun and rain',
    'is temp_max different between sun and rain?',
    'between sun and rain, how does temp_max compare',
    'temp_max between sun and rain',
  ])('compares the groups: %s', (question) => {
    expect(ask(question)).toMatchObject({
      analysis: 'compare-groups',
      measures: ['temp_max'],
      groups: [{ column: 'weather' }],
      preparation: [{ kind: 'filter', condition: { kind: 'in', column: 'weather', values: ['sun', 'rain'] } }],
    });
  });

  test.each(['compare temp_max between sun and rain', 'and compare temp_max between sun and rain'])(
    'needs no question before it: %s',
    (question) => {
      const earlier = ['mean temp_min where precipitation is over 20'];
      expect(completeFollowUp(question, parseQuestion(question, catalog), earlier, catalog)).toBeUndefined();
    },
  );
});

describe('a number without a column', () => {
  test.each([
    ['days with rain more than 10 mm', compare('precipitation', '>', 10)],
    ['days with more than 10 mm of rain', compare('precipitation', '>', 10)],
    ['how many days had over 20 mm', compare('precipitation', '>', 20)],
    ['days over 4 kg', compare('snow_weight_g', '>', 4000)],
  ])('is told by the word beside it or by its unit: %s', (question, step) => {
    expect(ask(question)?.preparation).toEqual([step]);
  });

  test('may be a range', () => {
    expect(ask('days with 10 to 20 mm of rain')?.preparation).toEqual([
      { kind: 'filter', condition: { kind: 'between', column: 'precipitation', low: 10, high: 20 } },
    ]);
  });

  test.each([
    ['how many days were above 30 degrees', 'above 30'],
    ['how many days between 10 and 20 degrees', 'between 10 and 20'],
    ['mean temp_max in summer', 'in summer'],
  ])('is said not to be applied where several columns or none could be meant: %s', (question, said) => {
    expect(ask(question)?.preparation).toEqual([]);
    expect(ask(question)?.ignored.join(' ')).toContain(`“${said}”`);
  });

  test('that is a span of years is no range of the measure', () => {
    expect(JSON.stringify(ask('difference between 2020 and 2022 in temp_max')?.preparation)).toContain('"part":"year"');
  });

  test('is compared with the column asked about', () => {
    expect(ask('how many days was precipitation zero')?.preparation).toEqual([compare('precipitation', '=', 0)]);
  });
});

describe('"which month"', () => {
  test.each([
    ['Which month has the highest average temp_max?', 'monthOfYear', 'temp_max'],
    ['warmest month on average', 'monthOfYear', 'temp_max'],
    ['coldest month on average', 'monthOfYear', 'temp_min'],
    ['which month of which year has the highest average temp_max?', 'month', 'temp_max'],
    ['which weekday has the highest average temp_max?', 'weekday', 'temp_max'],
  ])('%s ranks by %s', (question, bucket, measure) => {
    expect(ask(question)).toMatchObject({ analysis: 'ranking', groups: [{ bucket }], measures: [measure] });
    if (bucket !== 'weekday') expect(ask(question)?.assumptions.join(' ')).toContain('I took a month to be');
  });
});

test('"which has the most days" counts the rows', () => {
  expect(ask('which weather has the most days')).toMatchObject({
    statistics: ['count'],
    groups: [{ column: 'weather' }],
  });
});

test('"rank the weather by" groups by it', () => {
  expect(ask('rank the weather by average temp_max')).toMatchObject({
    measures: ['temp_max'],
    groups: [{ column: 'weather' }],
  });
});
