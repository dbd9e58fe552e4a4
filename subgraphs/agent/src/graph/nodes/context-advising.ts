import { questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { streamReport } from '../stream-report.ts';

/** Advises from the dataset's profile and what is remembered, without running code. */
export const contextAdvising: StepWork = async (state, run) => {
  const context = questionContext(state, run);
  return { answer: await streamReport(run, 0, (call) => run.analyst.advise(context, call)) };
};
