import type { Mode } from '../analyst/analyst.ts';
import { modeOf } from './question-context.ts';
import type { RunState } from './state.ts';

/** Repairs of each subtask, at most. */
const maxRepairs: Readonly<Record<Mode, number>> = { QUICK: 2, TECHNICAL: 5 };

/** Whether code that failed now would be repaired. A rerun runs what it was given, and nothing else. */
export function hasRepairLeft(state: RunState): boolean {
  return state.rerun === undefined && state.repairs < maxRepairs[modeOf(state)];
}
