import { planOf } from '../plan.ts';
import type { StepWork } from '../run-step.ts';

/** Takes the way that was decided; a quick question and a rerun brought their subtasks along. */
export const taskRouting: StepWork = ({ classification, rerun }, run) => {
  const { route, mode, interpretation } = classification;
  const isWhole = rerun !== undefined || (mode === 'QUICK' && route === 'EXPLORATORY');
  const subtasks = isWhole ? (classification.subtasks ?? []) : [];
  const isPlanned = route === 'ADVISORY' || subtasks.length > 0;
  if (isPlanned) run.events.emit({ type: 'PlanReady', mode, interpretation, subtasks: planOf(subtasks) });
  return Promise.resolve({ route, subtasks });
};
