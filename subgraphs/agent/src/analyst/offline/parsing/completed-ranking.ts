import { isCategorical, isIdentifier, isNumeric, looksNumeric } from '../catalog.ts';
import type { Grouping } from '../request.ts';
import type { ColumnMention } from './column-mention.ts';
import type { Reading } from './reading.ts';
import { normalForm } from './words.ts';

export interface CompletedRanking {
  readonly reading: Reading;
  /** The texts of the sentences that only say how: they ask for nothing else. */
  readonly used: ReadonlySet<string>;
}

const HOW =
  /^(?:\w+ly,? )?(?:use|using|consider|base|take|group|compare|identify|rank|extract|derive|calculate|compute|determine|get|average|sum|count|aggregate|only)\b/i;
const PER_GROUP = /\b(?:for|of|by|per|in|within) (?:each|every|it)\b|\bgroup\w*\b|\bper\b|\beach\b/i;

/**
 * "Which player scored the most? Use the column Gls.", "Calculate the mean of X for each Y.": what is ranked, by what, how
 * and among which groups may stand in sentences after the one that asks.
 */
export function completeRanking(reading: Reading, later: readonly Reading[]): CompletedRanking {
  const used = new Set<string>();
  if (!asksEntity(reading)) return { reading: withNamedMeasure(reading, later), used };
  let completed = reading;
  for (const next of later) {
    if (next.ranking || next.text.includes('?') || !HOW.test(next.text)) continue;
    const more = complete(completed, next);
    if (!more) continue;
    completed = more;
    used.add(next.text);
  }
  return { reading: completed, used };
}

/** "Compare the daily riders on … Use the column X.": the column named stands for the one that the words made one think of. */
function withNamedMeasure(reading: Reading, later: readonly Reading[]): Reading {
  const numbers = reading.measures.filter(({ column }) => isNumeric(column) || looksNumeric(column));
  if (numbers.length !== 1 || numbers.some(({ how }) => how === 'name') || reading.derived) return reading;
  const [guess] = numbers;
  const said = later.flatMap(({ text, measures, condition, statistics, ranking }) => {
    const named = measures.filter(({ how, column }) => how === 'name' && (isNumeric(column) || looksNumeric(column)));
    const isPlain = !condition && statistics.length === 0 && !ranking && !text.includes('?');
    return /^use\b/i.test(text) && isPlain && named.length === 1 ? named : [];
  });
  const [named] = said;
  if (!guess || !named || said.length !== 1 || named.column.name === guess.column.name) return reading;
  const inPlace = { ...named, start: guess.start, end: guess.end };
  return { ...reading, measures: reading.measures.map((mention) => (mention === guess ? inPlace : mention)) };
}

function asksEntity({ ranking, cues, text }: Reading): boolean {
  return (
    ranking !== undefined &&
    /\b(?:which|who|what|when|at what)\b/i.test(text) &&
    !cues.has('correlate') &&
    !cues.has('regression') &&
    !cues.has('outliers') &&
    !cues.has('missing')
  );
}

/** The ranking with what the sentence adds to it; undefined where the sentence is about something else. */
function complete(reading: Reading, next: Reading): Reading | undefined {
  const entity = entityIn(next, reading);
  const measures = next.measures.filter(
    (mention) => isMeasure(mention, next) && mention.column.name !== entity?.column && !isAskedNoun(mention, reading),
  );
  const [measure] = measures;
  const from = reading.ranking?.start ?? 0;
  const own = reading.measures.filter(
    (mention) => isMeasure(mention, reading) && (mention.how === 'name' || mention.start >= from),
  );
  const isOther = measure && own.some(({ column }) => column.name !== measure.column.name);
  const size = next.groupSize;
  if (measures.length > 1 || isOther || (next.condition && !size)) return undefined;
  if (!measure && !entity && !size) return undefined;
  const isPerGroup = entity !== undefined || PER_GROUP.test(next.text);
  const asksOverall =
    next.statistics.length > 0 && !isPerGroup && /^(?:calculate|compute|determine|get)\b/i.test(next.text);
  if (asksOverall || conflicts(reading, next)) return undefined;
  const at = reading.ranking?.end ?? 0;
  return {
    ...reading,
    ...(measure && {
      measures: [
        ...reading.measures.filter(({ column }) => !isNumeric(column) && !looksNumeric(column)),
        { ...measure, start: at, end: at },
      ],
    }),
    ...(statisticsOf(reading).length === 0 && {
      statistics: [...reading.statistics, ...statisticsOf(next).map((said) => ({ ...said, start: at, end: at }))],
    }),
    ...(entity && !reading.entity && { entity }),
    ...(size && {
      groupSize: size,
      unusedComparisons: reading.unusedComparisons.filter((said) => !said.includes(String(size.value))),
    }),
  };
}

function statisticsOf({ statistics }: Reading) {
  return statistics.filter(({ statistic }) => /^(?:mean|median|sum|count|distinct|std)$/.test(statistic));
}

/** "the highest total" is not told by "the mean of each". */
function conflicts(reading: Reading, next: Reading): boolean {
  const [own] = statisticsOf(reading);
  const [other] = statisticsOf(next);
  return own !== undefined && other !== undefined && own.statistic !== other.statistic;
}

function isMeasure({ column, how, coverage }: ColumnMention, { catalog, derived }: Reading): boolean {
  return (
    (how === 'name' || coverage >= 1 || column === derived) &&
    (isNumeric(column) || looksNumeric(column)) &&
    !(how !== 'name' && isIdentifier(column, catalog.rows))
  );
}

/** The groups that the sentence names: "for each carrier", "identify species by their code", "use the period column". */
function entityIn(next: Reading, reading: Reading): Grouping | undefined {
  const [group] = next.groups;
  if (group) return next.groups.length === 1 ? group : undefined;
  const named = next.measures.filter(({ how }) => how === 'name');
  const [only] = named;
  if (!only || named.length !== 1) return undefined;
  const isName = isCategorical(only.column) && !isNumeric(only.column) && !looksNumeric(only.column);
  return (isName && /^(?:use|identify|group)\b/i.test(next.text)) || isAskedNoun(only, reading)
    ? { column: only.column.name }
    : undefined;
}

/** "which period": a column called so is what is asked for, not what is measured. */
function isAskedNoun({ column }: ColumnMention, { tokens }: Reading): boolean {
  const asked = tokens.findIndex(({ lower }) => /^(?:which|what)$/.test(lower));
  const noun = asked < 0 ? undefined : tokens[asked + 1];
  return noun !== undefined && [noun.lower, noun.stem].some((word) => normalForm(column.name) === normalForm(word));
}
