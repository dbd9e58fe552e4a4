import { describeStep } from './reporting/describe-preparation.ts';
import type { AnalysisRequest } from './request.ts';
import { findAnalysis } from './analyses/registry.ts';

/** What the code will do, for people to read before it runs. */
export function planSteps(request: AnalysisRequest): string[] {
  const preparation = request.preparation.map((step) => {
    const text = describeStep(step);
    return `Prepare: ${text}.`;
  });
  const described = findAnalysis(request.analysis)?.describe(request) ?? request.analysis;
  return [
    ...preparation,
    `Compute ${described} with SQL over the whole dataset.`,
    'Show the numbers, and a chart where one helps.',
  ];
}
