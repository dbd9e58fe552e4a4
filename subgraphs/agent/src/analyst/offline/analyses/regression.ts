import { isIdentifier, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import { isForecast } from '../parsing/limits.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { regressionCode } from './regression-code.ts';
import { reportRegression } from './regression-report.ts';

const MOST_PREDICTORS = 30;

/** Ordinary least squares with one or several predictors; with a test set when one is asked for. */
export const regression: Analysis = {
  name: 'regression',
  isTechnical: true,
  matches(reading) {
    if (!reading.cues.has('regression') || isForecast(reading.text)) return 0;
    if (reading.measures.length === 0 && reading.antecedents.length < 2 && !/\bregress/i.test(reading.text)) return 0;
    return /\bregress|\blinear model|\bpredict|\br[- ]?squared|\bcoefficient of determination|\brmse\b|squared error|fit a/i.test(
      reading.text,
    )
      ? 0.87
      : 0.5;
  },
  plan,
  describe: (request) =>
    `${request.model?.degree === undefined ? 'a linear' : `a polynomial (degree ${String(request.model.degree)})`} regression of ${columnName(request.measures[0] ?? '')} on ${joinList(request.measures.slice(1).map(columnName))}`,
  code: regressionCode,
  report: reportRegression,
};

function plan(reading: Reading): RequestDraft | undefined {
  const columns = numericOrFlag(reading);
  const target = targetOf(reading, columns);
  if (!target) return undefined;
  const named = columns.filter((column) => column !== target);
  const predictors = named.length > 0 ? named : otherNumbers(reading, target);
  const left = reading.measures.map(({ column }) => column).filter((column) => !columns.includes(column));
  const assumptions = [
    ...(named.length === 0 ? ['No predictor was named, so I took every other numeric column.'] : []),
    ...(left.length > 0
      ? [
          `${joinList(left.map(({ name }) => columnName(name)))} ${left.length === 1 ? 'is' : 'are'} no number and ${left.length === 1 ? 'was' : 'were'} left out.`,
        ]
      : []),
  ];
  return predictors.length === 0
    ? undefined
    : { measures: [target.name, ...predictors.slice(0, MOST_PREDICTORS).map(({ name }) => name)], assumptions };
}

function numericOrFlag(reading: Reading): CatalogColumn[] {
  const own = reading.measures
    .map(({ column }) => column)
    .filter((column) => isNumeric(column) || looksNumeric(column) || column.type === 'BOOLEAN');
  const derived = reading.derived ? [reading.derived] : [];
  return own.length + derived.length > 0 ? [...new Set([...own, ...derived])] : [...numericSubjects(reading)];
}

/** "predict y from x", "y on x", "effect of x on y", "y is the dependent variable". */
function targetOf(reading: Reading, columns: readonly CatalogColumn[]): CatalogColumn | undefined {
  const mentions = reading.measures.filter(({ column }) => columns.includes(column));
  const [first] = columns;
  if (mentions.length === 0) return first;
  const after = (pattern: RegExp) => {
    const match = pattern.exec(reading.text);
    const at = match ? match.index + match[0].length : undefined;
    return at === undefined
      ? undefined
      : mentions.find(({ start }) => (reading.tokens[start]?.start ?? 0) >= at - 1)?.column;
  };
  const before = (pattern: RegExp) => {
    const at = pattern.exec(reading.text)?.index;
    return at === undefined
      ? undefined
      : mentions.findLast(({ end }) => (reading.tokens[end - 1]?.end ?? 0) <= at)?.column;
  };
  return (
    before(/\b(?:is|as) (?:the )?(?:dependent|target|response|outcome)\b/i) ??
    after(/\b(?:dependent|target|response|outcome) variable(?: is| being|:)?\b/i) ??
    after(/\b(?:effect|impact|influence) of\b.*?\bon\b/i) ??
    after(/\b(?:affects?|influences?|impacts?|drives?)\b/i) ??
    after(
      /\b(?:predict(?:ing|s|ion of|ions of)?|forecast(?:ing)?|estimat(?:e|ing)|explain(?:ing|s)?|model(?:ling|ing)?|regress(?:ing)?|regression (?:of|for))\b/i,
    ) ??
    first
  );
}

function otherNumbers(reading: Reading, target: CatalogColumn): CatalogColumn[] {
  return reading.catalog.columns
    .filter(
      (column) =>
        column !== target &&
        isNumeric(column) &&
        !isIdentifier(column, reading.catalog.rows) &&
        (column.profile?.distinct ?? 2) > 1,
    )
    .slice(0, 10);
}
