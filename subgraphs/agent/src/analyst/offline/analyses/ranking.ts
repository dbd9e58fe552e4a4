import { reportRanking } from './ranking-report.ts';
import { findColumn, isTemporal } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import type { Reading } from '../parsing/reading.ts';
import type { StatisticMention } from '../parsing/statistics.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, Grouping, Statistic } from '../request.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { rankingCode } from './ranking-code.ts';
import { entityOf, monthAssumption } from './ranking-entity.ts';
import { rankingStatistic, measureOf, countsRows } from './ranking-measure.ts';

/** The highest or lowest: groups by a statistic, or whole rows by a value. */
export const ranking: Analysis = {
  name: 'ranking',
  isTechnical: false,
  matches(reading) {
    if (
      !reading.ranking ||
      reading.cues.has('correlation') ||
      reading.cues.has('frequency') ||
      reading.cues.has('missing') ||
      reading.cues.has('regression')
    )
      return 0;
    if (asksEachGroup(reading)) return 0;
    const hasEntity = entityOf(reading) !== undefined;
    if (reading.ranking.limit !== undefined) return hasEntity || reading.groups.length === 0 ? 0.75 : 0.62;
    if (hasEntity && reading.statistics.every(({ statistic }) => statistic !== 'distinct')) return 0.72;
    return isLookup(reading) || reading.ranking.hint !== undefined ? 0.68 : 0;
  },
  plan,
  describe(request) {
    const { direction = 'highest', limit = 1 } = request.ranking ?? {};
    const how = limit === 1 ? `the ${direction}` : `the ${String(limit)} ${direction}`;
    const measure = request.measures[0];
    const [statistic] = request.statistics;
    const what =
      measure === undefined
        ? 'number of rows'
        : `${statistic ? `${statisticName(statistic)} of ` : ''}${columnName(measure)}`;
    const [group] = request.groups;
    return group
      ? `${columnName(groupLabel(group))} with ${how} ${what}${describeSize(request)}`
      : `${request.ranking?.entity === undefined ? (limit === 1 ? 'the row' : 'the rows') : columnName(request.ranking.entity)} with ${how} ${what}`;
  },
  code: rankingCode,
  report: reportRanking,
};

function describeSize({ groupSize }: AnalysisRequest): string {
  return groupSize ? ` among those with a number of rows ${groupSize.operator} ${String(groupSize.value)}` : '';
}

/** "the wind speed of the storm with the highest category", "identify the vehicle with the highest power". */
function isLookup({ text }: Reading): boolean {
  return (
    /\b(?:with|has|had|have|having|by) (?:the |a )?(?:very )?(?:highest|lowest|largest|smallest|most|least|greatest|biggest|best|worst|maximum|minimum)\b/i.test(
      text,
    ) || /^(?:which|who)\b/i.test(text)
  );
}

/** "the highest price by region" wants one for each region; "which region has the highest price" wants a region. */
function asksEachGroup({ ranking: said, groups, statistics, cues, text }: Reading): boolean {
  return (
    said?.limit === undefined &&
    groups.length > 0 &&
    /\b(?:by|per|each|every)\b/i.test(text) &&
    !cues.has('which') &&
    statistics.length === 1 &&
    statistics.every(({ statistic, start }) => start === said?.start && /^(?:max|min)$/.test(statistic))
  );
}

function plan(reading: Reading): RequestDraft | undefined {
  if (!reading.ranking) return undefined;
  const { direction, limit, hint } = reading.ranking;
  const entity = entityOf(reading);
  const found = measureOf(reading, entity, hint);
  const measure =
    countsRows(reading) && (isTemporal(found) || reading.entity || found?.name === entity?.column) ? undefined : found;
  const top = { direction, limit: limit ?? 1 };
  const sized = reading.groupSize && { groupSize: reading.groupSize };
  const said = reading.statistics
    .filter((mention) => !measure || !asksItsValue(mention, reading))
    .map(({ statistic }) => statistic)
    .find((statistic) => !['max', 'min', 'share', 'mode'].includes(statistic));
  if (!measure)
    return entity && !isKey(entity, reading) && (said === 'count' || limit !== undefined || countsRows(reading))
      ? { groups: [entity], statistics: ['count'], ranking: top, assumptions: monthAssumption(entity), ...sized }
      : undefined;
  const column = entity && findColumn(reading.catalog, entity.column);
  const repeats =
    !(said === undefined && isTemporal(column) && isSingleEvent(reading)) &&
    (entity?.bucket !== undefined ||
      (column?.profile ? column.profile.distinct < reading.catalog.rows * 0.95 : entity !== undefined));
  const others = reading.measures
    .map(({ column: { name } }) => name)
    .filter((name) => name !== measure.name && name !== entity?.column);
  if (entity && (said !== undefined || (repeats && others.length === 0))) {
    const statistic: Statistic =
      said === undefined || said === 'count' ? (said ?? rankingStatistic(entity, measure, reading)) : said;
    const assumptions =
      said === undefined
        ? [
            `${columnName(groupLabel(entity))} repeats, so I ranked by the ${statisticName(statistic)} of ${columnName(measure.name)} in each.`,
          ]
        : [];
    return {
      groups: [entity],
      measures: statistic === 'count' ? [] : [measure.name],
      statistics: [statistic],
      ranking: top,
      ...sized,
      assumptions: [...monthAssumption(entity), ...assumptions],
    };
  }
  return { measures: [measure.name, ...others], ranking: { ...top, ...(entity && { entity: entity.column }) } };
}

/** Each value stands in one row: none has more rows than another. */
function isKey({ column, bucket }: Grouping, { catalog }: Reading): boolean {
  const distinct = findColumn(catalog, column)?.profile?.distinct ?? 0;
  return bucket === undefined && catalog.rows > 1 && distinct >= catalog.rows;
}

/** "which singer sold the most songs, and how many?": the value of what was found, not a count of rows. */
function asksItsValue({ start }: StatisticMention, { tokens, ranking: said }: Reading): boolean {
  return tokens[start]?.lower === 'how' && start > (said?.start ?? 0);
}

/** "on which date was the highest level recorded": one row is looked for, however often its date occurs. */
function isSingleEvent({ text }: Reading): boolean {
  return /\b(?:recorded|observed|measured|occur\w*|reach\w*|peak\w*|ever|happen\w*)\b/i.test(text);
}
