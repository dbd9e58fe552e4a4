import { findColumn, hasSuffixes, isNumeric, isTemporal, type Catalog } from '../catalog.ts';
import type { DateBucket, DatePart, Grouping } from '../request.ts';
import { identifier } from './sql-text.ts';
import type { Variant } from './variant.ts';

/** The column as a number. Text is read leniently: currency signs, thousands separators and percent signs are dropped. */
export function numeric(name: string, catalog: Catalog, variant: Variant): string {
  const column = findColumn(catalog, name);
  const id = identifier(name);
  if (isNumeric(column) && !variant.tolerant) return id;
  if (column?.type === 'BOOLEAN') return `CAST(${id} AS INTEGER)`;
  const digits = `regexp_replace(CAST(${id} AS VARCHAR), '^\\s+|\\s+$|[ \u00a0\u202f,$€£¥%]', '', 'g')`;
  if (!hasSuffixes(column)) return `TRY_CAST(${digits} AS DOUBLE)`;
  const number = `regexp_extract(${digits}, '^([-+]?[0-9]+\\.?[0-9]*)(?:[A-Za-z°/]*)$', 1)`;
  const factor = `CASE lower(regexp_extract(${digits}, '[0-9.]([kmbKMB])[nN]?$', 1)) WHEN 'k' THEN 1e3 WHEN 'm' THEN 1e6 WHEN 'b' THEN 1e9 ELSE 1 END`;
  return `(TRY_CAST(${number} AS DOUBLE) * ${factor})`;
}

const FORMATS = [
  '%d-%b-%y',
  '%d-%b-%Y',
  '%m/%d/%Y',
  '%m/%d/%y',
  '%d/%m/%Y',
  '%d.%m.%Y',
  '%Y/%m/%d',
  '%b %d, %Y',
  '%b %d %Y',
  '%B %d %Y',
  '%B %d, %Y',
  '%d %b %Y',
  '%d %B %Y',
  '%b %Y',
  '%Y-%m',
  '%I:%M %p',
  '%H:%M:%S',
  '%H:%M',
  '%m/%d/%Y %H:%M',
  '%Y%m%d',
];

/** The column as a timestamp; text is tried against the usual ways to write dates and times. */
export function timestamp(name: string, catalog: Catalog, variant: Variant): string {
  const column = findColumn(catalog, name);
  const id = identifier(name);
  if (isTemporal(column) && !variant.tolerant) return id;
  const largest = Number(column?.profile?.max);
  if (column?.type === 'INTEGER' && largest > 1e8)
    return `make_timestamp(CAST(${id} AS BIGINT) * ${largest > 1e11 ? '1000' : '1000000'})`;
  if (column?.type === 'TIME') return `(DATE '2000-01-01' + ${id})`;
  const formats = FORMATS.map((format) => `'${format}'`).join(', ');
  return `coalesce(TRY_CAST(${id} AS TIMESTAMP), try_strptime(trim(CAST(${id} AS VARCHAR)), [${formats}]))`;
}

const BUCKETS: Readonly<Record<DateBucket, string>> = {
  year: '%Y',
  half: '%Y-H',
  quarter: '%Y-Q',
  month: '%Y-%m',
  week: '%G-W%V',
  day: '%Y-%m-%d',
  hour: '%Y-%m-%d %H:00',
  hourOfDay: '%-H',
  weekday: '%A',
  weekend: '%a',
  monthOfYear: '%B',
  quarterOfYear: 'Q',
  halfOfYear: 'H',
};

export function datePartSql(part: DatePart, moment: string): string {
  return part === 'half' ? `CAST(ceil(month(${moment}) / 6) AS INTEGER)` : `${part}(${moment})`;
}

/** What rows are grouped by, as text or the column's own value. */
export function groupKey(group: Grouping, catalog: Catalog, variant: Variant): string {
  const column = findColumn(catalog, group.column);
  const hasGaps = column?.type === 'TEXT' && (column.profile?.nulls ?? 0) > 0;
  if (!group.bucket) return hasGaps ? `coalesce(${identifier(group.column)}, '(missing)')` : identifier(group.column);
  const moment = timestamp(group.column, catalog, variant);
  if (group.bucket === 'weekend')
    return `CASE WHEN isodow(${moment}) >= 6 THEN 'weekend' WHEN isodow(${moment}) < 6 THEN 'weekday' END`;
  const prefix = `strftime(${moment}, '${BUCKETS[group.bucket]}')`;
  const part = /^(half|quarter)/.exec(group.bucket)?.[1];
  return part === 'half' || part === 'quarter' ? `${prefix} || ${datePartSql(part, moment)}` : prefix;
}

/** What the groups of a date are sorted by: weekdays and months have an order of their own. */
export function groupOrder(group: Grouping, catalog: Catalog, variant: Variant): string {
  if (group.bucket === 'weekday' || group.bucket === 'weekend')
    return `isodow(${timestamp(group.column, catalog, variant)})`;
  if (group.bucket === 'monthOfYear') return `month(${timestamp(group.column, catalog, variant)})`;
  if (group.bucket === 'hourOfDay') return `hour(${timestamp(group.column, catalog, variant)})`;
  return groupKey(group, catalog, variant);
}

/** Periods that come again, such as weekdays: their names do not sort as they follow each other. */
export function isRecurring({ bucket }: Grouping): boolean {
  return bucket === 'weekday' || bucket === 'weekend' || bucket === 'monthOfYear' || bucket === 'hourOfDay';
}

export function groupLabel(group: Grouping): string {
  if (!group.bucket) return group.column;
  if (group.bucket === 'hourOfDay') return 'hour of the day';
  if (group.bucket === 'weekend') return 'weekday or weekend';
  return group.bucket.replace('OfYear', ' of the year');
}
