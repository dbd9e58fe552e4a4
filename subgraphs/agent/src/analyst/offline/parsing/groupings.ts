import { findColumn, isCategorical, isNumeric, isTemporal, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { DateBucket, Grouping } from '../request.ts';
import type { ColumnMention } from './column-mention.ts';
import { dateColumn } from './column-hints.ts';
import { findFrequentGroups } from './frequent-groups.ts';
import type { Token } from './words.ts';

export interface GroupingReading {
  /** Only so many of the most frequent groups. */
  readonly frequent?: number;
  readonly groups: readonly Grouping[];
  readonly consumed: ReadonlySet<number>;
}

const CUES: readonly (readonly string[])[] = [
  'for each unique value of',
  'for each value of',
  'for every value of',
  'based on different values of',
  'for different values of',
  'for different',
  'across different',
  'among different',
  'between different',
  'in each',
  'for each',
  'for every',
  'within each',
  'of each',
  'per each',
  'by each',
  'in every',
  'grouped by',
  'group by',
  'grouping by',
  'broken down by',
  'split by',
  'depending on',
  'according to',
  'differ by',
  'differs by',
  'vary by',
  'varies by',
  'each',
  'every',
  'per',
  'by',
  'across',
  'among',
  'between',
]
  .map((phrase) => phrase.split(' '))
  .toSorted((a, b) => b.length - a.length);

const BUCKETS: Readonly<Record<string, DateBucket>> = {
  year: 'year',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  quarter: 'quarter',
  quarterly: 'quarter',
  month: 'month',
  monthly: 'month',
  week: 'week',
  weekly: 'week',
  day: 'day',
  daily: 'day',
  hour: 'hour',
  hourly: 'hour',
  weekday: 'weekday',
};

interface GroupingSource {
  readonly tokens: readonly Token[];
  readonly mentions: readonly ColumnMention[];
  readonly catalog: Catalog;
  readonly taken: ReadonlySet<number>;
}

/** `by region`, `per month`, `for each class and sex`, `monthly`. */
export function readGroupings(source: GroupingSource): GroupingReading {
  const groups: Grouping[] = [];
  const consumed = new Set<number>();
  for (let index = 0; index < source.tokens.length; index++) {
    if (source.taken.has(index)) continue;
    const hit = cueAt(source, index) ?? adverbAt(source, index) ?? rankedAt(source, index) ?? weekendAt(source, index);
    if (!hit) continue;
    hit.groups.forEach((group) => {
      if (!groups.some((other) => other.column === group.column && other.bucket === group.bucket)) groups.push(group);
    });
    for (let at = index; at < hit.end; at++) consumed.add(at);
    index = hit.end - 1;
  }
  const frequent = findFrequentGroups(source.tokens);
  const wanted = frequent && source.mentions.find(({ start }) => start >= frequent.end && start <= frequent.end + 1);
  if (!frequent || !wanted) return { groups: joinDateParts(groups, source.catalog).slice(0, 2), consumed };
  for (let at = frequent.start; at < wanted.end; at++) consumed.add(at);
  return { groups: [{ column: wanted.column.name }], consumed, frequent: frequent.limit };
}

/** "for each month and year": a month of one year is one period. "Daily trips on weekdays": of daily rows one kind. */
function joinDateParts(groups: readonly Grouping[], catalog: Catalog): readonly Grouping[] {
  const others = (group: Grouping) => groups.filter((other) => other !== group && other.column === group.column);
  const isCovered = (group: Grouping) =>
    (group.bucket === 'year' && others(group).some(({ bucket }) => /^(?:month|quarter|week)$/.test(bucket ?? ''))) ||
    (group.bucket === 'day' &&
      others(group).some(({ bucket }) => /^(?:weekday|weekend|monthOfYear)$/.test(bucket ?? '')) &&
      isDaily(findColumn(catalog, group.column), catalog));
  return groups.filter((group) => !isCovered(group));
}

function isDaily(column: CatalogColumn | undefined, catalog: Catalog): boolean {
  return column?.type === 'DATE' && (column.profile?.distinct ?? 0) >= catalog.rows * 0.95;
}

interface Hit {
  readonly groups: readonly Grouping[];
  readonly end: number;
}

function cueAt(source: GroupingSource, index: number): Hit | undefined {
  const { tokens } = source;
  const cue = CUES.find((words) => words.every((word, offset) => tokens[index + offset]?.lower === word));
  const before = tokens[index - 1]?.lower ?? '';
  if (
    !cue ||
    (!isNamed(source, index - 1) &&
      /^(?:divided|multiplied|sorted|ordered|ranked|caused|followed|measured|given|dividing|multiplying|sort|order|rank|increase[ds]?|decrease[ds]?|replaced|calculated)$/.test(
        before,
      ))
  )
    return undefined;
  let at = index + cue.length;
  if (cue[0] === 'between' && !comparesGroups(source, at)) return undefined;
  const groups: Grouping[] = [];
  for (;;) {
    while (
      /^(?:the|each|unique|different|every|a|of|type|values?|categor(?:y|ies)|column)$/.test(tokens[at]?.lower ?? '') &&
      !startsMention(source, at)
    )
      at++;
    const next = groupAt(source, at);
    if (!next) break;
    groups.push(next.group);
    at = next.end;
    if (!/^(?:and|,|&|then|x)$/.test(tokens[at]?.lower ?? '') || groups.length === 2) break;
    at++;
  }
  return groups.length > 0 ? { groups, end: at } : undefined;
}

/** A column called `rank` or `order` gives no order in "the mean rank by group". */
function isNamed({ mentions }: GroupingSource, at: number): boolean {
  return mentions.some(({ how, start, end }) => how === 'name' && start <= at && at < end);
}

/** "differences between years": one column that names groups, not "between a and b". */
function comparesGroups({ tokens, mentions }: GroupingSource, at: number): boolean {
  const start = /^(?:the|different)$/.test(tokens[at]?.lower ?? '') ? at + 1 : at;
  const mention = mentions.find((candidate) => candidate.start === start);
  const rest = tokens.slice(mention?.end ?? at).map(({ lower }) => lower);
  return mention !== undefined && !rest.some((word) => /^(?:and|,|&)$/.test(word)) && mention.column.type !== 'FLOAT';
}

function startsMention({ mentions }: GroupingSource, at: number): boolean {
  return mentions.some(({ start }) => start === at);
}

function groupAt(source: GroupingSource, at: number): { group: Grouping; end: number } | undefined {
  const mention = source.mentions.find(({ start }) => start === at);
  const word = source.tokens[at]?.lower ?? '';
  if (word === 'day' && source.tokens[at + 1]?.lower === 'of' && source.tokens[at + 3]?.lower !== 'month')
    return bucketGroup(source, 'weekday', source.tokens[at + 2]?.lower === 'the' ? at + 4 : at + 3);
  if (/^(?:hour|month)$/.test(word) && ofWhole(source, at, word === 'hour' ? 'day' : 'year') > 0)
    return bucketGroup(
      source,
      word === 'hour' ? 'hourOfDay' : 'monthOfYear',
      at + ofWhole(source, at, word === 'hour' ? 'day' : 'year'),
    );
  if (mention && isTemporal(mention.column)) {
    const bucket = BUCKETS[word];
    return {
      group: bucket ? { column: mention.column.name, bucket } : { column: mention.column.name },
      end: mention.end,
    };
  }
  if (mention && (mention.how === 'name' || isCategorical(mention.column) || !BUCKETS[word])) {
    const manyNumbers =
      isNumeric(mention.column) && mention.column.type === 'FLOAT' && (mention.column.profile?.distinct ?? 0) > 50;
    return manyNumbers ? undefined : { group: { column: mention.column.name }, end: mention.end };
  }
  const bucket = BUCKETS[word];
  return bucket ? bucketGroup(source, bucket, at + 1) : undefined;
}

/** How many words "hour of the day" has; 0 where that is not said. */
function ofWhole({ tokens }: GroupingSource, at: number, whole: string): number {
  if (tokens[at + 1]?.lower !== 'of') return 0;
  const noun = /^(?:the|a)$/.test(tokens[at + 2]?.lower ?? '') ? at + 3 : at + 2;
  return tokens[noun]?.lower === whole ? noun + 1 - at : 0;
}

function bucketGroup(
  source: GroupingSource,
  bucket: DateBucket,
  end: number,
): { group: Grouping; end: number } | undefined {
  const date = dateColumn(source.catalog);
  return date && { group: { column: date.name, bucket }, end };
}

/** `monthly sales`, `average daily temperature`. */
function adverbAt(source: GroupingSource, index: number): Hit | undefined {
  const word = source.tokens[index]?.lower ?? '';
  if (!/ly$|^annual$/.test(word) || source.mentions.some(({ start, end }) => start <= index && index < end))
    return undefined;
  const bucket = BUCKETS[word];
  const hit = bucket && bucketGroup(source, bucket, index + 1);
  return hit ? { groups: [hit.group], end: hit.end } : undefined;
}

/** "rank islands by average body mass": what is ranked are groups. */
function rankedAt({ tokens, mentions }: GroupingSource, index: number): Hit | undefined {
  if (!/^(?:rank|sort|order)$/.test(tokens[index]?.lower ?? '')) return undefined;
  const at = tokens[index + 1]?.lower === 'the' ? index + 2 : index + 1;
  const ranked = mentions.find(({ start }) => start === at);
  if (!ranked || tokens[ranked.end]?.lower !== 'by' || !isCategorical(ranked.column)) return undefined;
  return { groups: [{ column: ranked.column.name }], end: ranked.end };
}

/** "on weekdays and on weekends": two kinds of days, by the date of the row. */
function weekendAt(source: GroupingSource, index: number): Hit | undefined {
  const kindAt = (at: number) => /^(?:week-?day|weekend|work(?:ing)?day)s?$/.exec(source.tokens[at]?.lower ?? '')?.[0];
  const first = kindAt(index);
  if (first === undefined || !source.catalog.columns.some(isTemporal)) return undefined;
  for (let at = index + 2; at <= index + 5; at++) {
    const second = kindAt(at);
    if (second === undefined || first.startsWith('weekend') === second.startsWith('weekend')) continue;
    const hit = bucketGroup(source, 'weekend', at + 1);
    return hit && { groups: [hit.group], end: hit.end };
  }
  return undefined;
}
