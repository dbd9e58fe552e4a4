import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatPercent, plural, pText, formatP } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Finding } from './analysis.ts';
import { regressionFacts } from './regression-facts.ts';
import { regressionResult, type RegressionResult } from './regression-result.ts';

export function reportRegression(request: AnalysisRequest, raw: unknown): Finding {
  const result = regressionResult.parse(raw);
  const [target = ''] = request.measures;
  const { fit, test } = result;
  const where = describePreparation(request.preparation);
  const [first] = result.coefficients;
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
          ['mean absolute error', fit.mae, ...(test ? [test.mae] : [])],
          ...(test ? [] : [['adjusted R²', fit.adjusted]]),
        ],
      ),
      ...(result.predictions ? [predictionTable(request, result.predictions)] : []),
    ],
    method: `Ordinary least squares. ${test ? `${formatPercent(test.share * 100)} of the rows were kept for testing, ${test.isOrdered ? 'the last ones in their order' : `chosen by numpy’s shuffle with seed ${String(test.seed)} as scikit-learn does`}.` : 'MSE and RMSE divide by the number of rows.'} p-values are two-tailed, from Student’s t.`,
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
    facts: regressionFacts(request, result),
  };
}

function predictionTable(
  { measures }: AnalysisRequest,
  predictions: NonNullable<RegressionResult['predictions']>,
): string {
  const [target = '', only = ''] = measures;
  return markdownTable(
    [only, `predicted ${target}`].map((title) => ({ title, isNumber: true })),
    predictions.map(({ at, value }) => [at, value]),
  );
}
