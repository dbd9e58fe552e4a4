import type { Subtask } from '../analyst/analyst.ts';
import type { PlannedSubtask } from '../events/run-event.ts';

/** The plan as people see it. */
export function planOf(subtasks: readonly Subtask[]): readonly PlannedSubtask[] {
  return subtasks.map(({ title, goal, kind, plan }, index) => ({ index, title, goal, kind, steps: plan?.steps ?? [] }));
}
