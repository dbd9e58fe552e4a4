import { splitText } from './split-text.ts';

const delimiters = [',', ';', '\t', '|'];

/** ASCII's unit separator: what splits a file that nothing splits. */
export const noDelimiter = '\x1f';

export interface Dialect {
  readonly delimiter: string;
  /** Lines before the header: titles, notes, blank ones. */
  readonly preambleRecords: number;
}

const maxSampleRecords = 500;
const maxPreambleRecords = 20;
/** Fewer rows than this share with as many fields as the most: not what separates them. */
const minConsistency = 0.5;

interface Candidate {
  readonly delimiter: string;
  readonly fieldCount: number;
  readonly score: number;
  readonly preambleRecords: number;
}

/** Finds the delimiter under which most records have the same number of fields, the header above all. */
export function detectDialect(sample: string): Dialect {
  const candidates = delimiters.map((delimiter) => rate(sample, delimiter));
  const best = candidates.reduce((first, second) => (second.score > first.score ? second : first));
  if (best.fieldCount < 2 || best.score < minConsistency) {
    return { delimiter: noDelimiter, preambleRecords: 0 };
  }
  return { delimiter: best.delimiter, preambleRecords: best.preambleRecords };
}

function rate(sample: string, delimiter: string): Candidate {
  const records = splitText(sample, delimiter, maxSampleRecords).map(({ fields }) => fields);
  const filled = records.filter((fields) => !isBlank(fields));
  const fieldCount = mostFrequent(filled.map((fields) => fields.length).filter((length) => length > 1));
  if (fieldCount === undefined) return { delimiter, fieldCount: 1, score: 0, preambleRecords: 0 };
  const preambleRecords = countPreamble(records, fieldCount);
  const rows = records.slice(preambleRecords).filter((fields) => !isBlank(fields));
  const share = rows.filter((fields) => fields.length === fieldCount).length / rows.length;
  const isHeaderAlike = Math.abs((rows[0]?.length ?? 0) - fieldCount) <= 1;
  return { delimiter, fieldCount, score: share * (isHeaderAlike ? 1 : 0.5), preambleRecords };
}

/** Titles and notes fill one field of a line at most; the header, and every row, fills more. */
function countPreamble(records: readonly (readonly string[])[], fieldCount: number): number {
  const start = records.findIndex((fields) => fields.filter((field) => field.trim() !== '').length > 1);
  const isLikely = start > 0 && start <= maxPreambleRecords && fieldCount > 1;
  return isLikely && records.slice(0, start).every((fields) => fields.length < fieldCount || isBlank(fields))
    ? start
    : 0;
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === '');
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((first, second) => second[1] - first[1])[0]?.[0];
}
