import { findColumn, isNumeric, withPreparation, type Catalog } from '../catalog.ts';
import { describeStep } from '../reporting/describe-preparation.ts';
import type { Expression, PreparationStep, Transform } from '../request.ts';
import { conditionSql } from './condition-sql.ts';
import { numeric, timestamp } from './expressions.ts';
import { formulaSql } from './formula-sql.ts';
import { isOutlierSql } from './outlier-sql.ts';
import { comment, identifier, literal, ROWS, template } from './sql-text.ts';
import { SAMPLE_ROWS, sampleClause, type Variant } from './variant.ts';

export interface PreparedRows {
  /** JavaScript that declares `rows`; empty when the whole table is meant. */
  readonly lines: readonly string[];
  /** What follows FROM in SQL given to `template`. */
  readonly from: string;
  readonly catalog: Catalog;
}

/** JavaScript that narrows the dataset step by step. Each step wraps the query before it, so nothing is copied. */
export function prepareRows(steps: readonly PreparationStep[], catalog: Catalog, variant: Variant): PreparedRows {
  const table = catalog.source === undefined ? 'data' : identifier(catalog.source.table);
  if (steps.length === 0 && !variant.sampled) return { lines: [], from: table, catalog };
  const first = variant.sampled ? `SELECT * FROM ${table} ${sampleClause}` : `SELECT * FROM ${table}`;
  const lines = [
    comment(variant.sampled ? `A sample of ${String(SAMPLE_ROWS)} rows` : 'The rows the question is about'),
    `let rows = ${template(first)};`,
  ];
  let current = catalog;
  for (const step of steps) {
    lines.push(comment(describeStep(step)), ...stepCode(step, current, variant));
    current = withPreparation(current, [step]);
  }
  return { lines: [...lines, ''], from: ROWS, catalog: current };
}

function stepCode(step: PreparationStep, catalog: Catalog, variant: Variant): string[] {
  const assign = (sql: string) => [`rows = ${template(sql)};`];
  switch (step.kind) {
    case 'filter':
      return assign(`SELECT * FROM ${ROWS} WHERE ${conditionSql(step.condition, catalog, variant)}`);
    case 'derive':
      return assign(
        `SELECT *, ${expressionSql(step.expression, catalog, variant)} AS ${identifier(step.name)} FROM ${ROWS}`,
      );
    case 'replace':
      return assign(
        `SELECT * REPLACE (${replacementSql(step, numeric(step.column, catalog, variant))} AS ${identifier(step.column)}) FROM ${ROWS}`,
      );
    case 'dropMissing': {
      const names = step.columns.length > 0 ? step.columns : catalog.columns.map(({ name }) => name);
      const known = names.map((name) => `${identifier(name)} IS NOT NULL`);
      return assign(`SELECT * FROM ${ROWS} WHERE ${known.join(step.onlyEmpty ? ' OR ' : ' AND ')}`);
    }
    case 'markMissing':
      return assign(`SELECT * REPLACE (${markSql(step, catalog)} AS ${identifier(step.column)}) FROM ${ROWS}`);
    case 'trim':
      return assign(
        `SELECT * REPLACE (trim(CAST(${identifier(step.column)} AS VARCHAR)) AS ${identifier(step.column)}) FROM ${ROWS}`,
      );
    case 'fillMissing': {
      const numbered = `(SELECT *, row_number() OVER () AS place FROM ${ROWS})`;
      const from = step.strategy === 'linear' ? numbered : ROWS;
      const all = step.strategy === 'linear' ? '* EXCLUDE (place)' : '*';
      return assign(
        `SELECT ${all} REPLACE (${fillSql(step, catalog, variant)} AS ${identifier(step.column)}) FROM ${from}`,
      );
    }
    case 'dropDuplicates':
      return assign(`SELECT DISTINCT * FROM ${ROWS}`);
    case 'removeOutliers':
      return assign(outlierFilter(step, catalog, variant));
  }
}

/** The bounds of a window are worked out before any row of it is left out. */
function outlierFilter(
  { columns, rule, within }: Extract<PreparationStep, { kind: 'removeOutliers' }>,
  catalog: Catalog,
  variant: Variant,
): string {
  const over = within === undefined ? ' OVER ()' : ` OVER (PARTITION BY ${identifier(within)})`;
  const values = columns.map((column) => numeric(column, catalog, variant));
  return `SELECT * FROM ${ROWS} QUALIFY ${isOutlierSql(values, rule, over)} IS NOT TRUE`;
}

function replacementSql({ transform, divisor }: Extract<PreparationStep, { kind: 'replace' }>, x: string): string {
  const sql = transformSql(transform, x);
  return divisor === undefined ? sql : `${sql} / ${String(divisor)}.0`;
}

function markSql({ column, value }: Extract<PreparationStep, { kind: 'markMissing' }>, catalog: Catalog): string {
  const id = identifier(column);
  return isNumeric(findColumn(catalog, column)) && typeof value === 'number'
    ? `nullif(${id}, ${literal(value)})`
    : `CASE WHEN lower(trim(CAST(${id} AS VARCHAR))) <> ${literal(String(value).toLowerCase())} THEN ${id} END`;
}

/** Between the known values before and after, by the number of rows; at either end the nearest known value. */
function interpolated(x: string): string {
  const before = 'OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)';
  const after = 'OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)';
  const place = `CASE WHEN ${x} IS NOT NULL THEN place END`;
  const [low, high] = [`last_value(${x} IGNORE NULLS) ${before}`, `first_value(${x} IGNORE NULLS) ${after}`];
  const [from, to] = [`max(${place}) ${before}`, `min(${place}) ${after}`];
  return `coalesce(${x}, ${low} + (${high} - ${low}) * (place - ${from}) / nullif(CAST(${to} - ${from} AS DOUBLE), 0), ${low}, ${high})`;
}

function fillSql(step: Extract<PreparationStep, { kind: 'fillMissing' }>, catalog: Catalog, variant: Variant): string {
  const numericFill = ['mean', 'median', 'linear'].includes(step.strategy);
  const within = step.within === undefined ? '' : `PARTITION BY ${identifier(step.within)}`;
  const id = numericFill ? numeric(step.column, catalog, variant) : identifier(step.column);
  const before = 'OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)';
  const after = 'OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)';
  switch (step.strategy) {
    case 'mean':
      return `coalesce(${id}, avg(${id}) OVER (${within}))`;
    case 'median':
      return `coalesce(${id}, median(${id}) OVER (${within}))`;
    case 'mode':
      return `coalesce(${id}, mode(${id}) OVER (${within}))`;
    case 'previous':
      return `last_value(${id} IGNORE NULLS) ${before}`;
    case 'next':
      return `first_value(${id} IGNORE NULLS) ${after}`;
    case 'linear':
      return interpolated(id);
    case 'value': {
      const column = findColumn(catalog, step.column);
      const value = step.value ?? '';
      return typeof value === 'string' && column?.type !== 'TEXT'
        ? `coalesce(CAST(${id} AS VARCHAR), ${literal(value)})`
        : `coalesce(${id}, ${literal(isNumeric(column) ? value : String(value))})`;
    }
  }
}

function transformSql(transform: Transform, column: string): string {
  const logs = { log: 'ln', log10: 'log10', log2: 'log2' } as const;
  switch (transform) {
    case 'log':
    case 'log10':
    case 'log2':
      return `CASE WHEN ${column} > 0 THEN ${logs[transform]}(${column}) END`;
    case 'log1p':
      return `CASE WHEN ${column} > -1 THEN ln(1 + ${column}) END`;
    case 'sqrt':
      return `CASE WHEN ${column} >= 0 THEN sqrt(${column}) END`;
    case 'square':
      return `${column} * ${column}`;
    case 'absolute':
      return `abs(${column})`;
    case 'minmax':
      return `(${column} - min(${column}) OVER ()) / nullif(CAST(max(${column}) OVER () - min(${column}) OVER () AS DOUBLE), 0)`;
    case 'zscore':
      return `(${column} - avg(${column}) OVER ()) / nullif(stddev_pop(${column}) OVER (), 0)`;
    case 'number':
      return column;
  }
}

function expressionSql(expression: Expression, catalog: Catalog, variant: Variant): string {
  switch (expression.kind) {
    case 'arithmetic': {
      const parts = expression.operands.map((part) =>
        'column' in part ? `CAST(${numeric(part.column, catalog, variant)} AS DOUBLE)` : literal(part.constant),
      );
      if (expression.operator !== '/') return parts.join(` ${expression.operator} `);
      const [top = '0', bottom = '1'] = parts;
      return expression.zeroInfinite
        ? `CASE WHEN ${bottom} = 0 THEN 0 ELSE ${top} / ${bottom} END`
        : `${top} / nullif(${bottom}, 0)`;
    }
    case 'formula':
      return formulaSql(expression.formula, {
        catalog,
        variant,
        orderBy: expression.orderBy,
        zeroInfinite: expression.zeroInfinite ?? false,
      });
    case 'window':
      return windowSql(expression, catalog, variant);
    case 'percentChange':
    case 'difference': {
      const column = numeric(expression.column, catalog, variant);
      const order =
        expression.orderBy === undefined ? '' : `ORDER BY ${timestamp(expression.orderBy, catalog, variant)}`;
      const previous = `lag(${column}) OVER (${order})`;
      return expression.kind === 'difference'
        ? `${column} - ${previous}`
        : `100.0 * (${column} - ${previous}) / nullif(${previous}, 0)`;
    }
    case 'datePart': {
      const moment = timestamp(expression.column, catalog, variant);
      return expression.part === 'weekday' ? `isodow(${moment})` : `${expression.part}(${moment})`;
    }
    case 'dayPeriod': {
      const hour = `hour(${timestamp(expression.column, catalog, variant)})`;
      const cases = expression.periods.map(
        ({ label, fromHour, toHour }) =>
          `WHEN ${hour} BETWEEN ${String(fromHour)} AND ${String(toHour)} THEN ${literal(label)}`,
      );
      return `CASE ${cases.join(' ')} END`;
    }
    case 'bins': {
      const x = numeric(expression.column, catalog, variant);
      const cases = expression.bins.map(({ label, from, below }) => {
        const bounds = [
          ...(from === undefined ? [] : [`${x} >= ${literal(from)}`]),
          ...(below === undefined ? [] : [`${x} < ${literal(below)}`]),
        ];
        return `WHEN ${bounds.join(' AND ') || 'true'} THEN ${literal(label)}`;
      });
      return `CASE WHEN ${x} IS NULL THEN NULL ${cases.join(' ')} END`;
    }
    case 'transform':
      return transformSql(expression.function, numeric(expression.column, catalog, variant));
  }
}

/** A window that is not full yet gives null. */
function windowSql(
  { column, function: name, rows, orderBy }: Extract<Expression, { kind: 'window' }>,
  catalog: Catalog,
  variant: Variant,
): string {
  const x = `CAST(${numeric(column, catalog, variant)} AS DOUBLE)`;
  const order = orderBy === undefined ? '' : `ORDER BY ${timestamp(orderBy, catalog, variant)} `;
  if (name === 'cumulativeSum') return `sum(${x}) OVER (${order}ROWS UNBOUNDED PRECEDING)`;
  const frame = `OVER (${order}ROWS BETWEEN ${String(rows - 1)} PRECEDING AND CURRENT ROW)`;
  const statistic = name === 'rollingMean' ? 'avg' : 'sum';
  return `CASE WHEN count(${x}) ${frame} = ${String(rows)} THEN ${statistic}(${x}) ${frame} END`;
}
