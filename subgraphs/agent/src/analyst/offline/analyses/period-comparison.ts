import { findColumn, isNumeric, isTemporal, type CatalogColumn } from '../catalog.ts';
import { groupLabel } from '../code/expressions.ts';
import { dateColumn, yearColumn } from '../parsing/column-hints.ts';
import { conditionOf } from '../parsing/periods/period-conditions.ts';
import { unitOf, type Period } from '../parsing/periods/period.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { Condition, Grouping, Statistic } from '../request.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { defaultAssumption, defaultStatistic } from './default-statistic.ts';
import { periodComparisonCode } from './period-comparison-code.ts';
import { reportPeriods } from './period-comparison-report.ts';

/** A measure, or the number of rows, in two or more periods side by side: the change between them, in all or by group. */
export const periodComparison: Analysis = {
  name: 'period-comparison',
  isTechnical: false,
  matches(reading) {
    const periods = comparedPeriods(reading);
    if (periods.length < 2 || !timeGroup(periods, reading)) return 0;
    const { cues, text } = reading;
    if (cues.has('test') || cues.has('correlation') || cues.has('outliers') || cues.has('regression')) return 0;
    if (/\b(?:together|combined|or)\b/i.test(text)) return 0;
    return 0.82;
  },
  plan,
  describe(request) {
    const [time, group] = request.groups;
    const [measure] = request.measures;
    const [statistic = 'count'] = request.statistics;
    const what =
      measure === undefined ? 'the number of rows' : `the ${statisticName(statistic)} of ${columnName(measure)}`;
    return `${what} compared by ${columnName(time ? groupLabel(time) : '')}${group ? ` and ${columnName(groupLabel(group))}` : ''}`;
  },
  code: periodComparisonCode,
  report: reportPeriods,
};

/** "2022 and 2023"; of a span only its ends, and only where a difference is asked for, not a development. */
function comparedPeriods({ periods: { periods, span }, cues, groups }: Reading): readonly Period[] {
  const unique = [...new Map(periods.map((period) => [JSON.stringify(period), period])).values()];
  const units = new Set(unique.map(unitOf));
  if (unique.length >= 2 && units.size === 1) return unique;
  const [first] = unique;
  const years = unique.filter(({ part }) => !part);
  const parts = unique.filter(({ part }) => part);
  if (first && years.length === 1 && parts.length >= 2) return parts;
  if (years.length >= 2 && parts.length === 1) return years;
  const isDifference = cues.has('compare') && !cues.has('trend');
  return span && (isDifference || (cues.has('trend') && groups.length > 0)) ? span : [];
}

function timeGroup(periods: readonly Period[], { catalog }: Reading): Grouping | undefined {
  const [first] = periods;
  const year = yearColumn(catalog);
  if (!first) return undefined;
  if (!first.part && year) return { column: year.name };
  const date = dateColumn(catalog);
  if (!date) return undefined;
  const unit = unitOf(first);
  if (unit === 'year' || periods.some((period) => period.year !== undefined))
    return { column: date.name, bucket: unit };
  return { column: date.name, bucket: `${unit}OfYear` };
}

function plan(reading: Reading): RequestDraft | undefined {
  const periods = comparedPeriods(reading);
  const time = timeGroup(periods, reading);
  if (!time) return undefined;
  const measure = numericSubjects(reading).find(({ name }) => name !== time.column);
  const said = reading.statistics
    .map(({ statistic }) => statistic)
    .find((statistic) => !/^(?:share|mode|quartiles|range|distinct)$/.test(statistic));
  const counts = !measure || said === 'count';
  if (
    counts &&
    reading.measures.some(({ column }) => isNumeric(column) && column.name !== time.column) &&
    said !== 'count'
  )
    return undefined;
  const assumed = measure ? defaultStatistic([measure], reading.catalog) : 'sum';
  const statistic: Statistic = counts ? 'count' : (said ?? assumed);
  const group = entityOf(reading, time);
  return {
    measures: counts ? [] : [measure.name],
    statistics: [statistic],
    groups: [time, ...(group ? [group] : [])],
    narrowing: narrowing(reading, periods),
    ...(reading.ranking && {
      ranking: { direction: reading.ranking.direction, limit: reading.ranking.limit ?? 1 },
    }),
    assumptions: !counts && said === undefined ? [defaultAssumption(reading.text, [measure], assumed)] : [],
  };
}

/** The periods are alternatives; whatever else was said still narrows the rows. */
function narrowing({ periods, conditionParts, catalog }: Reading, compared: readonly Period[]): Condition[] {
  if (compared !== periods.span) return conditionParts.map(({ condition }) => condition);
  const ends = compared.flatMap((period) => conditionOf(period, '=', catalog) ?? []);
  const isSpan = (condition: Condition) =>
    condition.kind === 'all' &&
    condition.conditions.every((part) => 'column' in part && part.column === columnIn(ends[0]));
  const others = conditionParts.map(({ condition }) => condition).filter((condition) => !isSpan(condition));
  return [...others, { kind: 'any', conditions: ends }];
}

function columnIn(condition: Condition | undefined): string | undefined {
  if (!condition) return undefined;
  return 'column' in condition ? condition.column : columnIn(condition.conditions[0]);
}

/** "by region", "which region": the changes of each. */
function entityOf({ groups, measures, catalog }: Reading, time: Grouping): Grouping | undefined {
  const isTime = (column: CatalogColumn | undefined) => !column || column.name === time.column || isTemporal(column);
  const said = groups.find(({ column, bucket }) => bucket === undefined && !isTime(findColumn(catalog, column)));
  const named = measures.map(({ column }) => column).find((column) => column.type === 'TEXT' && !isTime(column));
  return said ?? (named && { column: named.name });
}
