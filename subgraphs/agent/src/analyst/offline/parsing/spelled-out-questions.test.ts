import { describe, expect, test } from '@jest/globals';
import { inventDataset } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import type { PreparationStep } from '../request.ts';
import { parseQuestion } from './parse-question.ts';

const HARBOURS = ['Oslo', 'Bergen', 'Tromso', 'Alta'];
const catalog = createCatalog(
  inventDataset(
    'ferries',
    [
      ['sailed_at', 'DATETIME'],
      ['harbour', 'TEXT'],
      ['crossing_min', 'FLOAT'],
      ['riders', 'INTEGER'],
      ['quay', 'INTEGER'],
      ['cancelled', 'INTEGER'],
    ],
    Array.from({ length: 96 }, (_, i) => ({
      sailed_at: `2021-03-${String(1 + Math.floor(i / 24)).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:00:00`,
      harbour: HARBOURS[i % 4] ?? '',
      crossing_min: 20 + ((i * 7) % 19),
      riders: (i * 31) % 120,
      quay: 1 + (i % 3),
      cancelled: i % 2,
    })),
  ).dataset,
);
const FORMAT = '@answer[value]';
const parse = (question: string) => parseQuestion(question, catalog).requests;

describe('a ranking that later sentences spell out', () => {
  test.each([
    ['Which harbour has the highest mean? Use the riders column.', 'mean'],
    [`Which harbour has the longest average crossing? Use "crossing_min". ${FORMAT}`, 'mean'],
    [
      `Which harbour has the highest average? Calculate the mean of the crossing_min column for each harbour. ${FORMAT}`,
      'mean',
    ],
  ])('%s', (question, statistic) => {
    expect(parse(question).at(-1)).toMatchObject({ statistics: [statistic], groups: [{ column: 'harbour' }] });
  });

  test('a column called as what is asked for is the entity, and its rows are counted', () => {
    const [request] = parse(`Which quay has the most logged sailings? Use the quay column. ${FORMAT}`);
    expect(request).toMatchObject({ analysis: 'ranking', measures: [], groups: [{ column: 'quay' }] });
  });

  test('groups of too few rows are passed over', () => {
    const [request] = parse(
      `Which harbour has the highest mean of riders? Only harbours with 20 or more rows are considered. ${FORMAT}`,
    );
    expect(request).toMatchObject({ analysis: 'ranking', groupSize: { operator: '>=', value: 20 } });
  });

  test('another statistic in a later sentence is asked for itself', () => {
    const requests = parse(`Which harbour has the most riders in total? Calculate the mean of crossing_min. ${FORMAT}`);
    expect(requests).toContainEqual(expect.objectContaining({ analysis: 'aggregate', measures: ['crossing_min'] }));
  });
});

describe('hours, days and months as such', () => {
  test.each([
    ['At which hour of the day is the mean of riders the highest?', 'hourOfDay'],
    [`Which hour has the highest mean of riders? Extract the hour (0-23) from "sailed_at". ${FORMAT}`, 'hourOfDay'],
    ['mean of riders by hour of the day', 'hourOfDay'],
    ['mean of riders by month and year', 'month'],
    ['What is the mean of riders on weekdays and on weekends?', 'weekend'],
    ['Which weekday has the highest mean of riders?', 'weekday'],
  ])('%s', (question, bucket) => {
    expect(parse(question)[0]).toMatchObject({ groups: [{ column: 'sailed_at', bucket }] });
  });

  test('when something was highest is a moment of one row', () => {
    expect(parse('When did riders reach their highest value?')[0]).toMatchObject({
      analysis: 'ranking',
      groups: [],
      measures: ['riders'],
      ranking: { entity: 'sailed_at' },
    });
  });
});

describe('sentences that narrow the rows', () => {
  const filters = (question: string): PreparationStep[] =>
    parse(question)[0]?.preparation.filter(({ kind }) => kind === 'filter') ?? [];
  const where = (column: string, operator: string, value: string | number) => ({
    kind: 'filter',
    condition: { kind: 'compare', column, operator, value },
  });

  test.each([
    [`What is the mean of riders? Only consider rows with cancelled = 0. ${FORMAT}`, where('cancelled', '=', 0)],
    [`What is the mean of riders? Exclude the rows where quay is 2. ${FORMAT}`, where('quay', '!=', 2)],
    [`What is the mean of riders? Ignore sailings with crossing_min < 25. ${FORMAT}`, where('crossing_min', '>=', 25)],
    [
      `What is the mean of riders? Keep only the rows where harbour is "Oslo". ${FORMAT}`,
      where('harbour', '=', 'Oslo'),
    ],
    ['Restrict the data to rows where quay is 1, then calculate the mean of riders.', where('quay', '=', 1)],
  ])('%s', (question, step) => {
    expect(filters(question)).toEqual([step]);
  });

  test('two filters on one column hold one after the other', () => {
    expect(
      parse(`Keep the rows where quay is 1. Mean of riders? Keep the rows where quay is 2. Mean of riders? ${FORMAT}`),
    ).not.toEqual([]);
  });
});

describe('outliers', () => {
  test('of two columns are left out together', () => {
    const [request] = parse(
      `Remove the outliers of the riders and crossing_min columns by the IQR method, then calculate the mean of riders. ${FORMAT}`,
    ).filter(({ analysis }) => analysis === 'aggregate');
    expect(request?.preparation).toContainEqual(
      expect.objectContaining({ kind: 'removeOutliers', columns: ['riders', 'crossing_min'] }),
    );
  });

  test('are those meant by "without them"', () => {
    const requests = parse('Count the outliers in riders, and calculate the mean of riders without them.');
    expect(requests.map(({ analysis }) => analysis)).toEqual(['outliers', 'aggregate']);
    expect(requests[1]?.preparation).toMatchObject([{ kind: 'removeOutliers', columns: ['riders'] }]);
  });

  test('are counted where the answer wants to know how many rows were removed', () => {
    const requests = parse(
      'Remove the outliers of riders. What is the mean of riders on the remaining rows? @removed_rows[count] @mean[value]',
    );
    expect(requests.map(({ analysis }) => analysis)).toContain('outliers');
  });
});

describe('rows without values', () => {
  test.each([
    ['How many rows remain if every row containing at least one missing value is removed?', {}],
    ['Remove the completely empty rows. How many rows are there?', { onlyEmpty: true }],
  ])('%s', (question, more) => {
    expect(parse(question)).toMatchObject([
      { analysis: 'aggregate', statistics: ['count'], preparation: [{ kind: 'dropMissing', columns: [], ...more }] },
    ]);
  });
});

test('"and how many" asks for the value of what was found', () => {
  const [request] = parse(
    `Which harbour had the most on one crossing, and how many were they? Use the "riders" column. ${FORMAT}`,
  );
  expect(request).toMatchObject({ analysis: 'ranking', measures: ['riders'] });
});

test('the value that occurs most often is that with the most rows', () => {
  expect(parse('Which quay occurs most often?')[0]).toMatchObject({
    analysis: 'ranking',
    measures: [],
    groups: [{ column: 'quay' }],
  });
});
