import { findColumn, isIdentifier, isNumeric, isTemporal, type CatalogColumn } from '../catalog.ts';
import { dateColumn, yearColumn } from '../parsing/column-hints.ts';
import { isForecast } from '../parsing/limits.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { Statistic } from '../request.ts';
import { defaultAssumption, defaultStatistic } from './default-statistic.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { bucketFor, saidBucket } from './time-bucket.ts';
import { trendCode } from './trend-code.ts';
import { reportTrend } from './trend-report.ts';

/** How a measure, or the number of rows, goes over time. */
export const trend: Analysis = {
  name: 'trend',
  isTechnical: false,
  matches(reading) {
    if (!timeColumn(reading) || dividesTime(reading)) return 0;
    const plots =
      reading.cues.has('line') ||
      (reading.cues.has('chart') && reading.groups.some(({ bucket }) => bucket !== undefined));
    return reading.cues.has('trend') || plots || isForecast(reading.text) ? 0.79 : 0;
  },
  plan,
  describe(request) {
    const [group] = request.groups;
    const [measure] = request.measures;
    const [statistic = 'count'] = request.statistics;
    const what =
      measure === undefined ? 'the number of rows' : `the ${statisticName(statistic)} of ${columnName(measure)}`;
    return `how ${what} goes over ${columnName(group?.column ?? '')}${group?.bucket ? ` by ${group.bucket}` : ''}`;
  },
  code: trendCode,
  report: reportTrend,
};

/** "by region": a line for each group is drawn by the groups' own analysis. */
function dividesTime({ groups, catalog, cues }: Reading): boolean {
  return cues.has('trend') && groups.some(({ column }) => findColumn(catalog, column)?.type === 'TEXT');
}

function timeColumn(reading: Reading): CatalogColumn | undefined {
  const mentioned = reading.mentions
    .map(({ column }) => column)
    .find((column) => isTemporal(column) || column === yearColumn(reading.catalog));
  const grouped = reading.groups
    .map(({ column }) => findColumn(reading.catalog, column))
    .find((column) => isTemporal(column));
  return mentioned ?? grouped ?? dateColumn(reading.catalog) ?? yearColumn(reading.catalog);
}

function plan(reading: Reading): RequestDraft | undefined {
  const time = timeColumn(reading);
  if (!time) return undefined;
  const [named] = numericSubjects(reading).filter(({ name }) => name !== time.name);
  const measure = named ?? onlyMeasure(reading, time);
  const said = reading.statistics
    .map(({ statistic }) => statistic)
    .find((statistic) => !['range', 'share', 'mode', 'quartiles'].includes(statistic));
  const statistic: Statistic = measure
    ? said === undefined || said === 'count'
      ? defaultStatistic([measure], reading.catalog)
      : said
    : 'count';
  const asked = reading.groups.find(({ bucket }) => bucket !== undefined)?.bucket ?? saidBucket(reading);
  const bucket = isNumeric(time) ? undefined : (asked ?? bucketFor(time));
  const assumed =
    measure && (said === undefined || said === 'count')
      ? [defaultAssumption(reading.text, [measure], defaultStatistic([measure], reading.catalog))]
      : [];
  return {
    measures: measure ? [measure.name] : [],
    statistics: [statistic],
    groups: [{ column: time.name, ...(bucket && { bucket }) }],
    assumptions: assumed,
  };
}

/** "How have renewables developed?": in a dataset of one measure that is what develops, unless rows are to be counted. */
function onlyMeasure({ catalog, statistics }: Reading, time: CatalogColumn): CatalogColumn | undefined {
  const numbers = catalog.columns.filter(
    (column) => isNumeric(column) && column.name !== time.name && !isIdentifier(column, catalog.rows),
  );
  return numbers.length === 1 && statistics.every(({ statistic }) => statistic !== 'count') ? numbers[0] : undefined;
}
