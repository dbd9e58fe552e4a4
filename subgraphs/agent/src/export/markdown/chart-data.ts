import type { JsonObject, JsonValue } from '../../sandbox/sandbox.ts';
import { cellText } from '../bounds.ts';

const maxRows = 100;

/** The rows that a chart draws, where it has them in the one usual place. */
export function chartData(
  spec: JsonObject,
): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | undefined {
  const data = spec['data'];
  const values = isObject(data) ? data['values'] : undefined;
  if (!Array.isArray(values)) return undefined;
  const rows = (values as readonly JsonValue[]).slice(0, maxRows).filter(isObject); // isArray says any[]
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return undefined;
  return { columns, rows: rows.map((row) => columns.map((name) => cellText(row[name]))) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
