import { END } from '@langchain/langgraph';
import type { RunState } from './state.ts';

type NextSubtask =
  'action_planning' | 'code_generation' | 'code_recall' | 'direct_response' | 'report' | 'fallback' | 'memory_save';

/** A rerun brings what the question was taken to mean; any other is read first. */
export function afterRetrieval({ rerun }: RunState): 'mode_classification' | 'task_routing' {
  return rerun === undefined ? 'mode_classification' : 'task_routing';
}

/** A quick question was planned when it was read; a thorough one is planned now; an advisory one needs no plan. */
export function afterRouting(state: RunState): 'context_advising' | 'decomposition' | NextSubtask {
  if (state.route === 'ADVISORY') return 'context_advising';
  return state.subtasks.length === 0 ? 'decomposition' : nextSubtask(state);
}

/** The subtasks run one after the other in one kernel; when all are done the answer is written. */
export function nextSubtask({ subtasks, current, results, rerun }: RunState): NextSubtask {
  const subtask = subtasks[current];
  if (subtask !== undefined) {
    if (subtask.kind === 'DIRECT_RESPONSE') return 'direct_response';
    if (rerun !== undefined) return 'code_recall';
    return subtask.plan === undefined ? 'action_planning' : 'code_generation';
  }
  if (results.every(({ response }) => response !== undefined)) return 'memory_save'; // their words are the answer
  const isAnyDone = results.some(({ execution, response }) => execution?.ok === true || response !== undefined);
  return isAnyDone ? 'report' : 'fallback';
}

/** Code that failed is repaired, or, when no repair is left, was filed by `execution` as it is, or ended a rerun. */
export function afterExecution(state: RunState): 'display' | 'debugging' | NextSubtask | typeof END {
  if (state.failure !== undefined) return END;
  if (state.outcome === null) return nextSubtask(state);
  return state.outcome.ok ? 'display' : 'debugging';
}

/** A chart that cannot be drawn is repaired like code that failed. */
export function afterDisplay(state: RunState): 'debugging' | NextSubtask | typeof END {
  if (state.failure !== undefined) return END;
  return state.outcome === null ? nextSubtask(state) : 'debugging';
}
