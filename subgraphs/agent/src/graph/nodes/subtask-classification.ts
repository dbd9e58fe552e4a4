import { planOf } from '../plan.ts';
import { analystCall, modeOf, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';

/** Decides what each part needs: code that computes, code that draws, or words alone. */
export const subtaskClassification: StepWork = async (state, run) => {
  const kinds = await run.analyst.classifySubtasks(questionContext(state, run), state.subtasks, analystCall(run));
  const subtasks = state.subtasks.map((subtask, index) => ({ ...subtask, kind: kinds[index] ?? 'ANALYSIS' }));
  const { interpretation } = state.classification;
  run.events.emit({ type: 'PlanReady', mode: modeOf(state), interpretation, subtasks: planOf(subtasks) });
  return { subtasks };
};
