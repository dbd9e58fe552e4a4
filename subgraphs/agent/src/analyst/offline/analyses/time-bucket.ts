import type { CatalogColumn } from '../catalog.ts';
import { unitOf } from '../parsing/periods/period.ts';
import type { Reading } from '../parsing/reading.ts';
import type { DateBucket } from '../request.ts';

/** "year over year", "from 2001 to 2017": the periods to take where none is named as a group. */
export function saidBucket({ text, periods }: Reading): DateBucket | undefined {
  const over = /\b(year|quarter|month|week)[- ](?:over|on)[- ]\1\b/i.exec(text)?.[1]?.toLowerCase();
  if (over === 'year' || over === 'quarter' || over === 'month' || over === 'week') return over;
  const short = /\b(yoy|qoq|mom)\b/i.exec(text)?.[1]?.toLowerCase();
  if (short !== undefined) return short === 'yoy' ? 'year' : short === 'qoq' ? 'quarter' : 'month';
  if (/\b(?:annual|yearly)\b/i.test(text)) return 'year';
  return periods.span && unitOf(periods.span[0]);
}

/** So many periods that a line has a shape and not so many that it blurs. */
export function bucketFor({ profile }: CatalogColumn): DateBucket {
  const texts = [profile?.min, profile?.max].map((text) => Date.parse(text ?? ''));
  const ends = texts.every(Number.isFinite)
    ? texts
    : (profile?.topValues ?? []).map(({ value }) => Date.parse(value)).filter(Number.isFinite);
  const days = (Math.max(...ends) - Math.min(...ends)) / 86_400_000;
  if (!Number.isFinite(days)) return 'month';
  if (days > 365 * 8) return 'year';
  if (days > 150) return 'month';
  if (days > 70) return 'week';
  return days > 2 ? 'day' : 'hour';
}
