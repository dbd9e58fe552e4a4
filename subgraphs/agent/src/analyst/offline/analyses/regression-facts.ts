import type { AnalysisRequest } from '../request.ts';
import type { Fact } from './analysis.ts';
import type { RegressionResult } from './regression-result.ts';

const SCORES = ['rSquared', 'mse', 'rmse', 'mae'] as const;
const SHAPES: Readonly<Record<number, string>> = { 1: 'linear', 2: 'quadratic', 3: 'cubic' };

/** Coefficients by the names of their columns; the scores are the test set's where there is one, and the training's too. */
export function regressionFacts(request: AnalysisRequest, result: RegressionResult): Fact[] {
  const [target = ''] = request.measures;
  const { fit, test } = result;
  const shape = request.model?.degree === undefined ? undefined : SHAPES[request.model.degree];
  const facts: Fact[] = [
    ...result.coefficients.flatMap((coefficient) => coefficientFacts(coefficient, result.alpha)),
    fact('intercept', result.intercept, target),
    ...SCORES.flatMap((score) => known(score, (test ?? fit)[score], target)),
    ...(test ? SCORES.flatMap((score) => known(score, fit[score], target, 'train')) : []),
    ...known('adjustedRSquared', fit.adjusted, target),
    ...known('pValue', fit.p, target),
    ...(fit.f === null ? [] : [{ quantity: 'statistic' as const, value: fit.f, columns: [target], test: 'F-test' }]),
    ...rowFacts(result, target),
    ...(result.predictions ?? []).flatMap(({ value }) => known('prediction', value, target)),
    {
      quantity: 'significantColumns',
      value: result.coefficients.filter(({ p }) => p !== null && p < result.alpha).map(({ column }) => column),
      columns: [target],
    },
  ];
  return shape === undefined ? facts : facts.map((one) => ({ ...one, group: one.group ?? shape }));
}

function coefficientFacts({ column, coefficient, error, p }: Coefficient, alpha: number): Fact[] {
  return [
    ...known('coefficient', coefficient, column),
    ...known('standardError', error, column),
    ...known('coefficientP', p, column),
    ...(p === null ? [] : [{ quantity: 'isSignificant' as const, value: p < alpha, columns: [column] }]),
  ];
}

type Coefficient = RegressionResult['coefficients'][number];

function rowFacts({ n, test }: RegressionResult, target: string): Fact[] {
  return test ? [fact('rows', n, target, 'train'), fact('rows', test.n, target, 'test')] : [fact('rows', n, target)];
}

function fact(quantity: Fact['quantity'], value: number, column: string, group?: string): Fact {
  return { quantity, value, columns: [column], ...(group !== undefined && { group }) };
}

function known(quantity: Fact['quantity'], value: number | null, column: string, group?: string): Fact[] {
  return value === null ? [] : [fact(quantity, value, column, group)];
}
