import { periodLabel, type Period } from '../parsing/periods/period.ts';
import { dependsOnOrder } from '../parsing/made-columns.ts';
import { describeFormula } from './describe-formula.ts';
import type { Bin, Condition, Expression, PreparationStep, Value } from '../request.ts';

export function columnName(name: string): string {
  return `\`${name.replaceAll('`', 'ˋ').replace(/[\r\n]+/g, ' ')}\``;
}

function valueText(value: Value): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

const STATISTICS = { mean: 'mean', median: 'median', min: 'minimum', max: 'maximum' } as const;
const MATCHES = { startsWith: 'starts with', endsWith: 'ends with', contains: 'contains' } as const;

export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return describePeriod(condition) ?? condition.conditions.map(describeCondition).join(' and ');
    case 'any':
      return condition.conditions.map(describeCondition).join(' or ');
    case 'compare':
      return `${columnName(condition.column)} ${sign(condition.operator)} ${valueText(condition.value)}`;
    case 'relative':
      return `${columnName(condition.column)} ${sign(condition.operator)} its ${STATISTICS[condition.statistic]}`;
    case 'between':
      return `${columnName(condition.column)} between ${valueText(condition.low)} and ${valueText(condition.high)}`;
    case 'in':
      return `${columnName(condition.column)} ${condition.negated ? 'none of' : 'one of'} ${condition.values.map(valueText).join(', ')}`;
    case 'text':
      return `${columnName(condition.column)} ${condition.negated ? 'not: ' : ''}${MATCHES[condition.match]} "${condition.value}"`;
    case 'missing':
      return `${columnName(condition.column)} is ${condition.negated ? 'not missing' : 'missing'}`;
    case 'datePart':
      return (
        describePeriod(condition) ??
        `the ${condition.part} of ${columnName(condition.column)} ${sign(condition.operator)} ${condition.value}`
      );
  }
}

/** "`sold_on` in Q1 2023": the parts of one date that name a period. */
function describePeriod(condition: Condition): string | undefined {
  const parts = condition.kind === 'all' ? condition.conditions : [condition];
  const dated = parts.filter((part) => part.kind === 'datePart' && part.operator === '=');
  const [first] = dated;
  if (first?.kind !== 'datePart' || dated.length !== parts.length || parts.length > 2) return undefined;
  const year = dated.find((part) => part.kind === 'datePart' && part.part === 'year');
  const rest = dated.find((part) => part !== year);
  const period: Period = {
    ...(year?.kind === 'datePart' && { year: year.value }),
    ...(rest?.kind === 'datePart' && rest.part !== 'year' && { part: { unit: rest.part, number: rest.value } }),
  };
  return `${columnName(first.column)} in ${periodLabel(period)}`;
}

function sign(operator: string): string {
  return { '>=': '≥', '<=': '≤', '!=': '≠' }[operator] ?? operator;
}

export function describeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'arithmetic': {
      const symbol = { '+': '+', '-': '−', '*': '×', '/': '÷' }[expression.operator];
      return expression.operands
        .map((part) => ('column' in part ? columnName(part.column) : String(part.constant)))
        .join(` ${symbol} `);
    }
    case 'formula':
      return `${describeFormula(expression.formula, columnName)}${dependsOnOrder(expression) ? orderText(expression.orderBy) : ''}`;
    case 'window':
      return `${windowText(expression)} of ${columnName(expression.column)}${orderText(expression.orderBy)}`;
    case 'percentChange':
      return `the change of ${columnName(expression.column)} from the row before, in percent${orderText(expression.orderBy)}`;
    case 'difference':
      return `the change of ${columnName(expression.column)} from the row before${orderText(expression.orderBy)}`;
    case 'datePart':
      return `the ${expression.part} of ${columnName(expression.column)}`;
    case 'dayPeriod':
      return `the time of day of ${columnName(expression.column)}: ${expression.periods.map(({ label }) => label).join(', ')}`;
    case 'bins':
      return `groups of ${columnName(expression.column)}: ${expression.bins.map(binText).join(', ')}`;
    case 'transform':
      return `${TRANSFORMS[expression.function]} of ${columnName(expression.column)}`;
  }
}

function windowText({ function: name, rows }: Extract<Expression, { kind: 'window' }>): string {
  switch (name) {
    case 'rollingMean':
      return `the mean over ${rows} rows, this one the last,`;
    case 'rollingSum':
      return `the sum over ${rows} rows, this one the last,`;
    case 'cumulativeSum':
      return 'the running total';
  }
}

function binText({ label, from, below }: Bin): string {
  const bounds = [...(from === undefined ? [] : [`from ${from}`]), ...(below === undefined ? [] : [`below ${below}`])];
  return `${label} (${bounds.join(', ')})`;
}

function orderText(orderBy: string | undefined): string {
  return orderBy === undefined ? ', in the order of the file' : `, in the order of ${columnName(orderBy)}`;
}

const TRANSFORMS = {
  log: 'the natural logarithm',
  log10: 'the logarithm to base 10',
  log2: 'the logarithm to base 2',
  log1p: 'the logarithm of one plus the value',
  sqrt: 'the square root',
  square: 'the square',
  absolute: 'the absolute value',
  minmax: 'the min-max normalisation (smallest 0, largest 1)',
  zscore: 'the z-score (by the population standard deviation)',
  number: 'the number written',
} as const;

const FILLS = {
  mean: 'its mean',
  median: 'its median',
  mode: 'its most frequent value',
  previous: 'the value before',
  next: 'the value after',
  linear: 'a value on the line between the ones before and after',
} as const;

export function describeStep(step: PreparationStep): string {
  switch (step.kind) {
    case 'filter':
      return `only rows where ${describeCondition(step.condition)}`;
    case 'derive':
      return `a new column ${columnName(step.name)}: ${describeExpression(step.expression)}`;
    case 'replace':
      return `${columnName(step.column)} becomes ${TRANSFORMS[step.transform]} of it${unitText(step.divisor)}`;
    case 'markMissing':
      return `${valueText(step.value)} in ${columnName(step.column)} counts as missing`;
    case 'trim':
      return `spaces around ${columnName(step.column)} are removed`;
    case 'dropMissing':
      if (step.onlyEmpty) return 'rows without any value are left out';
      return step.columns.length > 0
        ? `rows where ${step.columns.map(columnName).join(' or ')} is missing are left out`
        : 'rows with any missing value are left out';
    case 'fillMissing':
      return `missing values of ${columnName(step.column)} are filled with ${step.strategy === 'value' ? valueText(step.value ?? '') : FILLS[step.strategy]}${step.within === undefined ? '' : ` among rows of the same ${columnName(step.within)}`}`;
    case 'dropDuplicates':
      return 'duplicate rows are left out';
    case 'removeOutliers':
      return `outliers of ${step.columns.map(columnName).join(' or ')}${step.within === undefined ? '' : ` within each ${columnName(step.within)}`} are left out (${describeRule(step.rule)})`;
  }
}

/** In words: a number would be one that nothing computed. */
function unitText(divisor: number | undefined): string {
  if (divisor === undefined) return '';
  const unit = { 1e3: 'thousands', 1e6: 'millions', 1e9: 'billions' }[divisor];
  return unit === undefined ? ', in the unit asked for' : `, in ${unit}`;
}

export function describeRule(rule: {
  readonly method: 'iqr' | 'zscore';
  readonly threshold: number;
  readonly population: boolean;
}): string {
  return rule.method === 'iqr'
    ? `more than ${rule.threshold} × IQR below the first or above the third quartile`
    : `z-score beyond ±${rule.threshold}, by the ${rule.population ? 'population' : 'sample'} standard deviation`;
}

/** " where …, after …": the preparation in a phrase; empty when there is none. */
export function describePreparation(steps: readonly PreparationStep[], withDerived = false): string {
  const filters = steps.filter((step) => step.kind === 'filter').map((step) => describeCondition(step.condition));
  const others = steps
    .filter((step) => step.kind !== 'filter' && (withDerived || step.kind !== 'derive'))
    .map(describeStep);
  const where = filters.length > 0 ? ` where ${filters.join(' and ')}` : '';
  return others.length > 0 ? `${where}, after: ${others.join('; ')}` : where;
}
