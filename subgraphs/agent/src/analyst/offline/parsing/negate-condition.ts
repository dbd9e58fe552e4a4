import type { Comparison, Condition } from '../request.ts';

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '!=',
  '!=': '=',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
};

/** The rows that a condition leaves out. */
export function negate(condition: Condition): Condition {
  switch (condition.kind) {
    case 'compare':
      return { ...condition, operator: OPPOSITE[condition.operator] };
    case 'relative':
      return { ...condition, operator: OPPOSITE[condition.operator] };
    case 'datePart':
      return { ...condition, operator: OPPOSITE[condition.operator] };
    case 'between': {
      const { column, low, high } = condition;
      return {
        kind: 'any',
        conditions: [
          { kind: 'compare', column, operator: '<', value: low },
          { kind: 'compare', column, operator: '>', value: high },
        ],
      };
    }
    case 'in':
      return { ...condition, negated: !condition.negated };
    case 'text':
      return { ...condition, negated: !condition.negated };
    case 'missing':
      return { ...condition, negated: !condition.negated };
    case 'all':
      return { kind: 'any', conditions: condition.conditions.map(negate) };
    case 'any':
      return { kind: 'all', conditions: condition.conditions.map(negate) };
  }
}
