import { questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { streamReport } from '../stream-report.ts';

/** Nothing could be executed: says what was tried, what failed, and what to ask instead. */
export const fallback: StepWork = async (state, run) => {
  run.kernel.retire();
  const context = questionContext(state, run);
  return { answer: await streamReport(run, 0, (call) => run.analyst.fallback(context, state.results, call)) };
};
