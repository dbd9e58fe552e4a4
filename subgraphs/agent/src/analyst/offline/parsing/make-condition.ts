import { isTemporal, type CatalogColumn } from '../catalog.ts';
import type { Comparison, Condition } from '../request.ts';
import type { OperatorMention } from './comparators.ts';
import type { Operand } from './condition-operands.ts';
import { valueFor } from './value-conditions.ts';

export function asComparison(operator: OperatorMention['operator']): Comparison | undefined {
  return operator === '=' ||
    operator === '!=' ||
    operator === '>' ||
    operator === '>=' ||
    operator === '<' ||
    operator === '<='
    ? operator
    : undefined;
}

export function makeCondition(
  column: CatalogColumn,
  operator: OperatorMention['operator'],
  operand: Operand,
): Condition | undefined {
  if (operator === 'startsWith' || operator === 'endsWith' || operator === 'contains') {
    if (operand.kind !== 'value' || column.type !== 'TEXT') return undefined;
    return { kind: 'text', column: column.name, match: operator, value: String(operand.value), negated: false };
  }
  const comparison = asComparison(operator);
  if (!comparison) return undefined;
  if (operand.kind === 'statistic')
    return { kind: 'relative', column: column.name, operator: comparison, statistic: operand.statistic };
  if (isTemporal(column) && typeof operand.value === 'number')
    return { kind: 'datePart', column: column.name, part: 'year', operator: comparison, value: operand.value };
  const value = valueFor(column, operand.value);
  return value === undefined ? undefined : { kind: 'compare', column: column.name, operator: comparison, value };
}
