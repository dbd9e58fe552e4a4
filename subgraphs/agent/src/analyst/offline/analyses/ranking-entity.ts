import { findColumn, isNumeric, isTemporal, looksNumeric, type CatalogColumn } from '../catalog.ts';
import { dateColumn } from '../parsing/column-hints.ts';
import type { Reading } from '../parsing/reading.ts';
import { countsRows } from './ranking-measure.ts';
import type { DateBucket, Grouping } from '../request.ts';

export function entityOf(reading: Reading): Grouping | undefined {
  if (reading.entity) return reading.entity;
  const isName = (column: CatalogColumn) => column.type === 'TEXT' && !looksNumeric(column);
  const position = reading.ranking?.start ?? 0;
  const asked = reading.measures.filter(({ column }) => isName(column));
  const near = asked.find(({ start }) => start > position) ?? asked[0];
  const first = asked.find(({ start }) => start < position) ?? near;
  const named = askedDate(reading) ?? (first && { column: first.column.name });
  if (named) return named;
  const grouped = reading.groups.find(
    (group) => group.bucket !== undefined || !isNumeric(findColumn(reading.catalog, group.column)),
  );
  if (grouped) return grouped;
  const period = askedPeriod(reading);
  if (period) return period;
  const possessor = possessorOf(reading);
  if (possessor) return possessor;
  const numericEntity = /^(?:which|what|in which|at which)\s/i.test(reading.text)
    ? reading.measures.find(({ column, start }) => start <= 2 && column.type === 'INTEGER')
    : undefined;
  return numericEntity && (reading.measures.length > 1 || countsRows(reading))
    ? { column: numericEntity.column.name }
    : undefined;
}

/** "the code with the most rows": what stands before is what is ranked, though it be a number. */
function possessorOf({ measures, tokens, ranking: said }: Reading): Grouping | undefined {
  const at = said?.start ?? 0;
  const start = tokens[at - 1]?.lower === 'the' ? at - 1 : at;
  const before = /^(?:with|having)$/.test(tokens[start - 1]?.lower ?? '') ? start - 1 : undefined;
  const mention = measures.find(({ end, column }) => end === before && column.type === 'INTEGER');
  return mention && { column: mention.column.name };
}

const PERIOD =
  /\b(?:which|what|find|return|top|bottom|the(?= \w+ (?:with|that has|having)\b)|\d+ \w+|(?!highest|lowest)\w+est)(?: the)?(?: (?:\d+|two|three|four|five|six|ten))? (year|month|quarter|weekday|day of the week|week|day|hour)s?\b( of the (?:day|year))?/i;

/** "which month", "the hottest hour of the day": periods of the column that dates the rows. */
function askedPeriod(reading: Reading): Grouping | undefined {
  const [, said, whole] = PERIOD.exec(reading.text) ?? [];
  const unit = said?.toLowerCase();
  const date = dateColumn(reading.catalog);
  if (!date || unit === undefined) return undefined;
  if (unit === 'weekday' || unit === 'day of the week') return { column: date.name, bucket: 'weekday' };
  const bucket = BUCKETS.find((candidate) => candidate === unit);
  if (!bucket || isDaily(date, bucket, reading)) return { column: date.name };
  if (bucket === 'month')
    return { column: date.name, bucket: whole === undefined ? monthBucket(reading, date) : 'monthOfYear' };
  const isCycle = bucket === 'hour' && (whole !== undefined || /\b(?:average|mean|avg|typical)/i.test(reading.text));
  return { column: date.name, bucket: isCycle ? 'hourOfDay' : bucket };
}

const BUCKETS: readonly DateBucket[] = ['year', 'month', 'quarter', 'week', 'day', 'hour'];

/** "on which date", "when did it reach": a date or a moment, as it is in the data. */
function askedDate({ text, catalog, mentions, statistics }: Reading): Grouping | undefined {
  if (!/\b(?:which|what) (?:\w+ )?(?:dates?|timestamps?)\b|^when\b|\b(?:and|at what time|,) when\b/i.test(text))
    return undefined;
  const date = mentions.map(({ column }) => column).find(isTemporal) ?? dateColumn(catalog);
  if (!date) return undefined;
  const isDayOf = date.type === 'DATETIME' && /\bdates?\b/i.test(text);
  const isSummed = statistics.some(({ statistic }) => !/^(?:max|min|share)$/.test(statistic));
  return isDayOf && isSummed ? { column: date.name, bucket: 'day' } : { column: date.name };
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
