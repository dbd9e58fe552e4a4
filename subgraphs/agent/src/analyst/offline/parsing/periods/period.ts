import type { DatePart } from '../../request.ts';
import { MONTHS } from '../numerals.ts';

/** A span of the calendar: a year, or a part of one with or without its year. */
export interface Period {
  readonly year?: number;
  readonly part?: { readonly unit: Exclude<DatePart, 'year'>; readonly number: number };
}

const MONTHS_IN = { month: 1, quarter: 3, half: 6 } as const;

export function unitOf({ part }: Period): DatePart {
  return part?.unit ?? 'year';
}

/** The first day as an ISO date; undefined without a year. */
export function startOf({ year, part }: Period): string | undefined {
  return year === undefined ? undefined : isoMonth(year, part ? (part.number - 1) * MONTHS_IN[part.unit] : 0);
}

/** The first day that is no longer in it. */
export function endOf({ year, part }: Period): string | undefined {
  return year === undefined ? undefined : isoMonth(year, part ? part.number * MONTHS_IN[part.unit] : 12);
}

/** The first day of a month counted from the year's January (0); the count may leave the year. */
export function isoMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

export function periodLabel({ year, part }: Period): string {
  const own = year === undefined ? '' : ` ${String(year)}`;
  if (!part) return own.trim();
  if (part.unit === 'quarter') return `Q${String(part.number)}${own}`;
  if (part.unit === 'month') {
    const name = MONTHS[part.number - 1] ?? '';
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}${own}`;
  }
  return `the ${part.number === 1 ? 'first' : 'second'} half of ${year === undefined ? 'the year' : String(year)}`;
}
