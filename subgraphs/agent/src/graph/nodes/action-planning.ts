import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { currentSubtask } from '../state.ts';

/** Plans the current subtask in steps. */
export const actionPlanning: StepWork = async (state, run) => {
  const plan = await run.analyst.plan(questionContext(state, run), currentSubtask(state), analystCall(run));
  return {
    subtasks: state.subtasks.map((subtask, index) => (index === state.current ? { ...subtask, plan } : subtask)),
  };
};
