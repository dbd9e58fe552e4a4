import type { View } from 'vega';
import type { Row } from '../../../ui/data-table.tsx';

export interface ChartData {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** The rows that a chart was given, as its specification holds them; of several sources the first. */
export function chartData(view: View, spec: unknown): ChartData {
  const records = inlineValues(spec) ?? (view.data('source_0') as readonly unknown[]); // vega types its tuples as any
  const objects = records.filter(isRecord);
  const columns = [...new Set(objects.slice(0, 1_000).flatMap((record) => Object.keys(record)))];
  return { columns, rows: objects.map((record) => columns.map((column) => record[column])) };
}

function inlineValues(spec: unknown): readonly unknown[] | undefined {
  if (!isRecord(spec)) return undefined;
  const { data, datasets } = spec;
  if (isRecord(data) && isList(data['values'])) return data['values'];
  const [first] = isRecord(datasets) ? Object.values(datasets) : [];
  return isList(first) ? first : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
