import { numericSubjects } from '../parsing/subjects.ts';
import { interestingColumns } from '../suggestions.ts';
import { columnName, describeRule } from '../reporting/describe-preparation.ts';
import type { Analysis } from './analysis.ts';
import { MOST_VALUES, outliersCode } from './outliers-code.ts';
import { reportOutliers } from './outliers-report.ts';

/** Values far from the rest, by the interquartile range or by z-scores. */
export const outliers: Analysis = {
  name: 'outliers',
  isTechnical: false,
  matches(reading) {
    if (
      !reading.cues.has('outliers') ||
      /\b(?:ignor\w+|regardless|disregard\w*|(?:not|n't) (?:consider|treat))\b/i.test(reading.text)
    )
      return 0;
    const removes = reading.steps.some(({ kind }) => kind === 'removeOutliers');
    const asks =
      /\b(?:identif|detect|find|how many|number of|any|which|list|show|count|check|outlier analysis|outlier detection|are there|look for|what)\b|\bidentify/i.test(
        reading.text,
      );
    if (
      reading.statistics.some(({ statistic }) => statistic !== 'count' && statistic !== 'iqr' && statistic !== 'std') &&
      removes
    )
      return 0;
    return asks || !removes ? 0.86 : 0;
  },
  plan(reading) {
    const named = numericSubjects(reading)
      .map(({ name }) => name)
      .filter((name) => !isAdjective(name, reading.text));
    const all = interestingColumns(reading.catalog)
      .measures.map(({ name }) => name)
      .slice(0, 12);
    const columns = named.length > 0 && (reading.measures.length > 0 || named.length === 1) ? named.slice(0, 6) : all;
    const text = reading.measures
      .filter(({ column }) => column.type === 'TEXT' && !columns.includes(column.name))
      .map(({ column }) => column.name);
    return columns.length === 0
      ? undefined
      : {
          measures: columns,
          groups: reading.groups
            .filter(({ bucket, column }) => bucket === undefined && !columns.includes(column))
            .slice(0, 1),
          ...(text[0] !== undefined && { ranking: { direction: 'highest', limit: MOST_VALUES, entity: text[0] } }),
        };
  },
  describe: (request) =>
    `the outliers of ${request.measures.map(columnName).join(', ')}${request.groups.map(({ column }) => ` within each ${columnName(column)}`).join('')} (${describeRule(request.method.outliers)})`,
  code: outliersCode,
  report: reportOutliers,
};

/** "an abnormally high or low volume": of columns called `High` and `Low` nothing is said. */
function isAdjective(name: string, text: string): boolean {
  return /^(?:high|low)$/i.test(name) && /\b(?:high|low) (?:or|and) (?:low|high)\b/.test(text);
}
