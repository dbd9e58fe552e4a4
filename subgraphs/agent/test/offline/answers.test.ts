import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as ss from 'simple-statistics';
import { orders, trial, type InventedRow } from './invented-datasets.ts';
import { resultsHold, startOffline, type OfflineFixture } from './offline-fixture.ts';

let shop: OfflineFixture;
let study: OfflineFixture;

beforeAll(async () => {
  [shop, study] = await Promise.all([startOffline(orders), startOffline(trial)]);
}, 120_000);

afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await study[Symbol.asyncDispose]();
});

function numbers(rows: readonly InventedRow[], column: string): number[] {
  return rows.map((row) => row[column]).filter((value) => typeof value === 'number');
}

const ages = numbers(trial.rows, 'age');
const prices = numbers(orders.rows, 'unit_price');
const units = numbers(orders.rows, 'units_sold');
const discounts = numbers(orders.rows, 'discount');
const doses = numbers(trial.rows, 'dose_mg');
const responses = numbers(trial.rows, 'response');
const where = (rows: readonly InventedRow[], fits: (row: InventedRow) => boolean, column: string) =>
  numbers(rows.filter(fits), column);

/** By the formulas of the books, not by the library under test. */
function adjustedSkewness(values: readonly number[]): number {
  const n = values.length;
  const mean = ss.mean([...values]);
  const moment = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * (moment(3) / moment(2) ** 1.5);
}

describe('numbers that were computed another way', () => {
  test.each<[string, () => number]>([
    ['What is the mean age?', () => ss.mean(ages)],
    ['median age of females', () => ss.median(where(trial.rows, (row) => row['sex'] === 'female', 'age'))],
    ['standard deviation of age', () => ss.sampleStandardDeviation(ages)],
    ['population standard deviation of age', () => ss.standardDeviation(ages)],
    ['variance of age', () => ss.sampleVariance(ages)],
    ['skewness of age', () => adjustedSkewness(ages)],
    [
      'mean age where dose is over 20 or age is under 25',
      () => ss.mean(where(trial.rows, (row) => Number(row['dose_mg']) > 20 || Number(row['age']) < 25, 'age')),
    ],
    ['how many patients are older than 60', () => ages.filter((age) => age > 60).length],
    ['how many different ages are there', () => new Set(ages).size],
    ['mean response between 30 and 40 years of age', () => NaN],
    [
      'average response where age is between 30 and 40',
      () => ss.mean(where(trial.rows, (row) => Number(row['age']) >= 30 && Number(row['age']) <= 40, 'response')),
    ],
    ['is dose related to response?', () => ss.sampleCorrelation(doses, responses)],
    ['spearman correlation of dose and response', () => ss.sampleRankCorrelation(doses, responses)],
    ['predict response from dose', () => ss.linearRegression(doses.map((dose, i) => [dose, responses[i] ?? 0])).m],
    [
      'min-max normalise age and give the mean',
      () => (ss.mean(ages) - Math.min(...ages)) / (Math.max(...ages) - Math.min(...ages)),
    ],
    ['mean of response divided by dose', () => ss.mean(responses.map((response, i) => response / (doses[i] ?? 1)))],
    ['does response differ between treatment and placebo?', () => welchT()],
  ])('%s', async (question, expected) => {
    const answer = await study.ask(question);
    if (Number.isNaN(expected())) expect(answer.report).not.toBe('');
    else expect(resultsHold(answer, expected())).toBe(true);
  });

  test.each<[string, () => number]>([
    ['total units sold', () => ss.sum(units)],
    ['total of unit price times units sold', () => ss.sum(prices.map((price, i) => price * (units[i] ?? 0)))],
    [
      'units sold in total for the North in 2022',
      () =>
        ss.sum(
          where(
            orders.rows,
            (row) => row['region'] === 'North' && String(row['order_date']).startsWith('2022'),
            'units_sold',
          ),
        ),
    ],
    [
      'average unit price by region',
      () => ss.mean(where(orders.rows, (row) => row['region'] === 'East', 'unit_price')),
    ],
    ['mean discount', () => ss.mean(discounts)],
    ['mean discount after filling missing discount with 0', () => ss.sum(discounts) / orders.rows.length],
    ['how many values of discount are missing', () => orders.rows.length - discounts.length],
    ['are there duplicate rows?', () => 1],
    [
      'what percentage of orders were returned?',
      () => (100 * orders.rows.filter((row) => row['returned'] === true).length) / orders.rows.length,
    ],
    ['first quartile of unit price', () => quantile(prices, 0.25)],
    ['90th percentile of unit price', () => quantile(prices, 0.9)],
    ['mean unit price without outliers', () => ss.mean(withoutOutliers(prices))],
    ['how many outliers are in unit price', () => prices.length - withoutOutliers(prices).length],
    ['which month had the highest total units sold?', () => Math.max(...monthly(5, 7).values())],
    ['which month of which year had the highest total units sold?', () => Math.max(...monthly().values())],
    ['total units sold per month', () => monthly().get('2021-03') ?? NaN],
    ['units sold in Q1 2022', () => quarterly('2022', 1)],
    [
      'what percentage of units sold in Q1 2022 was in the North',
      () => (100 * northInQuarter()) / quarterly('2022', 1),
    ],
    ['compare units sold in Q1 2021 and Q1 2022', () => quarterly('2022', 1) - quarterly('2021', 1)],
    [
      'which 3 months had the lowest total units sold of which year',
      () => [...monthly().values()].sort((a, b) => a - b)[2] ?? NaN,
    ],
    [
      'what percentage of total units sold is Lamp',
      () => (100 * ss.sum(where(orders.rows, (row) => row['productName'] === 'Lamp', 'units_sold'))) / ss.sum(units),
    ],
    [
      'which region has the most Lamp orders',
      () =>
        Math.max(
          ...['North', 'South', 'East', 'West'].map(
            (region) => orders.rows.filter((row) => row['region'] === region && row['productName'] === 'Lamp').length,
          ),
        ),
    ],
    [
      'outliers in unit price in 2021',
      () => {
        const own = where(orders.rows, (row) => String(row['order_date']).startsWith('2021'), 'unit_price');
        return own.length - withoutOutliers(own).length;
      },
    ],
    [
      'correlation of unit price and units sold by region',
      () => {
        const own = orders.rows.filter((row) => row['region'] === 'East');
        return ss.sampleCorrelation(numbers(own, 'unit_price'), numbers(own, 'units_sold'));
      },
    ],
    ['coefficient of variation of unit price', () => ss.sampleStandardDeviation(prices) / ss.mean(prices)],
    ['10th and 90th percentile of unit price', () => quantile(prices, 0.1)],
    [
      'Create a column "size" with the groups "small" (units sold below 6), "medium" (6 to 11) and "large" (12 and above). What is the mean unit price for each size?',
      () =>
        ss.mean(
          where(orders.rows, (row) => Number(row['units_sold']) >= 6 && Number(row['units_sold']) <= 11, 'unit_price'),
        ),
    ],
  ])('%s', async (question, expected) => {
    expect(resultsHold(await shop.ask(question), expected())).toBe(true);
  });
});

function welchT(): number {
  const [a, b] = ['treatment', 'placebo'].map((arm) => where(trial.rows, (row) => row['arm'] === arm, 'response'));
  const part = (values: number[] = []) => ss.sampleVariance(values) / values.length;
  const t = (ss.mean(a ?? []) - ss.mean(b ?? [])) / Math.sqrt(part(a) + part(b));
  return -t;
}

/** numpy's linear interpolation. */
function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] ?? NaN;
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? NaN) - low);
}

function withoutOutliers(values: readonly number[]): number[] {
  const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
  const reach = 1.5 * (q3 - q1);
  return values.filter((value) => value >= q1 - reach && value <= q3 + reach);
}

/** By the month of one year, or by the characters of the date that are asked for. */
function monthly(from = 0, to = 7): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of orders.rows) {
    const month = String(row['order_date']).slice(from, to);
    sums.set(month, (sums.get(month) ?? 0) + Number(row['units_sold']));
  }
  return sums;
}

function inQuarter(row: InventedRow, year: string, quarter: number): boolean {
  const date = String(row['order_date']);
  return date.startsWith(year) && Math.ceil(Number(date.slice(5, 7)) / 3) === quarter;
}

function quarterly(year: string, quarter: number): number {
  return ss.sum(where(orders.rows, (row) => inQuarter(row, year, quarter), 'units_sold'));
}

function northInQuarter(): number {
  return ss.sum(where(orders.rows, (row) => inQuarter(row, '2022', 1) && row['region'] === 'North', 'units_sold'));
}

describe('answers', () => {
  test('begin with the number, say what the question was taken to mean and how it was computed', async () => {
    const { report } = await study.ask('standard deviation of age for women');
    expect(report).toMatch(/^The standard deviation of `age` is \*\*[\d.]+\*\* where `sex` = "female"\./);
    expect(report).toContain('Taken to mean: the standard deviation of `age` where `sex` = "female".');
    expect(report).toMatch(/divided by n − 1/);
  });

  test('name the highest group and draw the groups', async () => {
    const { headline, charts } = await shop.ask('Which product has the highest total units sold?');
    const totals = new Map<string, number>();
    for (const row of orders.rows)
      totals.set(String(row['productName']), (totals.get(String(row['productName'])) ?? 0) + Number(row['units_sold']));
    const [best] = [...totals].sort((a, b) => b[1] - a[1]);
    expect(headline).toContain(`**${best?.[0] ?? ''}**`);
    expect(charts).toHaveLength(1);
    expect(charts[0]).toMatchObject({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json' });
  });

  test.each([
    ['histogram of age', 1],
    ['correlation matrix', 1],
    ['describe this dataset', 1],
    ['boxplot of response by arm', 1],
    ['is smoker associated with sex?', 1],
    ['predict response from dose and age with a test set of 25%', 1],
    ['what is the mean age?', 0],
  ])('%s comes with %d chart', async (question, count) => {
    expect((await study.ask(question)).charts).toHaveLength(count);
  });

  test('say what was not understood and give examples of the real columns', async () => {
    const answer = await study.ask('Who won the football match yesterday?');
    expect(answer.results[0]?.subtask.kind).toBe('DIRECT_RESPONSE');
    expect(answer.report).toContain('“football”');
    expect(answer.report.match(/^- .*\?$/gm)?.length).toBeGreaterThanOrEqual(3);
  });

  test('begin with what cannot be had, and with what was not applied', async () => {
    expect((await shop.ask('why did units sold drop in 2022?')).headline).toMatch(/^\*\*I cannot say why\*\*/);
    expect((await shop.ask('mean unit price in winter')).headline).toContain('“in winter”, so **it was not applied**');
    const { report } = await shop.ask('total units sold for Lmap');
    expect(report).toMatch(/^There is \*\*no “Lmap”\*\*.*\*\*Lamp\*\*/);
  });

  test('count the values behind a mean, not the rows', async () => {
    const { report } = await shop.ask('mean discount by region');
    const known = orders.rows.filter((row) => row['region'] === 'East' && row['discount'] !== null).length;
    expect(report).toMatch(new RegExp(`\\| East \\| [\\d.]+ \\| ${String(known)} \\|`));
  });

  test('draw a against b with b on the horizontal axis, coloured as asked', async () => {
    const [chart] = (await study.ask('plot response against dose coloured by arm')).charts;
    expect(JSON.stringify(chart)).toContain('"x":{"field":"x","type":"quantitative","title":"dose_mg"');
    expect(JSON.stringify(chart)).toContain('"color":{"field":"group","type":"nominal","title":"arm"');
  });

  test('complete a question from the one before', async () => {
    const byArm = await study.ask('and by arm?', ['What is the mean response?']);
    expect(byArm.interpretation).toContain('the mean of `response` by `arm`');
    expect(byArm.report).toContain('I completed the question from the one before');
    const median = await study.ask('what about the median?', ['What is the mean response?', 'and by arm?']);
    expect(median.interpretation).toContain('the median of `response` by `arm`');
    const women = await study.ask('the same for women', ['What is the mean response?']);
    expect(women.interpretation).toContain('where `sex` = "female"');
  });
});

test('a trend that is not clear is called so, and its table has the highest and the lowest', async () => {
  const { report } = await shop.ask('how did the daily unit price change over time?');
  const [, highest = '?'] = /Highest: (\S+)/.exec(report) ?? [];
  const [, lowest = '?'] = /Lowest: (\S+)/.exec(report) ?? [];
  expect(report).toContain('There is **no clear trend** in the mean of `unit_price`');
  expect(report).toContain(`| ${highest} |`);
  expect(report).toContain(`| ${lowest} |`);
});

describe('answers in a stated form', () => {
  const format = (form: string) => (question: string) => `${question}\n${form}`;

  test('end with the values that were computed, rounded as asked', async () => {
    const form = format(
      'Answer as @average[a] and @spread[b] where "a" is the mean and "b" is the standard deviation, both rounded to two decimal places.',
    );
    const { report } = await study.ask(form('What are the mean and the standard deviation of age?'));
    expect(report).toContain(`@average[${ss.mean(ages).toFixed(2)}]`);
    expect(report).toContain(`@spread[${ss.sampleStandardDeviation(ages).toFixed(2)}]`);
  });

  test('give the word that the rules of the question decide', async () => {
    const question =
      'Is there a linear relation between dose and response? Calculate the Pearson correlation. Consider the relation strong if the p-value is less than 0.05 and the absolute value of r is at least 0.9. Otherwise consider it weak.';
    const { report } = await study.ask(
      format(
        '@r[r] @kind[kind] where "r" is a number rounded to three decimal places and "kind" is either "strong" or "weak".',
      )(question),
    );
    const r = ss.sampleCorrelation(doses, responses);
    expect(report).toContain(`@r[${r.toFixed(3)}]`);
    expect(report).toContain(`@kind[${Math.abs(r) >= 0.9 ? 'strong' : 'weak'}]`);
  });
});
