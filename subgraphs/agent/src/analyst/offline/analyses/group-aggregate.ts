import { findColumn, isTemporal } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import { needsNumbers } from '../code/statistic-sql.ts';
import type { Reading } from '../parsing/reading.ts';
import { dateColumn, yearColumn } from '../parsing/column-hints.ts';
import { numericSubjects, subjectsOf } from '../parsing/subjects.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { Grouping } from '../request.ts';
import { defaultAssumption, defaultStatistic } from './default-statistic.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { bucketFor, saidBucket } from './time-bucket.ts';
import { groupAggregateCode } from './group-aggregate-code.ts';
import { reportGroupAggregate } from './group-aggregate-report.ts';

/** Statistics by one or two groups. */
export const groupAggregate: Analysis = {
  name: 'group-aggregate',
  isTechnical: false,
  matches(reading) {
    if (reading.groups.length === 0) return 0;
    if (reading.statistics.length > 0) return 0.6;
    return reading.cues.has('compare') || reading.cues.has('distribution') || reading.cues.has('trend') ? 0.35 : 0.5;
  },
  plan,
  describe(request) {
    const groups = joinList(request.groups.map((group) => columnName(groupLabel(group))));
    if (request.measures.length === 0) return `the number of rows by ${groups}`;
    return `the ${joinList(request.statistics.map(statisticName))} of ${joinList(request.measures.map(columnName))} by ${groups}`;
  },
  code: groupAggregateCode,
  report: reportGroupAggregate,
};

function plan(reading: Reading): RequestDraft | undefined {
  const said = [...new Set(reading.statistics.map(({ statistic }) => statistic))];
  const isGroup = (name: string) => reading.groups.some((group) => group.column === name);
  const numbers = numericSubjects(reading).filter(({ name }) => !isGroup(name));
  const ranking =
    reading.frequentGroups !== undefined
      ? { direction: 'highest' as const, limit: reading.frequentGroups, byRows: true }
      : reading.ranking && { direction: reading.ranking.direction, limit: reading.ranking.limit ?? 0 };
  const rest = {
    groups: overTime(reading),
    ...(reading.groupSize && { groupSize: reading.groupSize }),
    ...(ranking && ranking.limit > 0 && { ranking }),
  };
  const statistics = said.filter((statistic) => statistic !== 'share');
  if (statistics.includes('distinct')) {
    const counted = subjectsOf(reading).filter(({ name }) => !isGroup(name));
    return counted.length === 0
      ? undefined
      : { ...rest, measures: counted.map(({ name }) => name), statistics: ['distinct'] };
  }
  if (numbers.length === 0 || statistics.every((statistic) => statistic === 'count')) {
    if (said.length > 0 && numbers.length > 0 && statistics.length === 0)
      return { ...rest, measures: numbers.slice(0, 1).map(({ name }) => name), statistics: ['sum'] };
    if (statistics.some(needsNumbers)) return undefined;
    if (said.length > 0 || numbers.length === 0) return { ...rest, measures: [], statistics: ['count'] };
  }
  const measures = numbers.slice(0, 4);
  const assumed = defaultStatistic(measures, reading.catalog);
  return {
    ...rest,
    measures: measures.map(({ name }) => name),
    statistics: statistics.length > 0 ? statistics : [assumed],
    assumptions: statistics.length > 0 ? [] : [defaultAssumption(reading.text, measures, assumed)],
  };
}

/** "the trend of sales by region": the periods come first, then the groups. */
function overTime(reading: Reading): readonly Grouping[] {
  const { groups, cues, catalog } = reading;
  const isDated = groups.some(({ column, bucket }) => bucket !== undefined || isTemporal(findColumn(catalog, column)));
  const date = dateColumn(catalog);
  const year = yearColumn(catalog);
  const [first] = groups;
  if (!cues.has('trend') || isDated || !first || first.column === year?.name) return groups;
  if (date && isTemporal(date)) {
    const bucket = saidBucket(reading) ?? bucketFor(date);
    return [{ column: date.name, bucket }, first];
  }
  return year ? [{ column: year.name }, first] : groups;
}
