import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as ss from 'simple-statistics';
import { HOSTILE_NAME, oddNames } from './invented-datasets.ts';
import { resultsHold, startOffline, type OfflineFixture } from './offline-fixture.ts';

let odd: OfflineFixture;

beforeAll(async () => {
  odd = await startOffline(oddNames);
}, 120_000);

afterAll(async () => {
  await odd[Symbol.asyncDispose]();
});

const mean = (name: string) => ss.mean(oddNames.rows.map((row) => Number(row[name])));

test.each(['select', 'Größe (cm)', HOSTILE_NAME, 'a`b${process.exit(1)}', 'is'])(
  'the mean of the column %s is its mean',
  async (name) => {
    expect(resultsHold(await odd.ask(`What is the mean of the column ${name} ?`), mean(name))).toBe(true);
  },
);

test('values with quotation marks and SQL in them are only values', async () => {
  const answer = await odd.ask(`How many rows have "from" = "O'Brien"?`);
  expect(resultsHold(answer, 20)).toBe(true);
  expect((await odd.run('result(sql("SELECT count(*) AS n FROM data")[0].n)')).result).toBe(40);
});

test.each([
  'describe this dataset',
  'data quality',
  'correlation matrix',
  'which columns have missing values?',
  'are there duplicates?',
  'count by 名前',
  'show the first 5 rows',
  'mean of select by from',
])('%s works with any names', async (question) => {
  expect((await odd.ask(question)).report).toContain('Taken to mean');
});
