import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { trial } from './invented-datasets.ts';
import { startOffline, type OfflineFixture } from './offline-fixture.ts';

let study: OfflineFixture;

beforeAll(async () => {
  study = await startOffline(trial);
}, 120_000);

afterAll(async () => {
  await study[Symbol.asyncDispose]();
});

const groups = 'Compare the response of smoker = "yes" against smoker = "no" by';

/** Expected values are those of scipy, statsmodels and numpy for the same rows. */
test.each([
  [`${groups} Student's t-test (equal variances).`, { t_statistic: 0.7962387, p_value: 0.4283101 }],
  [`${groups} Welch's t-test (alpha = 0.05).`, { t_statistic: 0.7837253, p_value: 0.4390075 }],
  [`${groups} a Mann-Whitney U test.`, { u_statistic: 675, p_value: 0.4077964 }],
  ['Perform a paired t-test of response and dose_mg.', { t_statistic: 28.1861011, df: 79 }],
  ['Chi-square test of independence of smoker and arm.', { chi2: 24.0666667 }],
  ["Chi-square test of independence of smoker and arm without Yates' correction.", { chi2: 26.6666667 }],
  ["Calculate Kendall's tau between dose_mg and response.", { kendall_tau: 0.8788574 }],
  [
    'Regress response on dose_mg and age by ordinary least squares.',
    { coef_dose_mg: 1.99802, intercept: 13.157067, adjusted_r_squared: 0.9589139 },
  ],
  [
    'Fit response as a polynomial of degree 2 in dose_mg by least squares. What is the predicted response for a dose_mg of 20?',
    { predicted_response: 53.3092575 },
  ],
  [
    'Fit a linear regression of response on dose_mg. The first 60 rows are the training set and the remaining 20 rows are the test set.',
    { slope: 1.9631585, test_mse: 18.6601686, test_r2: 0.9582704 },
  ],
])('%s', async (question, expected) => {
  const slots = Object.entries(expected);
  const form = slots.map(([name]) => `@${name}[${name}_value]`).join(', ');
  const { report } = await study.ask(`${question} ${form} where all values are rounded to five decimal places.`);
  for (const [name, value] of slots) expect(report).toContain(`@${name}[${value.toFixed(5)}]`);
});

test.each(['pearson', 'kendall'])('a %s correlation of all rows is said to be that of no sample', async (method) => {
  const { report } = await study.ask(`What is the ${method} correlation of dose_mg and response?`);
  expect(report).toContain('correlation between `dose_mg` and `response`');
  expect(report).not.toContain('sample of');
});
