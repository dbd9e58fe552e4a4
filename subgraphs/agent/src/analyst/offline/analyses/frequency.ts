import { isCategorical } from '../catalog.ts';
import type { Reading } from '../parsing/reading.ts';
import { subjectsOf } from '../parsing/subjects.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell } from '../reporting/markdown-table.ts';
import { formatNumber } from '../reporting/numbers.ts';
import type { Analysis } from './analysis.ts';
import { groupAggregate } from './group-aggregate.ts';

/** How often each value of a column occurs. */
export const frequency: Analysis = {
  name: 'frequency',
  isTechnical: false,
  matches(reading) {
    if (reading.groups.length > 0 || columnOf(reading) === undefined) return 0;
    const onlyCounts = reading.statistics.every(
      ({ statistic }) => statistic === 'count' || statistic === 'share' || statistic === 'mode',
    );
    if (!onlyCounts) return 0;
    if (reading.cues.has('frequency') && !reading.condition) return 0.74;
    const isNamed = columnOf(reading)?.type !== 'FLOAT';
    if (reading.steps.some((step) => step.kind === 'derive' && step.expression.kind === 'dayPeriod') && reading.derived)
      return 0.7;
    if (isNamed && (reading.cues.has('distribution') || reading.cues.has('bar')))
      return isCategorical(columnOf(reading)) ? 0.72 : 0;
    if (reading.statistics.some(({ statistic }) => statistic === 'share') && !reading.condition)
      return isCategorical(columnOf(reading)) ? 0.55 : 0;
    return reading.statistics.length === 0 &&
      (reading.measures.length > 0 || reading.cues.has('chart')) &&
      reading.steps.length === 0 &&
      reading.derived === undefined &&
      reading.ranking === undefined &&
      isCategorical(columnOf(reading)) &&
      !reading.condition &&
      reading.tokens.length <= 8
      ? 0.2
      : 0;
  },
  plan(reading) {
    const column = columnOf(reading);
    const limit = reading.ranking?.limit;
    return (
      column && {
        groups: [{ column: column.name }],
        statistics: ['count'],
        ...(limit !== undefined && { ranking: { direction: reading.ranking?.direction ?? 'highest', limit } }),
      }
    );
  },
  describe: (request) => `how often each value of ${columnName(request.groups[0]?.column ?? '')} occurs`,
  code: (request, context) => groupAggregate.code(request, context),
  report(request, raw, context) {
    const finding = groupAggregate.report(request, raw, context);
    const first = finding.facts.find(({ quantity, value }) => quantity === 'entity' && value !== '(missing)');
    const count = finding.facts.find(({ quantity, group }) => quantity === 'count' && group === first?.group);
    if (!first || typeof count?.value !== 'number') return finding;
    const name = columnName(request.groups[0]?.column ?? '');
    const where = describePreparation(request.preparation);
    return {
      ...finding,
      headline: `The most frequent value of ${name} is **${escapeCell(String(first.value))}**, in **${formatNumber(count.value)}** rows${where}.`,
      facts: [...finding.facts, { quantity: 'mode', value: first.value, columns: first.columns }],
    };
  },
};

function columnOf(reading: Reading) {
  const subjects = subjectsOf(reading);
  return subjects.find(isCategorical) ?? subjects[0];
}
