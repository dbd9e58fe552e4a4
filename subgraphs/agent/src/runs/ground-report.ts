import type { QuestionContext, SubtaskResult } from '../analyst/analyst.ts';
import type { ReportedNumber } from '../events/run-event.ts';
import { checkNumbers } from '../grounding/check-numbers.ts';
import { groundingSources } from './grounding-sources.ts';

/** The report's numbers, each with what it comes from. */
export function groundReport(
  report: string,
  question: Pick<QuestionContext, 'question' | 'dataset' | 'otherDatasets'>,
  results: readonly SubtaskResult[],
): readonly ReportedNumber[] {
  return checkNumbers(report, groundingSources(question, results))
    .filter(({ value }) => Number.isFinite(value))
    .map(({ source, ...number }) => ({ ...number, ...(source && { source: sourceLabel(source) }) }));
}

/** The checker counts subtasks from 1, people's indices from 0. */
function sourceLabel({ subtask, path }: { readonly subtask: number; readonly path: string }): string {
  return subtask === 0 ? path : `${path} of subtask ${subtask - 1}`;
}
