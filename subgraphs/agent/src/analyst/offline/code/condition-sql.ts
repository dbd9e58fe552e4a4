import { findColumn, isNumeric, isTemporal, looksNumeric, type Catalog } from '../catalog.ts';
import type { Condition, Value } from '../request.ts';
import { datePartSql, numeric, timestamp } from './expressions.ts';
import { identifier, literal, ROWS } from './sql-text.ts';
import type { Variant } from './variant.ts';

/** A condition as SQL. Values stand in it as literals, quoted here and nowhere else. */
export function conditionSql(condition: Condition, catalog: Catalog, variant: Variant): string {
  const nested = (part: Condition) => conditionSql(part, catalog, variant);
  const side = (column: string, value: Value) => comparable(column, value, catalog, variant);
  switch (condition.kind) {
    case 'all':
      return condition.conditions
        .map((part) => (part.kind === 'any' ? `(${nested(part)})` : nested(part)))
        .join(' AND ');
    case 'any':
      return condition.conditions.map(nested).join(' OR ');
    case 'compare':
      return `${side(condition.column, condition.value)} ${condition.operator === '!=' ? '<>' : condition.operator} ${typed(condition.value, condition.column, catalog)}`;
    case 'between':
      return `${side(condition.column, condition.low)} BETWEEN ${typed(condition.low, condition.column, catalog)} AND ${typed(condition.high, condition.column, catalog)}`;
    case 'in':
      return `${side(condition.column, condition.values[0] ?? '')} ${condition.negated ? 'NOT ' : ''}IN (${condition.values.map((value) => typed(value, condition.column, catalog)).join(', ')})`;
    case 'relative': {
      const column = numeric(condition.column, catalog, variant);
      const name = { mean: 'avg', median: 'median', min: 'min', max: 'max' }[condition.statistic];
      return `${column} ${condition.operator} (SELECT ${name}(${column}) FROM ${ROWS})`;
    }
    case 'text': {
      const value = literal(condition.value.toLowerCase());
      const name = { startsWith: 'starts_with', endsWith: 'ends_with', contains: 'contains' }[condition.match];
      return `${condition.negated ? 'NOT ' : ''}${name}(lower(CAST(${identifier(condition.column)} AS VARCHAR)), ${value})`;
    }
    case 'missing':
      return `${identifier(condition.column)} IS ${condition.negated ? 'NOT ' : ''}NULL`;
    case 'datePart':
      return `${datePartSql(condition.part, timestamp(condition.column, catalog, variant))} ${condition.operator === '!=' ? '<>' : condition.operator} ${literal(condition.value)}`;
  }
}

function comparable(name: string, value: Value, catalog: Catalog, variant: Variant): string {
  const column = findColumn(catalog, name);
  if (typeof value === 'number')
    return isNumeric(column) && !variant.tolerant
      ? identifier(name)
      : looksNumeric(column) || isNumeric(column)
        ? numeric(name, catalog, variant)
        : `CAST(${identifier(name)} AS VARCHAR)`;
  return identifier(name);
}

function typed(value: Value, name: string, catalog: Catalog): string {
  const column = findColumn(catalog, name);
  if (isTemporal(column))
    return `TRY_CAST(${literal(String(value).length === 7 ? `${String(value)}-01` : String(value))} AS TIMESTAMP)`;
  if (typeof value === 'number' && column?.type === 'TEXT' && !looksNumeric(column)) return literal(String(value));
  return literal(value);
}
