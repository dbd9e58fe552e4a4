import type { Catalog } from '../catalog.ts';
import type { Expression, PreparationStep } from '../request.ts';
import { dateColumn } from './column-hints.ts';
import type { DerivedReading } from './derived-columns.ts';

/** The same formula said again means the column that it made before. */
export function sameAsMade(
  derived: DerivedReading | undefined,
  made: readonly PreparationStep[],
): DerivedReading | undefined {
  const key = (expression: Expression) => JSON.stringify({ ...expression, zeroInfinite: undefined });
  const known =
    derived && made.find((step) => step.kind === 'derive' && key(step.expression) === key(derived.step.expression));
  return derived && known?.kind === 'derive' ? { ...derived, step: known } : derived;
}

/** Changes from the row before follow the dates where there are any. */
export function withOrder(derived: DerivedReading | undefined, catalog: Catalog): DerivedReading | undefined {
  const expression = derived?.step.expression;
  const date = dateColumn(catalog);
  if (!derived || !date || (expression?.kind !== 'percentChange' && expression?.kind !== 'difference')) return derived;
  return { ...derived, step: { ...derived.step, expression: { ...expression, orderBy: date.name } } };
}
