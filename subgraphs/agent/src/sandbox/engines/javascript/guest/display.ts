import { isFrame, isSeries, type Danfo, type DanfoFrame, type DanfoSeries } from './danfo.ts';
import {
  append,
  bareList,
  get,
  getPrototypeOf,
  isArray,
  isPrototypeOf,
  keysOf,
  min,
  objectPrototype,
  prototypes,
  RangeError,
  toText,
  writeJson,
} from './primordials.ts';
import { textTable } from './text-table.ts';
import { toPlain } from './to-plain.ts';

const rowsShown = 20;
const columnsShown = 12;
const itemsShown = 200;
const limits = { maxDepth: 8, maxNodes: 100_000 };

/** A value as `print` shows it: text as it is, frames and arrays of rows as tables, all else as JSON. */
export function display(value: unknown, dfd: Danfo): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return `[function ${toText(get(value, 'name'))}]`;
  if (typeof value !== 'object' || value === null) return toText(value);
  if (isFrame(value, dfd)) return frameText(value, dfd);
  if (isSeries(value, dfd)) return seriesText(value, dfd);
  if (isPrototypeOf(prototypes.error, value)) return `${toText(get(value, 'name'))}: ${toText(get(value, 'message'))}`;
  if (isArray(value) && isRecords(value)) return recordsText(value, dfd);
  return jsonText(value, dfd);
}

function jsonText(value: object, dfd: Danfo): string {
  if (isArray(value) && value.length > itemsShown) {
    return `${jsonText(beginning(value, itemsShown), dfd)} … (${value.length} items)`;
  }
  try {
    return writeJson(toPlain(value, dfd, limits).value, null, isFlat(value) ? undefined : 2);
  } catch (error) {
    if (isTooLarge(error)) return '[a value too large to print]';
    throw error;
  }
}

function frameText({ columns, index, values }: DanfoFrame, dfd: Danfo): string {
  const rows = bareList<readonly unknown[]>();
  for (let row = 0; row < min(values.length, rowsShown); row += 1) {
    append(rows, withLabel(index[row], beginning(values[row] ?? [], columnsShown)));
  }
  const header = withLabel('', beginning(columns, columnsShown));
  return table({ header, rows, totalRows: values.length, totalColumns: columns.length }, dfd);
}

function seriesText({ columns, index, values }: DanfoSeries, dfd: Danfo): string {
  const rows = bareList<readonly unknown[]>();
  for (let row = 0; row < min(values.length, rowsShown); row += 1) append(rows, [index[row], values[row]]);
  return table({ header: ['', columns[0] ?? ''], rows, totalRows: values.length, totalColumns: 0 }, dfd);
}

function recordsText(records: readonly Record<string, unknown>[], dfd: Danfo): string {
  const columns = keysOf(records[0] ?? {});
  const shown = beginning(columns, columnsShown);
  const rows = bareList<readonly unknown[]>();
  for (let row = 0; row < min(records.length, rowsShown); row += 1) {
    const cells = bareList<unknown>();
    for (let column = 0; column < shown.length; column += 1) append(cells, records[row]?.[shown[column] ?? '']);
    append(rows, cells);
  }
  return table({ header: shown, rows, totalRows: records.length, totalColumns: columns.length }, dfd);
}

interface ShownTable {
  readonly header: readonly unknown[];
  readonly rows: readonly (readonly unknown[])[];
  readonly totalRows: number;
  readonly totalColumns: number;
}

function table({ header, rows, totalRows, totalColumns }: ShownTable, dfd: Danfo): string {
  const text = textTable(header, rows, (value) => cellText(value, dfd));
  const isWhole = totalRows <= rowsShown && totalColumns <= columnsShown;
  return isWhole
    ? text
    : `${text}\n[${totalRows} rows${totalColumns > columnsShown ? `, ${totalColumns} columns` : ''}]`;
}

function cellText(value: object, dfd: Danfo): string {
  try {
    return writeJson(toPlain(value, dfd, limits).value);
  } catch (error) {
    if (isTooLarge(error)) return '[object]';
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && isPrototypeOf(RangeError.prototype, error);
}

function beginning<Item>(items: readonly Item[], count: number): Item[] {
  const list = bareList<Item>();
  for (let index = 0; index < min(items.length, count); index += 1) append(list, items[index] as Item); // within its length
  return list;
}

function withLabel(label: unknown, cells: readonly unknown[]): unknown[] {
  const row = bareList<unknown>();
  append(row, label);
  for (let index = 0; index < cells.length; index += 1) append(row, cells[index]);
  return row;
}

function isRecords(values: readonly unknown[]): values is readonly Record<string, unknown>[] {
  for (let index = 0; index < min(values.length, rowsShown); index += 1) {
    const value = values[index];
    if (typeof value !== 'object' || value === null || getPrototypeOf(value) !== objectPrototype) return false;
  }
  return values.length > 0;
}

/** Arrays of numbers and the like read better on one line. */
function isFlat(value: object): boolean {
  const keys = keysOf(value);
  for (let index = 0; index < keys.length; index += 1) {
    const part: unknown = get(value, keys[index] ?? '');
    if (typeof part === 'object' && part !== null) return false;
  }
  return true;
}
