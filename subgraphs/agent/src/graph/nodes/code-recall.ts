import type { StepWork } from '../run-step.ts';

/** Takes the current subtask's code as the rerun brought it. */
export const codeRecall: StepWork = ({ rerun, current }) => {
  const code = rerun?.code.find(({ subtask }) => subtask === current)?.source;
  if (code === undefined) return Promise.reject(new Error(`there is no code for subtask ${current}`));
  return Promise.resolve({ code, repairs: 0, outcome: null });
};
