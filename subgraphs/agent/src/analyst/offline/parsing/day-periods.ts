import type { DayPeriod } from '../request.ts';

const PERIOD =
  /\b([\p{L}]+(?: [\p{L}]+)?)\s*(?:\(|:|from|is|between)\s*(\d{1,2})(?::(\d{2}))?\s*(am|pm)?\s*(?:to|-|–|and|until)\s*(\d{1,2})(?::(\d{2}))?\s*(am|pm)?/giu;

/** `morning (6:00 to 11:59), afternoon (12:00 to 17:59)`: named spans of whole hours. */
export function readDayPeriods(text: string): DayPeriod[] {
  return [...text.matchAll(PERIOD)].flatMap(([, words = '', from, , fromHalf, to, toMinutes, toHalf]): DayPeriod[] => {
    const label = words.trim().split(' ').at(-1) ?? words;
    const fromHour = hour(from, fromHalf);
    const last = hour(to, toHalf);
    const toHour = toMinutes === undefined || toMinutes === '00' ? last - 1 : last;
    return fromHour >= 0 && toHour < 24 && fromHour <= toHour ? [{ label, fromHour, toHour }] : [];
  });
}

function hour(digits: string | undefined, half: string | undefined): number {
  const value = Number(digits);
  if (half === undefined) return value;
  return (value % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}
