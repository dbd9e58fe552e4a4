import type { AnalysisRequest } from '../request.ts';

/** A question often says the same thing twice. Requests that ask the same become one; statistics of the same rows join. */
export function mergeRequests(requests: readonly AnalysisRequest[]): AnalysisRequest[] {
  const merged: AnalysisRequest[] = [];
  for (const request of requests) {
    const index = merged.findIndex((other) => asksTheSame(other, request));
    const other = merged[index];
    if (!other) merged.push(request);
    else
      merged[index] = {
        ...other,
        statistics: [...new Set([...other.statistics, ...request.statistics])],
        ignored: [...new Set([...other.ignored, ...request.ignored])],
        assumptions: [...new Set([...other.assumptions, ...request.assumptions])],
      };
  }
  return merged.length > 1 ? merged.filter((request) => !isWholeShare(request)) : merged;
}

/** The share of rows that are all there is after a filter tells nothing: the filter was what was meant. */
function isWholeShare({ analysis, part, preparation }: AnalysisRequest): boolean {
  return (
    analysis === 'share' &&
    preparation.some((step) => step.kind === 'filter' && JSON.stringify(step.condition) === JSON.stringify(part))
  );
}

function asksTheSame(left: AnalysisRequest, right: AnalysisRequest): boolean {
  return identity(left) === identity(right);
}

function identity(request: AnalysisRequest): string {
  const { analysis, measures, groups, preparation, part, ranking, groupSize, phase, model, method } = request;
  return JSON.stringify([
    analysis,
    analysis.startsWith('correlation') ? [...measures].sort() : measures,
    groups,
    preparation,
    part,
    ranking,
    groupSize,
    phase,
    model,
    analysis.startsWith('correlation') ? method.correlation : undefined,
  ]);
}
