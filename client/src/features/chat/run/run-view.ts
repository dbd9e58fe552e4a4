import type { RunState } from '../events/run-state.ts';
import type { ConversationRun } from '../history/run-fragment.ts';
import type { StoredDetails } from './run-details.ts';

/** What is shown of a run, however it is known: from its events, or from what is stored. */
export type RunView = Omit<RunState, 'seq' | 'at' | 'steps' | 'subtasks'>;

/** A stored run; without its details its code and charts are still missing. */
export function storedView(run: ConversationRun, details: StoredDetails | undefined): RunView {
  const { status, analyst, sandbox, mode, report, numbers, usage, error } = run;
  const plan = details?.events.find(({ __typename: type }) => type === 'PlanReady');
  return {
    status,
    analyst,
    sandbox,
    mode,
    report,
    numbers,
    usage,
    error: error ?? undefined,
    interpretation: plan !== undefined && 'interpretation' in plan ? plan.interpretation : '',
    cells: details?.code ?? [],
    artifacts: details?.artifacts ?? [],
  };
}

/** The record of a run that was followed to its end. */
export function endedRun(run: ConversationRun, state: RunState): ConversationRun {
  const { status, analyst, sandbox, mode, report, numbers, usage, error, at } = state;
  return {
    ...run,
    status,
    analyst,
    sandbox,
    mode,
    report,
    numbers: [...numbers],
    usage: usage ?? run.usage,
    error: error ?? null,
    finishedAt: at ?? null,
  };
}
