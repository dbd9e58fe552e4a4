import { expect, test } from '@jest/globals';
import { trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { writeRequestCode } from '../code/write-code.ts';
import { parseQuestion } from '../parsing/parse-question.ts';
import { reportRegression } from './regression-report.ts';

const catalog = createCatalog(trial.dataset);
const [request] = parseQuestion('predict response from dose and age with a test set of 25%', catalog).requests;
const fit = { rSquared: 0.5, adjusted: 0.5, mse: 1, rmse: 1, mae: 1, f: 2, p: 0.1 };
const split = {
  n: 50_000,
  share: 0.25,
  seed: 42,
  isOrdered: false,
  mse: 1,
  rmse: 1,
  mae: 1,
  rSquared: 0.5,
  taken: 200_000,
};
const result = { n: 150_000, rows: 200_000, intercept: 1, coefficients: [], fit, alpha: 0.05, shown: 2 };

test('the code says that the split takes the first rows', () => {
  expect(request && writeRequestCode(request, catalog)).toContain('the first 200,000 complete rows are taken, no more');
});

test('the report says so where there are more rows than are taken', () => {
  if (!request) throw new Error('The question gives a request');
  const caveats = (available: number) =>
    reportRegression(request, { ...result, test: { ...split, available } }).caveats.join(' ');
  expect(caveats(300_000)).toContain('The split takes the first 200,000 complete rows of 300,000');
  expect(caveats(200_000)).not.toContain('The split takes');
});
