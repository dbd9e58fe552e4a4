import { isFrame, isSeries, type Danfo, type DanfoFrame } from './danfo.ts';
import { textTable } from './text-table.ts';
import { toPlain } from './to-plain.ts';

const rowsShown = 20;
const columnsShown = 12;
const itemsShown = 200;
const limits = { maxDepth: 8, maxNodes: 100_000 };

/** A value as `print` shows it: text as it is, frames and arrays of rows as tables, all else as JSON. */
export function display(value: unknown, dfd: Danfo): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isFrame(value, dfd)) return frameText(value);
  if (isSeries(value, dfd)) {
    const rows = value.index.slice(0, rowsShown).map((label, row) => [label, value.values[row]]);
    return table(['', value.columns[0] ?? ''], rows, value.values.length);
  }
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (Array.isArray(value) && isRecords(value)) return recordsText(value);
  return jsonText(value, dfd);
}

function jsonText(value: object, dfd: Danfo): string {
  if (Array.isArray(value) && value.length > itemsShown) {
    return `${jsonText(value.slice(0, itemsShown), dfd)} … (${value.length} items)`;
  }
  try {
    return JSON.stringify(toPlain(value, dfd, limits).value, null, isFlat(value) ? undefined : 2);
  } catch (error) {
    if (error instanceof RangeError) return '[a value too large to print]';
    throw error;
  }
}

function frameText(frame: DanfoFrame): string {
  const rows = frame.values
    .slice(0, rowsShown)
    .map((row, index) => [frame.index[index], ...row.slice(0, columnsShown)]);
  return table(['', ...frame.columns.slice(0, columnsShown)], rows, frame.values.length, frame.columns.length);
}

function recordsText(records: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(records[0] ?? {});
  const shown = columns.slice(0, columnsShown);
  const rows = records.slice(0, rowsShown).map((record) => shown.map((column) => record[column]));
  return table(shown, rows, records.length, columns.length);
}

function table(header: readonly string[], rows: unknown[][], totalRows: number, totalColumns = 0): string {
  const text = textTable([header, ...rows]);
  const isWhole = totalRows <= rowsShown && totalColumns <= columnsShown;
  return isWhole
    ? text
    : `${text}\n[${totalRows} rows${totalColumns > columnsShown ? `, ${totalColumns} columns` : ''}]`;
}

function isRecords(values: readonly unknown[]): values is readonly Record<string, unknown>[] {
  if (values.length === 0) return false;
  return values
    .slice(0, rowsShown)
    .every((value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}

/** Arrays of numbers and the like read better on one line. */
function isFlat(value: object): boolean {
  return Object.values(value).every((part) => typeof part !== 'object' || part === null);
}
