import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as ss from 'simple-statistics';
import { inventDataset } from './invented-datasets.ts';
import { cityOf, branches, customers, purchases, weather } from './joined-datasets.ts';
import { resultsHold, startOffline, type OfflineFixture } from './offline-fixture.ts';

const known = purchases.rows.filter(({ customer_id }) => cityOf(customer_id) !== null);
const pricesIn = (city: string) =>
  known.filter(({ customer_id }) => cityOf(customer_id) === city).map(({ price }) => Number(price));
const ageOf = (id: unknown) => Number(customers.rows.find(({ customer_id }) => customer_id === id)?.['age']);

describe('questions about several files', () => {
  let shop: OfflineFixture;
  let people: OfflineFixture;
  let unclear: OfflineFixture;
  beforeAll(async () => {
    [shop, people, unclear] = await Promise.all([
      startOffline(purchases, [weather, customers]),
      startOffline(customers, [purchases]),
      startOffline(purchases, [branches]),
    ]);
  }, 120_000);
  afterAll(async () => {
    for (const fixture of [shop, people, unclear]) await fixture[Symbol.asyncDispose]();
  });

  test.each<[string, () => readonly number[]]>([
    [
      'What is the average price by city?',
      () => ['Oslo', 'Lima', 'Pune', 'Kyoto'].map((city) => ss.mean(pricesIn(city))),
    ],
    ['What is the mean price of purchases from Oslo?', () => [ss.mean(pricesIn('Oslo'))]],
    ['How many purchases are there by city?', () => [pricesIn('Lima').length, pricesIn('Pune').length]],
    [
      'Is there a correlation between age and price?',
      () => [
        ss.sampleCorrelation(
          known.map(({ customer_id }) => ageOf(customer_id)),
          known.map(({ price }) => Number(price)),
        ),
      ],
    ],
  ])('are answered over the joined rows: %s', async (question, expected) => {
    const answer = await shop.ask(question);
    for (const value of expected()) expect(resultsHold(answer, value)).toBe(true);
    expect(answer.interpretation).toContain('over `purchases` joined with `customers` on `customer_id`');
    expect(answer.report).toContain('I joined `purchases` with `customers` on `customer_id`');
    expect(answer.report).toContain(`**${purchases.rows.length - known.length}** have none`);
  });

  test('keep the rows of the side where the key repeats, whichever file is the first', async () => {
    const answer = await people.ask('What is the average price by city?');
    expect(resultsHold(answer, ss.mean(pricesIn('Kyoto')))).toBe(true);
    expect(answer.report).toContain('I joined `customers` with `purchases` on `customer_id`: each row of `purchases`');
  });

  test('are joined once more when the question before completes them', async () => {
    const answer = await shop.ask('and the median?', ['What is the average price by city?']);
    expect(resultsHold(answer, ss.median(pricesIn('Lima')))).toBe(true);
    expect(answer.report).toContain('I joined `purchases` with `customers`');
  });

  test('are answered from the one file that they are about', async () => {
    const mean = await shop.ask('What is the mean age?');
    expect(resultsHold(mean, ss.mean(customers.rows.map(({ age }) => Number(age))))).toBe(true);
    expect(mean.report).toContain('I looked at `customers` alone');
    expect(resultsHold(await shop.ask('How many customers are there?'), customers.rows.length)).toBe(true);
    const own = await shop.ask('What is the average price?');
    expect(resultsHold(own, ss.mean(purchases.rows.map(({ price }) => Number(price))))).toBe(true);
    expect(own.report).not.toMatch(/joined|looked at/);
  });

  test('are answered from the first file, with the reason, when there is no key', async () => {
    const { report, results } = await shop.ask('What is the average price by rainfall?');
    expect(report).toContain(
      'I looked at `purchases` only: `rainfall` is a column of `weather`, but the two share no key',
    );
    expect(results[0]?.code).not.toContain('JOIN');
  });

  test('are answered from the first file, with the reason, when there is more than one key', async () => {
    const { report } = await unclear.ask('What is the average price by manager?');
    expect(report).toContain('`manager` is a column of `branches`, but the two share `id` and `customer_id`');
  });

  test('are joined whatever the names of files and columns hold', async () => {
    const key = 'k`";--${1}\\';
    const value = 'height'; // said in the question; the other names are only written into code
    const left = inventDataset(
      'a`${b}"; */',
      [
        [key, 'INTEGER'],
        ['weight', 'FLOAT'],
      ],
      [1, 1, 2].map((id) => ({ [key]: id, weight: id * 2 })),
    );
    const right = inventDataset(
      'select',
      [
        [key, 'INTEGER'],
        [value, 'INTEGER'],
      ],
      [1, 2, 3].map((id) => ({ [key]: id, [value]: id * 10 })),
    );
    await using odd = await startOffline(left, [right]);
    const answer = await odd.ask('What is the average height where weight is over 1?');
    expect(resultsHold(answer, ss.mean([10, 10, 20]))).toBe(true);
  });
});
