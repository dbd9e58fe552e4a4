import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';

/** Breaks the question into parts; one that cannot be broken is its own only part. */
export const decomposition: StepWork = async (state, run) => {
  const drafts = await run.analyst.decompose(questionContext(state, run), analystCall(run));
  const whole = { title: state.classification.interpretation, goal: run.question };
  const parts = drafts.length > 0 ? drafts : [whole];
  return { subtasks: parts.slice(0, maxSubtasks).map((draft) => ({ ...draft, kind: 'ANALYSIS' })) };
};

/** A question that seems to need more is answered in its most important parts. */
const maxSubtasks = 8;
