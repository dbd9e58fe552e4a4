import { describe, expect, test } from '@jest/globals';
import { orders, trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from './parse-question.ts';

const catalogs = { orders: createCatalog(orders.dataset), trial: createCatalog(trial.dataset) };

function first(dataset: keyof typeof catalogs, question: string) {
  const [request] = parseQuestion(question, catalogs[dataset]).requests;
  return request;
}

describe('a test laid out over several sentences', () => {
  test('takes the values of a column as its groups, in the order that is said', () => {
    const question =
      'Is there a difference in response between smokers and others? Compare the response of smoker = "yes" against smoker = "no" by Welch\'s t-test (two-sided, alpha = 0.05).';
    expect(first('trial', question)).toMatchObject({
      analysis: 'compare-groups',
      measures: ['response'],
      groups: [{ column: 'smoker', levels: ['yes', 'no'] }],
      method: { comparison: 'welch', alpha: 0.05 },
      ignored: [],
    });
  });

  test('takes numbers of a column, within the rows that another sentence keeps', () => {
    const question =
      'Do the visits of Visit Year 2016 and Visit Year 2018 differ in their response? Only consider rows with smoker = "no". Use Student\'s t-test. The order of the groups is Visit Year 2018 first, then 2016.';
    expect(first('trial', question)).toMatchObject({
      groups: [{ column: 'Visit Year', levels: [2018, 2016] }],
      measures: ['response'],
      method: { comparison: 'student' },
      preparation: expect.arrayContaining([
        { kind: 'filter', condition: { kind: 'compare', column: 'smoker', operator: '=', value: 'no' } },
      ]) as unknown,
    });
  });

  test('does not ask again for what the test tells', () => {
    const question =
      'Calculate the mean of "unit_price" for region = "North" and region = "South" separately. Perform an independent two-sample t-test assuming equal variances.';
    expect(parseQuestion(question, catalogs.orders).requests.map(({ analysis }) => analysis)).toEqual([
      'compare-groups',
    ]);
  });

  test('reads a chi-square with and without the correction', () => {
    const question = 'Is smoker associated with arm? Perform a chi-square test of independence of smoker and arm';
    expect(first('trial', `${question}.`)).toMatchObject({
      analysis: 'association',
      measures: ['smoker', 'arm'],
      method: { continuity: true },
    });
    expect(first('trial', `${question} without Yates' correction.`)?.method.continuity).toBe(false);
  });
});

describe('settings of a method', () => {
  test.each([
    'Test whether response is normally distributed with alpha = 0.05.',
    'What is the standard deviation of response (ddof = 1)?',
    'Compute the mean of response, with random_state = 42.',
  ])('narrow no rows: %s', (question) => {
    expect(first('trial', question)?.ignored).toEqual([]);
    expect(first('trial', question)?.preparation).toEqual([]);
  });
});

describe('the two columns of a correlation', () => {
  test('are those that are written, not those that other words come near to', () => {
    const question =
      'Is the price related to the delivery? Compute the Pearson and the Spearman correlation between "unit_price" and "delivery_days".';
    const { requests } = parseQuestion(question, catalogs.orders);
    expect(requests.map(({ measures, method }) => [measures, method.correlation])).toEqual([
      [['unit_price', 'delivery_days'], 'pearson'],
      [['unit_price', 'delivery_days'], 'spearman'],
    ]);
  });
});

describe('a regression', () => {
  test.each([
    'Estimate an equation of the response: regress response on age, dose_mg and Visit Year.',
    'Predict the response from age, dose_mg and Visit Year with a linear regression.',
    'Explain the response by a linear regression. Use ordinary least squares with "age", "dose_mg" and "Visit Year" as the independent variables and response as the dependent variable.',
  ])('of one column on the others: %s', (question) => {
    expect(parseQuestion(question, catalogs.trial).requests).toMatchObject([
      { analysis: 'regression', measures: ['response', 'age', 'dose_mg', 'Visit Year'] },
    ]);
  });

  test('of two degrees is two models; the value to predict for goes to the higher one', () => {
    const question =
      'Fit response as a polynomial of degree 1 and of degree 2 in dose_mg by least squares. What is the response predicted for a dose_mg of 20?';
    expect(parseQuestion(question, catalogs.trial).requests).toMatchObject([
      { analysis: 'regression', measures: ['response', 'dose_mg'], model: { degree: 1 } },
      { analysis: 'regression', measures: ['response', 'dose_mg'], model: { degree: 2, at: [20] } },
    ]);
  });

  test('is not made where a predictor is not known', () => {
    const question = 'Fit a linear regression to predict response from "age" and "blood_sugar".';
    expect(parseQuestion(question, catalogs.trial).requests.map(({ measures }) => measures)).not.toContainEqual([
      'response',
      'age',
    ]);
  });

  test('is trained on the first rows where it is said so', () => {
    const question =
      'Fit a linear regression of response on dose_mg. The first 60 rows are the training set and the remaining 20 rows are the test set.';
    expect(first('trial', question)?.method).toMatchObject({ split: 'ordered', trainRows: 60 });
  });
});
