import { questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { streamReport } from '../stream-report.ts';

/** Writes the report over everything that was executed. No more code runs: the kernel's variables are saved meanwhile. */
export const report: StepWork = async (state, run) => {
  run.kernel.retire();
  const context = questionContext(state, run);
  return { answer: await streamReport(run, 0, (call) => run.analyst.report(context, state.results, call)) };
};
