const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });
const cents = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
const dollars = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return whole.format(value);
  return (Math.abs(value) < 1_000 ? precise : cents).format(value);
}

/** Bytes in decimal units, as disks and downloads are measured. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${units[power] ?? ''}`;
}

export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

export function formatDateTime(iso: string): string {
  return dateTime.format(new Date(iso));
}

/** `just now`, `2h ago`, `yesterday`; from a month on the date itself. */
export function formatAge(iso: string, now = Date.now()): string {
  const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
  if (minutes === 0) return 'just now';
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  if (Math.abs(minutes) < 30 * 24 * 60) return relative.format(Math.round(minutes / (24 * 60)), 'day');
  return dateTime.format(new Date(iso));
}

export function formatCost(usd: number): string {
  return dollars.format(usd);
}

/** A value of a dataset as it is there: years have no commas, and no digit is left out. */
export function formatRaw(value: unknown): string {
  return typeof value === 'number' ? String(value) : formatCell(value);
}

/** A value of a result, as a table shows it. */
export function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}
