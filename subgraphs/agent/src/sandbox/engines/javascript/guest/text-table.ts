const widestCell = 40;

/** Rows as aligned text, the first of them the header. Numbers stand right, all else left. */
export function textTable(rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(cellText));
  const columnCount = Math.max(0, ...cells.map((row) => row.length));
  const columns = Array.from({ length: columnCount }, (_, index) => index);
  const widths = columns.map((column) => cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
  const isNumeric = columns.map((column) => rows.slice(1).every((row) => isNumberLike(row[column])));
  const lines = cells.map((row) =>
    columns
      .map((column) => pad(row[column] ?? '', widths[column] ?? 0, isNumeric[column] ?? false))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n');
}

function pad(text: string, width: number, toTheRight: boolean): string {
  return toTheRight ? text.padStart(width) : text.padEnd(width);
}

function isNumberLike(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'number' || typeof value === 'bigint';
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? numberText(value) : shortText(value);
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
}

/** At most six decimals: enough to read, and no tails of binary fractions. */
function numberText(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value) ? String(value) : String(Number(value.toFixed(6)));
}

function shortText(value: string | boolean | bigint | symbol | object): string {
  const text = typeof value === 'object' ? objectText(value) : value.toString();
  return text.replace(/\s+/g, ' ');
}

function objectText(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It refers to itself, or holds something that JSON has no word for.
    return '[object]';
  }
}
