import {
  findColumn,
  isIdentifier,
  isNumeric,
  looksNumeric,
  withPreparation,
  type Catalog,
  type CatalogColumn,
} from '../catalog.ts';
import type { AnalysisRequest, Condition, Grouping, Method, PreparationStep } from '../request.ts';
import { readCleaning } from './cleaning.ts';
import { findColumns } from './column-finder.ts';
import type { ColumnMention } from './column-mention.ts';
import { readConditions, type ConditionReading } from './conditions.ts';
import { cueRanges, findCues, type Cue } from './cues.ts';
import { definedNames } from './definitions.ts';
import { findDerivedName, readAllDerived, type DerivedReading } from './derived-columns.ts';
import type { FoundCondition } from './found-condition.ts';
import { readGroupings } from './groupings.ts';
import { sameAsMade, withMadeColumns, withOrder } from './made-columns.ts';
import { maskColumns } from './masked-text.ts';
import { readRanking, type RankingReading } from './ranking.ts';
import { isReservedWord } from './reserved-words.ts';
import { findStatistics, type StatisticMention } from './statistics.ts';
import { unknownWords } from './unknown-words.ts';
import { findValues, type ValueMention } from './value-finder.ts';
import { tokenize, type Token } from './words.ts';

/** All that one clause says, before it is decided which analysis answers it. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly cues: ReadonlySet<Cue>;
  readonly catalog: Catalog;
  readonly statistics: readonly StatisticMention[];
  /** Columns that are asked about: neither conditions nor groups. */
  readonly measures: readonly ColumnMention[];
  /** Every column mentioned. */
  readonly mentions: readonly ColumnMention[];
  readonly values: readonly ValueMention[];
  readonly groups: readonly Grouping[];
  /** What is ranked, where another sentence says it. */
  readonly entity?: Grouping;
  /** Only so many of the most frequent groups. */
  readonly frequentGroups?: number;
  readonly condition?: Condition;
  /** What makes up the condition, with where it is said. */
  readonly conditionParts: readonly FoundCondition[];
  /** The periods that narrow the rows or are compared. */
  readonly periods: ConditionReading['periods'];
  readonly groupSize?: NonNullable<AnalysisRequest['groupSize']>;
  readonly ranking?: RankingReading;
  /** Steps that this clause adds. */
  readonly steps: readonly PreparationStep[];
  /** A derived column that the clause itself asks about. */
  readonly derived?: CatalogColumn;
  /** Names that the clause gives to columns that it makes. */
  readonly defines: readonly string[];
  readonly method: Method;
  readonly antecedents: readonly CatalogColumn[];
  /** Comparisons that no column was found for. */
  readonly unusedComparisons: readonly string[];
  /** Words that nothing accounts for. */
  readonly unknown: readonly string[];
}

export interface ReadingSource {
  readonly text: string;
  readonly catalog: Catalog;
  readonly method: Method;
  /** The columns last asked about, for "it", "them" and clauses that name none. */
  readonly antecedents: readonly CatalogColumn[];
  /** The last list of columns, for "each of the three columns". */
  readonly listed?: readonly CatalogColumn[];
  /** A name given before to a column whose formula had not been said yet. */
  readonly pendingName?: string;
  /** Columns that the question has made so far. */
  readonly made?: readonly PreparationStep[];
}

export function readClause(source: ReadingSource): Reading {
  const { text, catalog, method, antecedents, listed = antecedents, pendingName, made = [] } = source;
  const tokens = tokenize(text);
  const name = findDerivedName(text);
  const isColumn = (said: string) => findColumn(catalog, said) !== undefined;
  const names = [...(name ? [name] : []), ...definedNames(text, isColumn)].filter((own) => !isColumn(own.name));
  const naming = new Set(names.flatMap(({ start, end }) => indexesWithin(tokens, start, end)));
  const allMentions = findMentions(text, tokens, catalog, naming);
  const mentions = withMadeColumns({ text, tokens, catalog, made, taken: naming }, allMentions.mentions);
  const masked = maskColumns(text, tokens, mentions);
  const allDerived = readAllDerived({ masked, named: name?.name ?? pendingName, antecedents, listed, catalog }).map(
    (one) => sameAsMade(withOrder(one, catalog, text), made),
  );
  const derived = allDerived.at(-1);
  const cleaning = readCleaning({
    masked: {
      ...masked,
      text: blanked(
        masked.text,
        allDerived.flatMap(({ span }) => span ?? []),
      ),
    },
    catalog,
    method,
    antecedent: antecedents[0],
    antecedents: listed,
    cleaned: made.flatMap((step) => ('column' in step ? (findColumn(catalog, step.column) ?? []) : [])),
  });
  const newSteps = allDerived.map(({ step }) => step).filter((step) => !isColumn(step.name));
  const steps: PreparationStep[] = [...newSteps, ...cleaning.steps];
  const after = withPreparation(catalog, steps);
  const defining = new Set(
    allDerived.flatMap(({ span }) =>
      span ? indexesWithin(tokens, masked.placeInClause(span.start), masked.placeInClause(span.end)) : [],
    ),
  );
  const asking = withoutDefinitions({ text, tokens, mentions, values: allMentions.values }, defining);
  const rest = readRest({
    ...asking,
    catalog: after,
    naming,
    derived: allDerived.flatMap(({ sources }) => sources),
    prepared: preparedTokens(text, tokens, steps),
  });
  const derivedColumn = derived && findColumn(after, derived.step.name);
  return {
    text,
    tokens,
    cues: findCues(withoutCueNames(asking.text, tokens, asking.mentions)),
    catalog: after,
    mentions,
    steps,
    method,
    antecedents,
    ...rest,
    ...(derivedColumn && !isPeriodOf(derived, rest.measures) && { derived: derivedColumn }),
    defines: allDerived.filter(({ isNamed }) => isNamed).map(({ step }) => step.name),
  };
}

interface Asking {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly ColumnMention[];
  readonly values: readonly ValueMention[];
}

function blanked(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
}

/** A formula asks nothing: its words and columns are none of the rest of the clause. */
function withoutDefinitions(said: Asking, defining: ReadonlySet<number>): Asking {
  if (defining.size === 0) return said;
  const tokens = said.tokens.map((token, index): Token =>
    defining.has(index) ? { ...token, text: ';', lower: ';', stem: ';', kind: 'mark' } : token,
  );
  const text = blanked(
    said.text,
    said.tokens.filter((_, index) => defining.has(index)),
  );
  const isAsked = ({ start }: { readonly start: number }) => !defining.has(start);
  return { text, tokens, mentions: said.mentions.filter(isAsked), values: said.values.filter(isAsked) };
}

/** "the mean of x for each hour": the hour that is made groups the measure and is none. */
function isPeriodOf(derived: DerivedReading | undefined, measures: readonly ColumnMention[]): boolean {
  return (
    derived?.step.expression.kind === 'datePart' &&
    measures.some(({ column }) => column.name !== derived.step.name && (isNumeric(column) || looksNumeric(column)))
  );
}

/** "imputing them with the mean" asks for no mean. */
function preparedTokens(text: string, tokens: readonly Token[], steps: readonly PreparationStep[]): number[] {
  const patterns = [
    ...(steps.some(({ kind }) => kind === 'fillMissing') ? FILL_WORDS : []),
    ...(steps.some((step) => step.kind === 'fillMissing' && step.within !== undefined)
      ? [/\b(?:of|within|for|in|by) (?:the )?(?:same|own|each|every|respective)\b|\bgroup(?:ed)? by\b/gi]
      : []),
    ...(steps.some(({ kind }) => kind === 'replace')
      ? [/\bmin[- ]?max\b|\bstandard ?scal\w+|\b(?:to|of|for|in) each(?: of)?\b/gi]
      : []),
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => indexesWithin(tokens, match.index, match.index + match[0].length)),
  );
}

/** The columns that a clause is about, for what follows: those that it changes, else those that it asks about. */
export function subjectsAfter(reading: Reading): readonly CatalogColumn[] {
  const changed = reading.steps.flatMap((step) =>
    step.kind === 'replace' ? (findColumn(reading.catalog, step.column) ?? []) : [],
  );
  return changed.length > 1 ? changed : reading.measures.map(({ column }) => column);
}

const FILL_WORDS = [
  /\b(?:fill|replac|imput|substitut)\w*\b.*?\b(?:mean|median|mode|average)s?\b/gi,
  /\b(?:with|by|using|in)\b[^,.]{0,60}?\b(?:mean|median|mode|average)s?\b/gi,
];

/** The text in which a column called `trend` calls for no trend. */
function withoutCueNames(text: string, tokens: readonly Token[], mentions: readonly ColumnMention[]): string {
  return maskColumns(
    text,
    tokens,
    mentions.filter((mention) => isCueName(mention, tokens)),
  ).text;
}

function isCueName({ how, start, end }: ColumnMention, tokens: readonly Token[]): boolean {
  return how === 'name' && end === start + 1 && isReservedWord(tokens[start]?.lower ?? '');
}

function indexesWithin(tokens: readonly Token[], start: number, end: number): number[] {
  return tokens.flatMap((token, index) => (token.start < end && token.end > start ? [index] : []));
}

function indexesOf(spans: readonly { readonly start: number; readonly end: number }[]): number[] {
  return spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset));
}

/** Names as written come first, then values, then looser mentions of columns among what is left. */
function findMentions(
  text: string,
  tokens: readonly Token[],
  catalog: Catalog,
  naming: ReadonlySet<number>,
): { mentions: ColumnMention[]; values: ValueMention[] } {
  const first = findColumns(text, tokens, catalog, naming).filter(({ how }) => how === 'name');
  const values = findValues(tokens, catalog, new Set([...naming, ...indexesOf(first)]));
  const mentions = findColumns(text, tokens, catalog, new Set([...naming, ...indexesOf(values)]));
  return { mentions, values };
}

interface RestSource {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly ColumnMention[];
  readonly values: readonly ValueMention[];
  readonly catalog: Catalog;
  readonly naming: ReadonlySet<number>;
  /** Tokens that say how to prepare: their words ask for nothing. */
  readonly prepared: readonly number[];
  /** Columns that only make up a derived one. */
  readonly derived: readonly string[];
}

function readRest(source: RestSource) {
  const { tokens, mentions, values, catalog, naming } = source;
  const conditions = readConditions({ tokens, mentions, values, catalog });
  const grouping = readGroupings({
    tokens,
    mentions,
    catalog,
    taken: new Set([...conditions.consumed, ...source.prepared]),
  });
  const groups = grouping.groups.length > 0 ? grouping.groups : listedValues(tokens, conditions.parts, source.text);
  const named = new Set([
    ...naming,
    ...indexesOf(mentions.filter(({ how, end, start }) => how === 'name' || end - start > 1)),
  ]);
  const taken = new Set([...named, ...conditions.consumed]);
  const said = findStatistics(tokens, new Set([...taken, ...grouping.consumed, ...source.prepared]));
  const statistics =
    said.length > 0 || grouping.groups.length === 0
      ? said
      : namedStatistics(tokens, mentions, new Set([...conditions.consumed, ...grouping.consumed]));
  const ranking =
    grouping.frequent === undefined ? readRanking(tokens, withoutSuperlatives(taken, tokens, mentions)) : undefined;
  const used = new Set([...conditions.consumed, ...grouping.consumed]);
  const asked = mentions.filter((mention) => !used.has(mention.start) && !source.derived.includes(mention.column.name));
  const isLooseKey = ({ column, how, coverage }: ColumnMention) =>
    how !== 'name' && coverage < 0.85 && isIdentifier(column, catalog.rows);
  const measures = asked.filter(
    (mention) =>
      !isLooseKey(mention) || (asked.length === 1 && statistics.every(({ statistic }) => statistic === 'distinct')),
  );
  const covered = new Set([...taken, ...used, ...indexesOf(mentions), ...indexesOf(values), ...indexesOf(statistics)]);
  return {
    statistics,
    measures: uniqueByColumn(measures),
    values,
    groups,
    ...(grouping.frequent !== undefined && { frequentGroups: grouping.frequent }),
    unusedComparisons: conditions.unused,
    unknown: unknownWords(
      tokens,
      new Set([
        ...covered,
        ...cueRanges(source.text)
          .filter(({ start, end }) => end - start < 40)
          .flatMap(({ start, end }) => indexesWithin(tokens, start, end)),
      ]),
    ),
    conditionParts: conditions.parts,
    periods: conditions.periods,
    ...(conditions.condition && { condition: conditions.condition }),
    ...(conditions.groupSize && { groupSize: conditions.groupSize }),
    ...(ranking && { ranking }),
  };
}

/** "which class has the highest …": a column called `max_class` is not what "highest" is part of. */
function withoutSuperlatives(
  taken: ReadonlySet<number>,
  tokens: readonly Token[],
  mentions: readonly ColumnMention[],
): ReadonlySet<number> {
  const last = mentions
    .filter(({ how }) => how !== 'name')
    .map(({ end }) => end - 1)
    .filter(
      (at) => tokens[at - 1]?.lower === 'the' && /^(?:has|have|had|with|having)$/.test(tokens[at - 2]?.lower ?? ''),
    );
  return new Set([...taken].filter((at) => !last.includes(at)));
}

/** "the mean age of men and women respectively": each of the values is a group. */
function listedValues(tokens: readonly Token[], parts: readonly FoundCondition[], text: string): Grouping[] {
  const [only] = parts.filter(({ condition }) => condition.kind === 'in' && !condition.negated);
  if (only?.condition.kind !== 'in' || !/\b(?:respectively|separately|each of|average|mean|median)\b/i.test(text))
    return [];
  const words = tokens.slice(only.start, only.end).map(({ lower }) => lower);
  const isCompared = /\b(?:differ\w*|compar\w*|versus|vs|between|than|test|percent\w*|share)\b/i.test(text);
  return words.includes('and') && !words.includes('or') && !isCompared ? [{ column: only.condition.column }] : [];
}

/** "total by region", where `total` is a column: its name says what to compute as well. */
function namedStatistics(
  tokens: readonly Token[],
  mentions: readonly ColumnMention[],
  used: ReadonlySet<number>,
): StatisticMention[] {
  const own = mentions.filter((mention) => isCueName(mention, tokens) && !used.has(mention.start));
  if (own.length !== 1 || mentions.some((other) => other !== own[0] && !used.has(other.start))) return [];
  return findStatistics(tokens, new Set(tokens.flatMap((_, index) => (index === own[0]?.start ? [] : [index])))).map(
    (mention) => (mention.statistic === 'count' ? { ...mention, statistic: 'sum' } : mention),
  );
}

function uniqueByColumn(mentions: readonly ColumnMention[]): ColumnMention[] {
  return mentions.filter(
    (mention, index) => mentions.findIndex(({ column }) => column.name === mention.column.name) === index,
  );
}
