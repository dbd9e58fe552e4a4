import type { RunScope } from './run-scope.ts';
import type { RunState, RunUpdate } from './state.ts';
import { stepLabels, type StepName } from './step-names.ts';
import { planOf } from './plan.ts';

/** A step of the workflow: takes the state and gives the part of it that it changes. */
export type StepWork = (state: RunState, run: RunScope) => Promise<RunUpdate>;

const subtaskSteps: ReadonlySet<StepName> = new Set([
  'action_planning',
  'code_generation',
  'code_recall',
  'execution',
  'display',
  'debugging',
  'direct_response',
]);

/** Does a step and says so in the log, which has all of it before the state is stored. */
export async function runStep(name: StepName, work: StepWork, state: RunState, run: RunScope): Promise<RunUpdate> {
  run.signal.throwIfAborted();
  const start = performance.now();
  const place = subtaskSteps.has(name) ? { subtask: state.current } : {};
  const repair = repairOf(name, state);
  run.events.emit({ type: 'StepStarted', step: name, label: stepLabels[name], ...place, ...(repair && { repair }) });
  const update = await work(state, run);
  run.signal.throwIfAborted();
  const plan = name === 'action_planning' && update.subtasks ? { plan: planOf(update.subtasks) } : {};
  const ms = Math.round(performance.now() - start);
  run.events.emit({ type: 'StepFinished', step: name, ...place, ms, ...plan });
  await run.events.flush();
  return update;
}

/** Debugging starts the next repair; running and showing belong to the one that was made. */
function repairOf(name: StepName, { repairs }: RunState): number | undefined {
  if (name === 'debugging') return repairs + 1;
  return (name === 'execution' || name === 'display') && repairs > 0 ? repairs : undefined;
}
