import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';

/** Decides how thorough the answer is to be and what the question means; the person's own choice of mode stands. */
export const modeClassification: StepWork = async (state, run) => {
  const classification = await run.analyst.classify(questionContext(state, run), analystCall(run));
  return { classification: { ...classification, mode: run.requestedMode ?? classification.mode } };
};
