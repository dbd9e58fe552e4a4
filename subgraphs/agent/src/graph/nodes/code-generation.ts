import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { currentSubtask } from '../state.ts';

/** Writes the current subtask's code. */
export const codeGeneration: StepWork = async (state, run) => {
  const task = { subtask: currentSubtask(state), earlier: state.results };
  const code = await run.analyst.writeCode(questionContext(state, run), task, analystCall(run));
  return { code, repairs: 0, outcome: null };
};
