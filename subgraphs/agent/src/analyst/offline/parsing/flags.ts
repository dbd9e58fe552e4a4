import type { CatalogColumn } from '../catalog.ts';
import type { Condition, Value } from '../request.ts';

/** What says "yes" in a column of yes and no: true, 1, "yes"; undefined for every other column. */
export function yesValue({ type, profile }: CatalogColumn): Value | undefined {
  if (type === 'BOOLEAN') return true;
  if (type === 'INTEGER') return profile?.min === '0' && profile.max === '1' ? 1 : undefined;
  if (type !== 'TEXT' || profile?.distinct !== 2) return undefined;
  const values = profile.topValues.map(({ value }) => value);
  const no = values.find((value) => /^(?:no|n|false|f|0)$/i.test(value.trim()));
  return no === undefined ? undefined : values.find((value) => /^(?:yes|y|true|t|1)$/i.test(value.trim()));
}

/** The rows where the column says "yes". */
export function yesCondition(column: CatalogColumn): Condition | undefined {
  const value = yesValue(column);
  return value === undefined ? undefined : { kind: 'compare', column: column.name, operator: '=', value };
}
