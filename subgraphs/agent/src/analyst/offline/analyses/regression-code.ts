import { chartCode, ACCENT_COLOUR, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { PERMUTATION, STUDENT_P, F_P } from '../code/snippets.ts';
import { comment, source, template } from '../code/sql-text.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

const SPLIT_ROWS = 200_000;
const CHART_POINTS = 2_000;

/** Solves the normal equations of centred sums, which DuckDB adds up in one pass over any number of rows. */
const SOLVE = `// Inverse of a symmetric matrix by Gauss and Jordan, with pivoting
const invert = (matrix) => {
  const k = matrix.length;
  const work = matrix.map((line, i) => [...line, ...line.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < k; i++) {
    const pivot = work.slice(i).reduce((best, line, j) => (Math.abs(line[i]) > Math.abs(work[best][i]) ? i + j : best), i);
    [work[i], work[pivot]] = [work[pivot], work[i]];
    if (Math.abs(work[i][i]) < 1e-12) return null;
    work[i] = work[i].map((v) => v / work[i][i]);
    for (let j = 0; j < k; j++) if (j !== i && work[j][i] !== 0) {
      const factor = work[j][i];
      work[j] = work[j].map((v, c) => v - factor * work[i][c]);
    }
  }
  return work.map((line) => line.slice(k));
};
// Least squares from correlations: stable however different the columns' sizes are
const solve = ({ n, means, deviations, correlations, target }) => {
  const inverse = invert(correlations);
  if (inverse === null) return null;
  const beta = inverse.map((line) => line.reduce((sum, v, j) => sum + v * target.correlations[j], 0));
  const slopes = beta.map((b, i) => (b * target.deviation) / deviations[i]);
  const intercept = target.mean - slopes.reduce((sum, b, i) => sum + b * means[i], 0);
  const rSquared = beta.reduce((sum, b, i) => sum + b * target.correlations[i], 0);
  const df = n - slopes.length - 1;
  const residual = (1 - rSquared) * (n - 1) * target.deviation ** 2;
  const errors = slopes.map((_, i) => Math.sqrt(((residual / df) * inverse[i][i]) / (n - 1)) / deviations[i]);
  return { n, intercept, slopes, errors, rSquared, df, residual };
};`;

const SUMS = `// Means, deviations and correlations of rows held in memory: the target first, then the predictors
const describe = (rows) => {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const means = columns.map((column) => ss.mean(column));
  const deviations = columns.map((column) => ss.sampleStandardDeviation(column));
  const correlation = (i, j) => (i === j ? 1 : ss.sampleCorrelation(columns[i], columns[j]));
  const places = means.map((_, i) => i).slice(1);
  return {
    n: rows.length,
    means: means.slice(1),
    deviations: deviations.slice(1),
    correlations: places.map((i) => places.map((j) => correlation(i, j))),
    target: { mean: means[0], deviation: deviations[0], correlations: places.map((i) => correlation(0, i)) },
  };
};`;

export function regressionCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const columns = request.measures.map((name) => `CAST(${numeric(name, prepared.catalog, variant)} AS DOUBLE)`);
  const predictors = termsOf(request);
  const [target = ''] = request.measures;
  for (let power = 2; power <= predictors.length && request.model?.degree !== undefined; power++)
    columns.push(`pow(${columns[1] ?? ''}, ${String(power)})`);
  const known = `SELECT ${columns.map((column, index) => `${column} AS c${String(index)}`).join(', ')} FROM ${prepared.from} WHERE ${columns.map((column) => `${column} IS NOT NULL`).join(' AND ')}`;
  return [
    ...prepared.lines,
    SOLVE,
    STUDENT_P,
    F_P,
    '',
    comment(`${target} is explained by ${predictors.join(', ')}; rows that lack one of them are left out`),
    `const predictors = ${source(predictors)};`,
    ...(!isSplit(request) ? wholeFit(known, predictors.length) : splitFit(request, known)),
    'if (!model) throw new Error("The predictors determine one another, or do not vary: leave one of them out.");',
    'const coefficients = predictors.map((column, i) => {',
    '  const t = model.slopes[i] / model.errors[i];',
    '  return { column, coefficient: model.slopes[i], error: model.errors[i], t, p: model.df > 0 ? studentP(t, model.df) : null };',
    '});',
    'const f = model.rSquared / predictors.length / ((1 - model.rSquared) / model.df);',
    ...(!isSplit(request)
      ? [meanError(known)]
      : ['const mae = trainRows.reduce((sum, row) => sum + Math.abs(row[0] - predict(row)), 0) / trainRows.length;']),
    'const fit = { rSquared: model.rSquared, adjusted: 1 - ((1 - model.rSquared) * (model.n - 1)) / model.df, mae, mse: model.residual / model.n, rmse: Math.sqrt(model.residual / model.n), f, p: model.df > 0 ? fisherP(f, predictors.length, model.df) : null };',
    'table(coefficients, "Coefficients");',
    `result({ n: model.n, rows: total, predictorCount: predictors.length, intercept: model.intercept, coefficients, fit, test: test ?? null, alpha: ${String(request.method.alpha)}, shown: points.length${predictionCode(request)} });`,
    ...(variant.charts && request.model?.degree === undefined ? chart(target, predictors) : []),
  ].join('\n');
}

export function isSplit({ method }: AnalysisRequest): boolean {
  return method.testShare !== undefined || method.trainRows !== undefined;
}

/** The predictors; of a polynomial, the powers of the one there is. */
export function termsOf({ measures, model }: AnalysisRequest): string[] {
  const [, only = ''] = measures;
  if (model?.degree === undefined) return measures.slice(1);
  return Array.from({ length: model.degree }, (_, index) => (index === 0 ? only : `${only}^${String(index + 1)}`));
}

function meanError(known: string): string {
  const sum = template(`SELECT avg(abs(c0 - (\u0001))) AS mae FROM (${known})`).replace('\u0001', '${formula}');
  return [
    "const formula = `${model.intercept}${model.slopes.map((slope, i) => ` + (${slope}) * c${i + 1}`).join('')}`;",
    `const [{ mae }] = sql(${sum});`,
  ].join('\n');
}

/** The values that are asked for; a predictor whose logarithm was taken is given as it was before. */
function predictionCode({ model, measures, preparation }: AnalysisRequest): string {
  if (!model?.at?.length) return '';
  const [target = '', only = ''] = measures;
  const isLog = (name: string) =>
    preparation.some((step) => step.kind === 'replace' && step.column === name && step.transform === 'log');
  const x = isLog(only) ? 'Math.log(at)' : 'at';
  const y = `model.slopes.reduce((sum, slope, i) => sum + slope * ${x} ** (i + 1), model.intercept)`;
  return `, predictions: [${model.at.join(', ')}].map((at) => ({ at, value: ${isLog(target) ? `Math.exp(${y})` : y} }))`;
}

function wholeFit(known: string, k: number): string[] {
  const places = Array.from({ length: k }, (_, index) => index + 1);
  const list = (items: readonly string[]) => `[${items.join(', ')}]`;
  const matrix = list(
    places.map((i) => list(places.map((j) => (i === j ? '1.0' : `corr(c${String(i)}, c${String(j)})`)))),
  );
  const sums = `SELECT count(*) AS n, ${list(places.map((i) => `avg(c${String(i)})`))} AS means, ${list(places.map((i) => `stddev_samp(c${String(i)})`))} AS deviations, ${matrix} AS correlations, avg(c0) AS mean, stddev_samp(c0) AS deviation, ${list(places.map((i) => `corr(c0, c${String(i)})`))} AS target FROM (${known})`;
  return [
    comment('One pass over every row'),
    `const [sums] = sql(${template(sums)});`,
    'const total = sums.n;',
    'const isSolvable = sums.n > predictors.length + 1;',
    'const model = isSolvable ? solve({ ...sums, target: { mean: sums.mean, deviation: sums.deviation, correlations: sums.target } }) : null;',
    'const test = null;',
    `const points = sql(${template(`SELECT * FROM (${known}) USING SAMPLE reservoir(${String(CHART_POINTS)} ROWS) REPEATABLE (42)`)}).map((row) => Object.values(row));`,
  ];
}

function splitFit(request: AnalysisRequest, known: string): string[] {
  return [
    ...(request.method.split === 'ordered' ? [] : [PERMUTATION]),
    SUMS,
    comment(
      `The split needs the rows themselves: the first ${SPLIT_ROWS.toLocaleString('en')} complete rows are taken, no more`,
    ),
    `const rows = sql(${template(`SELECT * FROM (${known}) LIMIT ${String(SPLIT_ROWS)}`)}).map((row) => Object.values(row).map(Number));`.replace(
      'const rows',
      'const complete',
    ),
    `const [{ available }] = sql(${template(`SELECT count(*) AS available FROM (${known})`)});`,
    'const total = complete.length;',
    ...splitLines(request),
    'const model = trainRows.length > predictors.length + 1 ? solve(describe(trainRows)) : null;',
    'const predict = ([, ...x]) => model.intercept + x.reduce((sum, v, i) => sum + v * model.slopes[i], 0);',
    'const residuals = model ? testRows.map((row) => row[0] - predict(row)) : [];',
    'const squares = residuals.reduce((sum, v) => sum + v * v, 0);',
    'const testMean = testRows.reduce((sum, row) => sum + row[0], 0) / testRows.length;',
    'const spread = testRows.reduce((sum, row) => sum + (row[0] - testMean) ** 2, 0);',
    `const test = { n: testRows.length, share: testRows.length / total, isOrdered: ${String(request.method.split === 'ordered')}, seed: ${String(request.method.seed)}, mse: squares / testRows.length, rmse: Math.sqrt(squares / testRows.length), mae: residuals.reduce((sum, v) => sum + Math.abs(v), 0) / testRows.length, rSquared: 1 - squares / spread, taken: total, available };`,
    `const points = testRows.slice(0, ${String(CHART_POINTS)});`,
  ];
}

/** In the rows' own order the first ones train; else they are shuffled as scikit-learn does. */
function splitLines({ method }: AnalysisRequest): string[] {
  const share = String(Math.round((method.testShare ?? 0.2) * 1e6) / 1e6);
  const size = `const testSize = ${method.trainRows === undefined ? `Math.ceil(total * ${share} - 1e-9)` : `Math.max(0, total - ${String(method.trainRows)})`};`;
  if (method.split === 'ordered')
    return [
      size,
      'const trainRows = complete.slice(0, total - testSize);',
      'const testRows = complete.slice(total - testSize);',
    ];
  return [
    `const order = permutation(total, ${String(method.seed)});`,
    size,
    'const testRows = order.slice(0, testSize).map((place) => complete[place]);',
    'const trainRows = order.slice(testSize).map((place) => complete[place]);',
  ];
}

function chart(target: string, predictors: readonly string[]): string[] {
  const isSimple = predictors.length === 1;
  const [only = ''] = predictors;
  const title = isSimple ? `${target} against ${only}` : `${target}: predicted and actual`;
  const x = {
    field: 'x',
    type: 'quantitative',
    title: isSimple ? only : `Predicted ${target}`,
    scale: { zero: false },
  };
  const y = { field: 'y', type: 'quantitative', title: target, scale: { zero: false } };
  return [
    '',
    'const predicted = (x) => model.intercept + x.reduce((sum, v, i) => sum + v * model.slopes[i], 0);',
    `const dots = points.map(([y, ...x]) => ({ x: ${isSimple ? 'x[0]' : 'predicted(x)'}, y }));`,
    'const ends = [Math.min(...dots.map(({ x }) => x)), Math.max(...dots.map(({ x }) => x))];',
    `const line = ends.map((x) => ({ x, y: ${isSimple ? 'predicted([x])' : 'x'} }));`,
    ...chartCode(title, {
      layer: [
        {
          data: values('dots'),
          mark: { type: 'point', filled: true, opacity: 0.6, size: 28, color: MAIN_COLOUR },
          encoding: {
            x,
            y,
            tooltip: [
              { field: 'x', title: isSimple ? only : 'Predicted', format: ',.5~g' },
              { field: 'y', title: target, format: ',.5~g' },
            ],
          },
        },
        { data: values('line'), mark: { type: 'line', color: ACCENT_COLOUR }, encoding: { x, y } },
      ],
    }),
  ];
}
