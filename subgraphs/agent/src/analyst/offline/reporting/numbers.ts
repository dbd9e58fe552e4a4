const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** A number for reading: thousands separators, four significant digits where it is small. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return whole.format(value);
  if (size >= 1e15) return value.toExponential(3);
  if (size >= 100) return cents.format(value);
  if (size >= 1) return plain.format(value);
  return size >= 0.0001 || size === 0 ? small.format(value) : value.toExponential(2);
}

/** A year or another whole number that names a thing: no separators. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

export function formatPercent(value: number | null | undefined): string {
  return value === null || value === undefined
    ? '–'
    : `${formatNumber(Math.abs(value) >= 1 ? Math.round(value * 100) / 100 : value)} %`;
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : nouns}`;
}

/** A change in percent, with its sign: "+12.5 %". */
export function formatChange(percent: number | null | undefined): string {
  return `${(percent ?? 0) > 0 ? '+' : ''}${formatPercent(percent)}`;
}

/** ", by 12 (+5 %)": the absolute and the relative change, as far as they are known. */
export function changeText(change: number | null, percent: number | null): string {
  if (change === null || change === 0) return '';
  return `, by **${formatNumber(Math.abs(change))}**${percent === null ? '' : ` (${formatChange(percent)})`}`;
}

/** "a, b and c". */
export function joinList(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

const LEAST_P = 0.0001;

/** A p-value in words: "p = 0.03"; how far below 0.0001 it lies says nothing more. */
export function pText(p: number | null, isBold = false): string {
  if (p !== null && p < LEAST_P) {
    const bound = `p < ${String(LEAST_P)}`;
    return isBold ? `**${bound}**` : bound;
  }
  return `p = ${isBold ? `**${formatNumber(p)}**` : formatNumber(p)}`;
}

/** A p-value in a table: one that double precision cannot hold is no zero. */
export function formatP(p: number | null): string {
  return p === 0 ? `< ${String(LEAST_P)}` : formatNumber(p);
}
