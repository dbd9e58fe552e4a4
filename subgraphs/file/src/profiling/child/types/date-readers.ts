import { matcher, type ValueReader } from './value-reader.ts';

type Part = 'y' | 'm' | 'd';

interface DateFormat {
  /** As strptime has it. */
  readonly format: string;
  readonly pattern: string;
  /** What the pattern's groups are. */
  readonly parts: readonly [Part, Part, Part];
  readonly rival?: string;
}

const d = String.raw`(\d{1,2})`;
const year = String.raw`(\d{4})`;
const shortYear = String.raw`(\d{2})`;
const shortMonth =
  '((?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))';
const longMonth = '((?:January|February|March|April|May|June|July|August|September|October|November|December))';

/** Day or month first: which, only the values can tell. */
function rivals(separator: string, yearFormat: string, yearPattern: string): DateFormat[] {
  const dayFirst = `%d${separator}%m${separator}${yearFormat}`;
  const monthFirst = `%m${separator}%d${separator}${yearFormat}`;
  const pattern = [d, d, yearPattern].join(separator);
  return [
    { format: monthFirst, pattern, parts: ['m', 'd', 'y'], rival: dayFirst },
    { format: dayFirst, pattern, parts: ['d', 'm', 'y'], rival: monthFirst },
  ];
}

const dateFormats: readonly DateFormat[] = [
  { format: '%Y-%m-%d', pattern: `${year}-${d}-${d}`, parts: ['y', 'm', 'd'] },
  { format: '%Y/%m/%d', pattern: `${year}/${d}/${d}`, parts: ['y', 'm', 'd'] },
  { format: '%d.%m.%Y', pattern: String.raw`${d}\.${d}\.${year}`, parts: ['d', 'm', 'y'] },
  { format: '%d-%b-%y', pattern: `${d}-${shortMonth}-${shortYear}`, parts: ['d', 'm', 'y'] },
  { format: '%d-%b-%Y', pattern: `${d}-${shortMonth}-${year}`, parts: ['d', 'm', 'y'] },
  { format: '%d %b %Y', pattern: `${d} ${shortMonth} ${year}`, parts: ['d', 'm', 'y'] },
  { format: '%d %B %Y', pattern: `${d} ${longMonth} ${year}`, parts: ['d', 'm', 'y'] },
  { format: '%b %d, %Y', pattern: `${shortMonth} ${d}, ${year}`, parts: ['m', 'd', 'y'] },
  { format: '%B %d, %Y', pattern: `${longMonth} ${d}, ${year}`, parts: ['m', 'd', 'y'] },
  ...rivals('/', '%Y', year),
  ...rivals('-', '%Y', year),
  ...rivals('/', '%y', shortYear),
];

const times = [
  { format: '%H:%M', pattern: String.raw`\d{1,2}:\d{2}` },
  { format: '%H:%M:%S', pattern: String.raw`\d{1,2}:\d{2}:\d{2}` },
  { format: '%H:%M:%S.%f', pattern: String.raw`\d{1,2}:\d{2}:\d{2}\.\d{1,6}` },
  { format: '%I:%M %p', pattern: String.raw`\d{1,2}:\d{2} [AaPp][Mm]` },
  { format: '%I:%M:%S %p', pattern: String.raw`\d{1,2}:\d{2}:\d{2} [AaPp][Mm]` },
];

export const dateReaders: readonly ValueReader[] = dateFormats.map((format) => dateReader(format));

const isoDateTime = matcher(
  String.raw`(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.]\d{1,9})?)?(?:Z| ?[+-]\d{2}(?::?\d{2})?)?)?`,
);

/** An instant without a zone is taken as it stands; one with a zone is turned to UTC. */
const isoDateTimeReader: ValueReader = {
  name: 'ISO 8601',
  type: 'DATETIME',
  accepts: (text) => isCalendarDay(isoDateTime.exec(text), ['y', 'm', 'd']),
  value: (text) => `CASE WHEN ${isoDateTime.sql(text)} THEN TRY_CAST(${text} AS TIMESTAMP) END`,
};

export const dateTimeReaders: readonly ValueReader[] = [
  isoDateTimeReader,
  ...dateFormats.flatMap((date) =>
    times.map((time) =>
      dateReader(
        {
          ...date,
          format: `${date.format} ${time.format}`,
          pattern: `${date.pattern} ${time.pattern}`,
          ...(date.rival && { rival: `${date.rival} ${time.format}` }),
        },
        'DATETIME',
      ),
    ),
  ),
];

const timePattern = matcher(String.raw`(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.]\d{1,6})?`);

export const timeReader: ValueReader = {
  name: 'time',
  type: 'TIME',
  accepts: timePattern.accepts,
  value: (text) => `CASE WHEN ${timePattern.sql(text)} THEN TRY_CAST(${text} AS TIME) END`,
};

function dateReader({ format, pattern, parts, rival }: DateFormat, type: 'DATE' | 'DATETIME' = 'DATE'): ValueReader {
  const match = matcher(pattern);
  return {
    name: format,
    type,
    accepts: (text) => isCalendarDay(match.exec(text), parts),
    value: (text) => {
      const parsed = `TRY_STRPTIME(${text}, '${format}')`;
      return `CASE WHEN ${match.sql(text)} THEN ${type === 'DATE' ? `CAST(${parsed} AS DATE)` : parsed} END`;
    },
    ...(rival && { rival }),
  };
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function isCalendarDay(match: RegExpExecArray | null, parts: readonly Part[]): boolean {
  if (match === null) return false;
  const group = (part: Part) => match[parts.indexOf(part) + 1] ?? '';
  const named = monthNames.indexOf(group('m').slice(0, 3).toLowerCase());
  const month = named === -1 ? Number(group('m')) : named + 1;
  const day = Number(group('d'));
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(Number(group('y')), month, 0)).getUTCDate();
}
