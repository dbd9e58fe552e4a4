import type { Catalog } from '../catalog.ts';
import { parseQuestion } from '../parsing/parse-question.ts';
import type { AnalysisRequest } from '../request.ts';

/** Whose answer is another with every other statistic; of the others the answer tells all there are. */
const byStatistic: ReadonlySet<string> = new Set(['aggregate', 'group-aggregate', 'ranking', 'period-comparison']);
/** Whose answer tells of the same, whatever the groups: a trend by year is one by month. */
const regardlessOfGroups: ReadonlySet<string> = new Set(['trend']);

/**
 * Whether a question asks, in whatever words, for what some requests have been answered already: the same analysis of the same
 * columns and rows, or one whose answer is a part of theirs.
 */
export function isAnswered(question: string, answered: readonly AnalysisRequest[], catalog: Catalog): boolean {
  const { requests } = parseQuestion(question, catalog);
  return requests.length > 0 && requests.every((request) => answered.some((other) => isPartOf(request, other)));
}

function isPartOf(request: AnalysisRequest, whole: AnalysisRequest): boolean {
  if (JSON.stringify(request.preparation) !== JSON.stringify(whole.preparation)) return false;
  if (keyOf(request) === keyOf(whole)) return true;
  const hasMeasures = request.measures.every((name) => whole.measures.includes(name));
  switch (whole.analysis) {
    case 'correlation-matrix':
      return request.analysis === 'correlation' && hasMeasures;
    case 'compare-groups': // tells the mean of each group
      return request.analysis === 'group-aggregate' && isMean(request) && hasMeasures && haveSameGroups(request, whole);
    default:
      return false;
  }
}

function keyOf({ analysis, measures, groups, statistics, part, ranking, model }: AnalysisRequest): string {
  return JSON.stringify([
    analysis,
    measures.toSorted(),
    regardlessOfGroups.has(analysis) ? [] : groups.map(({ column, bucket }) => [column, bucket]),
    byStatistic.has(analysis) ? statistics : [],
    part,
    ranking,
    model,
  ]);
}

function isMean({ statistics }: AnalysisRequest): boolean {
  return statistics.every((statistic) => statistic === 'mean');
}

function haveSameGroups(one: AnalysisRequest, other: AnalysisRequest): boolean {
  return JSON.stringify(one.groups) === JSON.stringify(other.groups);
}
