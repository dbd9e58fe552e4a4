import { describe, expect, test } from '@jest/globals';
import { orders, trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from './parse-question.ts';

const catalogs = { orders: createCatalog(orders.dataset), trial: createCatalog(trial.dataset) };

function ask(dataset: keyof typeof catalogs, question: string) {
  return parseQuestion(question, catalogs[dataset]).requests.map(({ analysis, measures, statistics, groups }) => ({
    analysis,
    measures,
    statistics,
    groups: groups.map(({ column, bucket }) => (bucket ? `${column}/${bucket}` : column)),
  }));
}

describe('statistics', () => {
  test.each([
    ['What is the average age?', ['mean']],
    ['mean of age', ['mean']],
    ['give me the avg age of all patients', ['mean']],
    ['Calculate the mean and standard deviation of the age column.', ['mean', 'std']],
    ['median age?', ['median']],
    ['What are the minimum and maximum of age', ['min', 'max']],
    ['90th percentile of age', ['p90']],
    ['variance of "age"', ['variance']],
    ['quartiles of age', ['quartiles']],
  ])('%s', (question, statistics) => {
    expect(ask('trial', question)).toEqual([{ analysis: 'aggregate', measures: ['age'], statistics, groups: [] }]);
  });
});

describe('groups', () => {
  test.each([
    'average unit price by region',
    'what is the mean unit_price per region?',
    'Mean unit price for each region',
    'unit price on average, grouped by region',
    'show me the average Unit-Price across regions',
  ])('%s', (question) => {
    expect(ask('orders', question)).toEqual([
      { analysis: 'group-aggregate', measures: ['unit_price'], statistics: ['mean'], groups: ['region'] },
    ]);
  });

  test.each([
    ['total units sold by region and product', ['region', 'productName']],
    ['total units sold per month', ['order_date/month']],
    ['total units sold by year and region', ['order_date/year', 'region']],
  ])('%s', (question, groups) => {
    expect(ask('orders', question)).toMatchObject([
      { analysis: 'group-aggregate', measures: ['units_sold'], statistics: ['sum'], groups },
    ]);
  });
});

describe('the analysis', () => {
  test.each([
    ['orders', 'describe this dataset', 'overview'],
    ['orders', 'What is in this file?', 'overview'],
    ['orders', 'how is the data quality?', 'data-quality'],
    ['orders', 'Which columns have missing values?', 'missing'],
    ['orders', 'how many nulls are in discount', 'missing'],
    ['orders', 'are there any duplicate rows?', 'duplicates'],
    ['orders', 'find outliers in the unit price', 'outliers'],
    ['orders', 'top 3 products by units sold', 'ranking'],
    ['orders', 'Which region has the highest average unit price?', 'ranking'],
    ['orders', 'which product is most common?', 'frequency'],
    ['orders', 'how has unit price changed over time?', 'trend'],
    ['orders', 'show the first 5 rows', 'rows'],
    ['orders', 'list orders where units sold is over 15', 'rows'],
    ['orders', 'what percentage of orders were in the North?', 'share'],
    ['trial', 'how is age distributed?', 'distribution'],
    ['trial', 'Is the response normally distributed?', 'distribution'],
    ['trial', 'histogram of age', 'distribution'],
    ['trial', 'is dose related to response?', 'correlation'],
    ['trial', 'plot dose against response', 'correlation'],
    ['trial', 'correlation matrix', 'correlation-matrix'],
    ['trial', 'which variable has the strongest correlation with response', 'correlation-matrix'],
    ['trial', 'does response differ between treatment and placebo?', 'compare-groups'],
    ['trial', 'run an ANOVA of response by visit year', 'compare-groups'],
    ['trial', 'is smoker associated with sex? use a chi-square test', 'association'],
    ['trial', 'predict response from dose and age', 'regression'],
    ['trial', 'linear regression of response on dose', 'regression'],
  ] as const)('%s: %s', (dataset, question, analysis) => {
    expect(ask(dataset, question)).toMatchObject([{ analysis }]);
  });
});

describe('what is the target of a regression', () => {
  test.each([
    'predict the response based on dose and age',
    'regression of response on dose and age',
    'fit a linear regression of the effect of dose and age on response',
    'fit a linear model where response is the dependent variable and dose and age are the predictors',
  ])('%s', (question) => {
    const [request] = ask('trial', question);
    expect(request?.analysis).toBe('regression');
    expect(request?.measures[0]).toBe('response');
    expect([...(request?.measures ?? [])].sort()).toEqual(['age', 'dose_mg', 'response']);
  });
});

describe('several questions in one sentence', () => {
  test('each become a request, and "its" is what was spoken of', () => {
    expect(ask('trial', 'mean and median of age, and its correlation with response')).toMatchObject([
      { analysis: 'aggregate', measures: ['age'], statistics: ['mean', 'median'] },
      { analysis: 'correlation', measures: ['age', 'response'] },
    ]);
  });

  test('a question that says the same thing twice is asked once', () => {
    expect(ask('trial', 'What is the mean age? Calculate the arithmetic mean of the age column.')).toHaveLength(1);
  });
});

describe('preparation', () => {
  const steps = (dataset: keyof typeof catalogs, question: string) =>
    parseQuestion(question, catalogs[dataset]).requests.at(-1)?.preparation;

  test.each([
    [
      'mean discount after filling missing discount with the median',
      { kind: 'fillMissing', column: 'discount', strategy: 'median' },
    ],
    [
      'Replace missing values of discount with 0. What is the mean discount?',
      { kind: 'fillMissing', column: 'discount', strategy: 'value', value: 0 },
    ],
    ['drop rows with missing discount, then give the mean unit price', { kind: 'dropMissing', columns: ['discount'] }],
    [
      'mean unit price without outliers',
      { kind: 'removeOutliers', columns: ['unit_price'], rule: { method: 'iqr', threshold: 1.5, population: false } },
    ],
    [
      'Remove outliers of unit price by z-score with threshold 2.5 and calculate the new mean',
      { kind: 'removeOutliers', columns: ['unit_price'], rule: { method: 'zscore', threshold: 2.5, population: true } },
    ],
    ['min-max normalise unit price and give the mean', { kind: 'replace', column: 'unit_price', transform: 'minmax' }],
  ])('%s', (question, step) => {
    expect(steps('orders', question)).toContainEqual(step);
  });

  test.each([
    'total of unit price times units sold',
    'sum of units_sold * unit_price',
    'the total product of unit price and units sold',
  ])('%s makes a column', (question) => {
    expect(steps('orders', question)).toMatchObject([
      { kind: 'derive', expression: { kind: 'arithmetic', operator: '*' } },
    ]);
  });

  test('a formula may come after the name it defines', () => {
    const parsed = parseQuestion(
      'Create a new column called "revenue". Revenue is calculated by multiplying unit price with units sold. What is the mean of "revenue"?',
      catalogs.orders,
    );
    expect(parsed.requests).toMatchObject([
      { analysis: 'aggregate', measures: ['revenue'], preparation: [{ kind: 'derive', name: 'revenue' }] },
    ]);
  });
});

test('a question about nothing in the data gives no request', () => {
  const parsed = parseQuestion('Who won the football match yesterday?', catalogs.orders);
  expect(parsed.requests).toEqual([]);
  expect(parsed.unknown).toContain('football');
});
