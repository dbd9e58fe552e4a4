/** A table as RFC 4180 has it. Its texts are anybody's: what a spreadsheet would run is made text by an apostrophe (CWE-1236). */
export function tableCsv(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: unknown): string {
  const text = typeof value === 'string' ? harmless(value) : value == null ? '' : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A sign before a plain number is no formula. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
}
