import { z } from 'zod';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural, pText, formatP } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Fact, Finding } from './analysis.ts';
import { number } from './results.ts';

const resultShape = z.object({
  n: z.number(),
  rows: z.number(),
  intercept: z.number(),
  coefficients: z.array(z.object({ column: z.string(), coefficient: number, error: number, t: number, p: number })),
  fit: z.object({ rSquared: number, adjusted: number, mse: number, rmse: number, f: number, p: number }),
  test: z
    .object({
      n: z.number(),
      share: z.number(),
      seed: z.number(),
      mse: number,
      rmse: number,
      mae: number,
      rSquared: number,
      taken: z.number(),
      available: z.number(),
    })
    .nullable(),
  alpha: z.number(),
  shown: z.number(),
});

export function reportRegression(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const [target = ''] = request.measures;
  const { fit, test, alpha } = result;
  const scores = test ?? fit;
  const where = describePreparation(request.preparation);
  const [first] = result.coefficients;
  const significant = result.coefficients.filter(({ p }) => p !== null && p < alpha).map(({ column }) => column);
  const simple =
    result.coefficients.length === 1 && first
      ? ` A step of one in ${columnName(first.column)} goes with a change of **${formatNumber(first.coefficient)}** in ${columnName(target)}.`
      : '';
  const headline = test
    ? `On the test set the model of ${columnName(target)} has RMSE **${formatNumber(test.rmse)}**, MSE **${formatNumber(test.mse)}** and R² **${formatNumber(test.rSquared)}**${where}.`
    : `The model explains R² = **${formatNumber(fit.rSquared)}** of the variation of ${columnName(target)} (${pText(fit.p)})${where}.${simple}`;
  return {
    headline,
    body: [
      markdownTable(
        [
          { title: 'term' },
          ...['coefficient', 'standard error', 't', 'p-value'].map((title) => ({ title, isNumber: true })),
        ],
        [
          ['intercept', result.intercept, '', '', ''],
          ...result.coefficients.map(({ column, coefficient, error, t, p }) => [
            column,
            coefficient,
            error,
            t,
            formatP(p),
          ]),
        ],
      ),
      markdownTable(
        [
          { title: 'fit' },
          { title: test ? 'training' : 'all rows', isNumber: true },
          ...(test ? [{ title: 'test', isNumber: true }] : []),
        ],
        [
          ['rows', result.n, ...(test ? [test.n] : [])],
          ['R²', fit.rSquared, ...(test ? [test.rSquared] : [])],
          ['RMSE', fit.rmse, ...(test ? [test.rmse] : [])],
          ['MSE', fit.mse, ...(test ? [test.mse] : [])],
          ...(test ? [['mean absolute error', '', test.mae]] : [['adjusted R²', fit.adjusted]]),
        ],
      ),
    ],
    method: `Ordinary least squares. ${test ? `${formatPercent(test.share * 100)} of the rows were kept for testing, chosen by numpy’s shuffle with seed ${String(test.seed)} as scikit-learn does.` : 'MSE and RMSE divide by the number of rows.'} p-values are two-tailed, from Student’s t.`,
    caveats: [
      ...(test && test.available > test.taken
        ? [
            `The split takes the first ${formatNumber(test.taken)} complete rows of ${formatNumber(test.available)}; the rest were not used.`,
          ]
        : []),
      ...(result.n < 10 * result.coefficients.length
        ? [
            `Only ${plural(result.n, 'row')} for ${plural(result.coefficients.length, 'predictor')}: the estimates are uncertain.`,
          ]
        : []),
      'A regression shows association, not cause.',
    ],
    facts: [
      ...result.coefficients.flatMap(({ column, coefficient, p }): Fact[] => [
        ...(coefficient === null ? [] : [{ quantity: 'coefficient' as const, value: coefficient, columns: [column] }]),
        ...(p === null
          ? []
          : [
              { quantity: 'coefficientP' as const, value: p, columns: [column] },
              { quantity: 'isSignificant' as const, value: p < alpha, columns: [column] },
            ]),
      ]),
      { quantity: 'intercept', value: result.intercept, columns: [target] },
      ...(['rSquared', 'mse', 'rmse'] as const).flatMap((quantity): Fact[] =>
        scores[quantity] === null ? [] : [{ quantity, value: scores[quantity], columns: [target] }],
      ),
      ...(test || fit.adjusted === null
        ? []
        : [{ quantity: 'adjustedRSquared' as const, value: fit.adjusted, columns: [target] }]),
      { quantity: 'rows', value: result.n, columns: [], ...(test && { group: 'train' }) },
      ...(test
        ? [
            { quantity: 'rows' as const, value: test.n, columns: [], group: 'test' },
            ...(fit.rSquared === null
              ? []
              : [{ quantity: 'rSquared' as const, value: fit.rSquared, columns: [target], group: 'train' }]),
          ]
        : []),
      { quantity: 'significantColumns', value: significant, columns: [] },
      ...(fit.f === null ? [] : [{ quantity: 'statistic' as const, value: fit.f, columns: [target], test: 'F-test' }]),
      ...(test?.mae === undefined || test.mae === null
        ? []
        : [{ quantity: 'mae' as const, value: test.mae, columns: [target] }]),
      ...(fit.p === null ? [] : [{ quantity: 'pValue' as const, value: fit.p, columns: [target] }]),
    ],
  };
}
