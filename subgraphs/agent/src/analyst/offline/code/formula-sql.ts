import type { Catalog } from '../catalog.ts';
import type { Formula, FormulaFunction, Moment } from '../request.ts';
import { numeric, timestamp } from './expressions.ts';
import { literal } from './sql-text.ts';
import type { Variant } from './variant.ts';

interface FormulaContext {
  readonly catalog: Catalog;
  readonly variant: Variant;
  /** The column whose order says which row is the one before; the order of the file when absent. */
  readonly orderBy: string | undefined;
  /** A division by zero gives zero, not null. */
  readonly zeroInfinite: boolean;
}

/** A formula as SQL over one row. */
export function formulaSql(formula: Formula, context: FormulaContext): string {
  const { catalog, variant } = context;
  const column = (name: string) => `CAST(${numeric(name, catalog, variant)} AS DOUBLE)`;
  switch (formula.kind) {
    case 'number':
      return `CAST(${literal(formula.value)} AS DOUBLE)`;
    case 'column':
      return column(formula.column);
    case 'previous':
      return `lag(${column(formula.column)}) OVER (${orderSql(context)})`;
    case 'negate':
      return `(-${formulaSql(formula.of, context)})`;
    case 'binary':
      return binarySql(formula, context);
    case 'call':
      return callSql(formula.function, formulaSql(formula.of, context));
    case 'days':
      return `CAST(date_diff('day', ${momentSql(formula.from, context)}, ${momentSql(formula.to, context)}) AS DOUBLE)`;
  }
}

function orderSql({ catalog, variant, orderBy }: FormulaContext): string {
  return orderBy === undefined ? '' : `ORDER BY ${timestamp(orderBy, catalog, variant)}`;
}

function binarySql(
  { operator, left, right }: Extract<Formula, { readonly kind: 'binary' }>,
  context: FormulaContext,
): string {
  const first = formulaSql(left, context);
  const second = formulaSql(right, context);
  if (operator === '^') return `pow(${first}, ${second})`;
  if (operator !== '/') return `(${first} ${operator} ${second})`;
  return context.zeroInfinite
    ? `(CASE WHEN ${second} = 0 THEN 0 ELSE ${first} / ${second} END)`
    : `(${first} / nullif(${second}, 0))`;
}

/** Null where the function is not defined. */
function callSql(name: FormulaFunction, x: string): string {
  switch (name) {
    case 'log':
      return `(CASE WHEN ${x} > 0 THEN ln(${x}) END)`;
    case 'log10':
    case 'log2':
      return `(CASE WHEN ${x} > 0 THEN ${name}(${x}) END)`;
    case 'log1p':
      return `(CASE WHEN ${x} > -1 THEN ln(1 + ${x}) END)`;
    case 'sqrt':
      return `(CASE WHEN ${x} >= 0 THEN sqrt(${x}) END)`;
    case 'square':
      return `pow(${x}, 2)`;
    case 'exp':
      return `exp(${x})`;
    case 'absolute':
      return `abs(${x})`;
  }
}

function momentSql(moment: Moment, { catalog, variant }: FormulaContext): string {
  return 'date' in moment
    ? `CAST(${literal(moment.date)} AS DATE)`
    : `CAST(${timestamp(moment.column, catalog, variant)} AS DATE)`;
}
