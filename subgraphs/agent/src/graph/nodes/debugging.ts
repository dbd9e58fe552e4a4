import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { currentSubtask } from '../state.ts';

/** Has the code repaired, with what went wrong at hand. */
export const debugging: StepWork = async (state, run) => {
  const { code, outcome, results } = state;
  const repair = state.repairs + 1;
  const error = outcome?.error ?? { name: 'Error', message: 'It failed without saying why.' };
  const task = { subtask: currentSubtask(state), earlier: results };
  const failure = { code, error, output: outcome?.output ?? '', repair };
  const repaired = await run.analyst.debug(questionContext(state, run), task, failure, analystCall(run));
  return { code: repaired, repairs: repair, outcome: null };
};
