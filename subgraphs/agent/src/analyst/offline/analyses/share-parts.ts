import { findColumn, isIdentifier, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { ColumnMention } from '../parsing/column-mention.ts';
import { yesCondition } from '../parsing/flags.ts';
import type { FoundCondition } from '../parsing/found-condition.ts';
import type { Reading } from '../parsing/reading.ts';
import type { Condition } from '../request.ts';
import { isAdditive } from './default-statistic.ts';

export interface ShareParts {
  /** The rows that are counted; absent where every group has its share. */
  readonly part?: Condition;
  /** The rows that make up the whole. */
  readonly narrowing: readonly Condition[];
}

const VERB =
  /^(?:is|are|was|were|be|has|have|had|comes?|came|goes|went|belongs?|belonged|falls?|fell|makes?|made|accounts?|accounted|derives?|derived|stems?|live|work)$/;

/** "what share of A is B": B is the part and A the whole; "B's share of A" too; times always narrow the whole. */
export function shareParts(reading: Reading): ShareParts {
  const flag = flagOf(reading);
  const share = shareAt(reading);
  const verb = reading.tokens.findIndex(({ lower }, index) => index > share && VERB.test(lower));
  const things = reading.conditionParts.filter((part) => !isTime(part));
  const after = verb < 0 ? [] : things.filter(({ start }) => start > verb);
  const before = things.filter(({ end }) => end <= share);
  const own =
    flag && !(verb >= 0 && after.length > 0)
      ? []
      : after.length > 0
        ? after
        : before.length > 0
          ? before
          : things.length > 0
            ? things
            : reading.groups.length > 0
              ? []
              : reading.conditionParts;
  const conditions = [...(flag && own.length === 0 ? [flag] : []), ...own.map(({ condition }) => condition)];
  const [only] = conditions;
  const part: Condition | undefined = conditions.length > 1 ? { kind: 'all', conditions } : only;
  return {
    ...(part && { part }),
    narrowing: reading.conditionParts.filter((found) => !own.includes(found)).map(({ condition }) => condition),
  };
}

function shareAt({ statistics, tokens }: Reading): number {
  const said = statistics.find(({ statistic }) => statistic === 'share')?.start;
  return said ?? tokens.findIndex(({ lower }) => /^(?:rate|part|much|contribution|contributes?)$/.test(lower));
}

function isTime({ condition }: FoundCondition): boolean {
  const columns = JSON.stringify(condition);
  return (
    /"kind":"datePart"/.test(columns) ||
    /"value":"\d{4}-\d{2}/.test(columns) ||
    /"column":"[^"]*year[^"]*"/i.test(columns)
  );
}

/** A yes/no column that is asked about: "the percentage that survived". */
function flagOf({ measures }: Reading): Condition | undefined {
  return measures.map(({ column }) => yesCondition(column)).find((condition) => condition !== undefined);
}

/** The column whose sum is shared out: "share of revenue"; undefined where rows are counted. */
export function sharedMeasure(reading: Reading): CatalogColumn | undefined {
  return reading.measures.find(
    (mention) =>
      isCountable(mention.column, reading) &&
      (isAdditive(mention.column, reading.catalog) || isShared(mention, reading)),
  )?.column;
}

function isCountable(column: CatalogColumn, { catalog }: Reading): boolean {
  return (
    (isNumeric(column) || looksNumeric(column)) &&
    !isIdentifier(column, catalog.rows) &&
    yesCondition(column) === undefined
  );
}

function isShared({ start, end }: ColumnMention, { tokens }: Reading): boolean {
  let at = start - 1;
  while (/^(?:the|total|all|overall|our|whole|entire|sum|of)$/.test(tokens[at]?.lower ?? '')) at--;
  const isShare = (word: string | undefined) =>
    /^(?:share|percentage|percent|proportion|fraction|part|%|much)$/.test(word ?? '');
  return isShare(tokens[at]?.lower) || isShare(tokens[end]?.lower);
}

/** What the whole is divided by: the groups said, or a column that names things. */
export function shareGroup(reading: Reading) {
  const [group] = reading.groups;
  if (group) return group;
  const named = reading.measures
    .map(({ column }) => findColumn(reading.catalog, column.name))
    .find((column) => column?.type === 'TEXT' && !looksNumeric(column) && yesCondition(column) === undefined);
  return named && { column: named.name };
}
