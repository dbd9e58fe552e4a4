import { findColumn, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import { dateColumn } from '../parsing/column-hints.ts';
import type { Reading } from '../parsing/reading.ts';
import type { DateBucket, Grouping } from '../request.ts';

export function entityOf(reading: Reading): Grouping | undefined {
  const isName = (column: CatalogColumn) => column.type === 'TEXT' && !looksNumeric(column);
  const position = reading.ranking?.start ?? 0;
  const bucket =
    /\b(?:which|what|find|return|top|bottom|the(?= \w+ (?:with|that has|having)\b)|\d+ \w+|(?!highest|lowest)\w+est)(?: the)?(?: (?:\d+|two|three|four|five|six|ten))? (year|month|quarter|weekday|day of the week|week|day|hour)s?\b/i
      .exec(reading.text)?.[1]
      ?.toLowerCase();
  const asked = reading.measures.filter(({ column }) => isName(column));
  const near = asked.find(({ start }) => start > position) ?? asked[0];
  const first = asked.find(({ start }) => start < position) ?? near;
  if (first) return { column: first.column.name };
  const grouped = reading.groups.find(
    (group) => group.bucket !== undefined || !isNumeric(findColumn(reading.catalog, group.column)),
  );
  if (grouped) return grouped;
  const date = bucket === undefined ? undefined : dateColumn(reading.catalog);
  if (date && (bucket === 'weekday' || bucket === 'day of the week')) return { column: date.name, bucket: 'weekday' };
  if (
    date &&
    (bucket === 'year' ||
      bucket === 'month' ||
      bucket === 'quarter' ||
      bucket === 'week' ||
      bucket === 'day' ||
      bucket === 'hour')
  )
    return isDaily(date, bucket, reading)
      ? { column: date.name }
      : { column: date.name, bucket: bucket === 'month' ? monthBucket(reading, date) : bucket };
  const numericEntity = /^(?:which|what)\s/i.test(reading.text)
    ? reading.measures.find(({ column, start }) => start <= 2 && column.type === 'INTEGER')
    : undefined;
  return numericEntity && reading.measures.length > 1 ? { column: numericEntity.column.name } : undefined;
}

/** "Which month is hottest" asks for one of the twelve; "which month of which year" for one on the calendar. */
function monthBucket({ text, condition }: Reading, date: CatalogColumn): DateBucket {
  const isDated =
    /\bmonths?\b.{0,20}\byears?\b|\byears? and months?\b|\bover time\b|\bcalendar months?\b|\bsingle months?\b|\bby month\b|\bmonths\b/i.test(
      text,
    );
  const spansYears = date.profile?.min?.slice(0, 4) !== date.profile?.max?.slice(0, 4);
  const isOneYear = JSON.stringify(condition ?? null).includes('"part":"year","operator":"="');
  return isDated || isOneYear || !spansYears ? 'month' : 'monthOfYear';
}

/** Says which of the two meanings of a month was taken. */
export function monthAssumption(entity: Grouping | undefined): string[] {
  if (entity?.bucket === 'monthOfYear')
    return [
      'I took a month to be one of the twelve, over all years together; “which month of which year” ranks single months.',
    ];
  return entity?.bucket === 'month' ? ['I took a month to be a single month of one year.'] : [];
}

/** One row a day already: the rows themselves are ranked. */
function isDaily(date: CatalogColumn, bucket: string, reading: Reading): boolean {
  return bucket === 'day' && date.type === 'DATE' && (date.profile?.distinct ?? 0) >= reading.catalog.rows * 0.95;
}
