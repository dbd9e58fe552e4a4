import type { AnalysisRequest, PreparationStep } from '../request.ts';
import type { AnswerFormat } from './answer-format.ts';
import { nameWords } from './words.ts';

/** "…, and the mean without them": after a clause about outliers those are meant. */
export function nameOutliers(clauses: readonly string[]): string[] {
  return clauses.map((clause, index) =>
    clauses.slice(0, index).some((before) => /\boutliers?\b/i.test(before)) && !/\boutliers?\b/i.test(clause)
      ? clause.replace(
          /\b(without|excluding|exclude|removing|remove|dropping|drop|removal of) (?:them|these|those)\b/i,
          '$1 the outliers',
        )
      : clause,
  );
}

/** Outliers that are found within groups are left out within them as well. */
export function withinGroups(requests: readonly AnalysisRequest[]): AnalysisRequest[] {
  const within = requests.find(({ analysis, groups }) => analysis === 'outliers' && groups.length > 0)?.groups[0]
    ?.column;
  if (within === undefined) return [...requests];
  return requests.map((request) => ({
    ...request,
    preparation: request.preparation.map((step): PreparationStep =>
      step.kind === 'removeOutliers' ? { ...step, within } : step,
    ),
  }));
}

/** "How many rows were removed", where the outliers are left out and nobody counts them yet. */
export function countRemoved(
  requests: readonly AnalysisRequest[],
  format: AnswerFormat | undefined,
): readonly AnalysisRequest[] {
  const asks = format?.slots.some(({ name }) => nameWords(name).some((word) => /^(?:remov|outlier|dropp)/.test(word)));
  const removing = requests.find(({ preparation }) => preparation.some(({ kind }) => kind === 'removeOutliers'));
  const step = removing?.preparation.find(({ kind }) => kind === 'removeOutliers');
  if (!asks || !removing || step?.kind !== 'removeOutliers') return requests;
  const isCounted = requests.some(
    ({ analysis, measures }) => analysis === 'outliers' && step.columns.every((name) => measures.includes(name)),
  );
  if (isCounted) return requests;
  const counting: AnalysisRequest = {
    analysis: 'outliers',
    measures: step.columns,
    statistics: [],
    groups: step.within === undefined ? [] : [{ column: step.within }],
    preparation: removing.preparation.filter((other) => other !== step),
    method: { ...removing.method, outliers: step.rule },
    ignored: [],
    assumptions: [],
  };
  return [...requests, counting];
}
