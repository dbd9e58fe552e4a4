import { findColumn, type Catalog } from '../catalog.ts';
import type { Grouping, Statistic } from '../request.ts';

export const SHOWN_GROUPS = 30;

/** Statistics of several measures have the measure's place in their name. */
export function alias(statistic: Statistic, place: number): string {
  return place === 0 ? statistic : `${statistic}_${String(place + 1)}`;
}

export function isOrdered(group: Grouping | undefined, catalog: Catalog): boolean {
  const column = group && findColumn(catalog, group.column);
  return group?.bucket !== undefined || (column !== undefined && column.type !== 'TEXT' && column.type !== 'BOOLEAN');
}
