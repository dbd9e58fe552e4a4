import type { Value } from '../request.ts';

/** Stands for the guest's variable that holds the prepared rows; no name of a column can contain it. */
export const ROWS = '\u0000rows\u0000';

/** Any text as a SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('\u0000', '').replaceAll('"', '""')}"`;
}

export function literal(value: Value): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NULL';
  if (typeof value === 'boolean') return String(value);
  return `'${value.replaceAll('\u0000', '').replaceAll("'", "''")}'`;
}

/** SQL as a JavaScript template literal: whatever the names hold, only the placeholder for the rows is interpolated. */
export function template(sql: string): string {
  const escaped = sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `\`${escaped.replaceAll(ROWS, '(${rows})')}\``;
}

/** Any value as JavaScript source; safe inside a script element and a line comment too. */
export function source(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('<', '\\u003c');
}

/** Text in a line comment: one line, nothing that could end it. */
export function comment(text: string): string {
  return `// ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
}
