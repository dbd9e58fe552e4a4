import type { Catalog } from '../catalog.ts';
import type { PreparationStep } from '../request.ts';
import { dateColumn } from './column-hints.ts';

const NAME = 'day type';

/** "on weekdays and on weekends": the column that parts the days of the week, unless the table has one itself. */
export function readDayType(text: string, catalog: Catalog): Extract<PreparationStep, { kind: 'derive' }> | undefined {
  const isSaid = /\bweek ?days?\b/i.test(text) && /\b(?:weekends?|weekend days)\b/i.test(text);
  const date = dateColumn(catalog);
  const hasOwn = catalog.columns.some(({ name }) => /week_?end|work_?day/i.test(name));
  if (!isSaid || !date || hasOwn) return undefined;
  return { kind: 'derive', name: NAME, type: 'TEXT', expression: { kind: 'dayType', column: date.name } };
}
