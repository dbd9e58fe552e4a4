import type { Condition, PreparationStep } from '../request.ts';
import { negate } from './negate-condition.ts';
import type { Reading } from './reading.ts';

const LEAD = String.raw`^(?:step \d+[:.)] ?|please |\w+ly,? )?`;
const KEEP = new RegExp(
  `${LEAD}(?:filter|consider|only|keep|restrict|limit|select|take|use|include|retain)\\b(?! out\\b)`,
  'i',
);
const LEAVE_OUT = new RegExp(
  `${LEAD}(?:exclude|ignore|disregard|drop|remove|discard|omit|leave out|filter out)\\b`,
  'i',
);
/** What asks for a result or names a way to compute it does more than narrow the rows. */
const ASKING = ['correlate', 'regression', 'test', 'outliers', 'duplicates', 'normality', 'compare', 'chart'] as const;

/** "Only consider rows with female = 1.", "Exclude the keepers (position = GK).": the rows that everything is about. */
export function readFilterSentence(reading: Reading): PreparationStep | undefined {
  const { condition, text } = reading;
  if (
    !condition ||
    !isNamed(reading) ||
    text.includes('?') ||
    reading.statistics.length > 0 ||
    reading.ranking ||
    reading.groups.length > 0
  )
    return undefined;
  if (ASKING.some((cue) => reading.cues.has(cue)) || reading.steps.some(({ kind }) => kind === 'derive'))
    return undefined;
  if (/\b(?:replac|fill|imput|convert)\w*\b/i.test(text)) return undefined;
  if (LEAVE_OUT.test(text)) {
    const left = leftOut(reading, condition);
    return left && { kind: 'filter', condition: left };
  }
  return KEEP.test(text) ? { kind: 'filter', condition } : undefined;
}

/** Rows are left out for good, so only by columns that are named or by values that they have. */
function isNamed({ mentions, values, conditionParts }: Reading): boolean {
  return conditionParts.every(
    ({ start, end }) =>
      mentions.some((mention) => mention.start < end && mention.end > start && mention.how === 'name') ||
      values.some((value) => value.start < end && value.end > start),
  );
}

/** Missing values have a step of their own. Kinds of rows listed with articles are left out one by one. */
function leftOut({ text }: Reading, condition: Condition): Condition | undefined {
  const isList = /\band (?:the|all|any|those|every)\b/i.test(text);
  if (condition.kind !== 'all') return condition.kind === 'missing' ? undefined : negate(condition);
  const known = condition.conditions.filter(({ kind }) => kind !== 'missing');
  const [only] = known;
  if (!only) return undefined;
  if (known.length === 1) return negate(only);
  return isList ? { kind: 'all', conditions: known.map(negate) } : negate({ kind: 'all', conditions: known });
}

/**
 * Where an answer format is given, the sentences after the question spell it out: rows that they leave out are left out
 * of all of it. Two filters on one column can only mean one after the other, so they hold where they stand.
 */
export function announceFilters(readings: readonly Reading[]): PreparationStep[] {
  const filters = readings.flatMap((reading) => readFilterSentence(reading) ?? []);
  const columnsOf = (step: PreparationStep) =>
    [...JSON.stringify(step).matchAll(/"column":("(?:[^"\\]|\\.)*")/g)].map((match) => match[1]);
  return filters.filter((step) =>
    filters.every((other) => other === step || !columnsOf(other).some((column) => columnsOf(step).includes(column))),
  );
}
