import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { AppError } from '@mas/kit/errors';
import type { NewRunEvent } from '../events/run-event.ts';
import { createGraph } from '../graph/graph.ts';
import type { RunScope } from '../graph/run-scope.ts';
import { initialState, type RunState } from '../graph/state.ts';
import { groundReport } from './ground-report.ts';

/** Far above what a run of the most subtasks and repairs takes. */
const maxSteps = 300;

/**
 * Drives the workflow to its end, from the last checkpoint where there is one.
 * @returns the event that ends the run.
 * @throws AppError RUN_INTERRUPTED when the checkpoint cannot be used; whatever a step throws; the signal's reason when aborted.
 */
export async function executeRun(
  run: RunScope,
  checkpointer: BaseCheckpointSaver,
  isResumed: boolean,
): Promise<NewRunEvent> {
  const config = { configurable: { thread_id: run.runId } };
  const isStored = isResumed && (await hasCheckpoint(checkpointer, config));
  const graph = createGraph(run, checkpointer);
  const state: RunState = await graph.invoke(isStored ? null : initialState(run.rerun), {
    ...config,
    signal: run.signal,
    recursionLimit: maxSteps,
    durability: 'sync',
  });
  if (state.failure !== undefined) return { type: 'RunFailed', error: state.failure };
  const { answer: report, results, followUps = [] } = state;
  const totalMs = Date.now() - run.askedAt.getTime();
  logAnswer(run, state, totalMs);
  return { type: 'RunFinished', report, numbers: groundReport(report, run, results), totalMs, followUps };
}

function logAnswer({ runId, logger }: RunScope, { classification, results }: RunState, totalMs: number): void {
  const { mode, route } = classification;
  const repairs = results.reduce((sum, result) => sum + result.repairs, 0);
  logger.info({ runId, mode, route, subtasks: results.length, repairs, totalMs }, 'question answered');
}

async function hasCheckpoint(
  checkpointer: BaseCheckpointSaver,
  config: Parameters<BaseCheckpointSaver['getTuple']>[0],
): Promise<boolean> {
  try {
    return (await checkpointer.getTuple(config)) !== undefined;
  } catch (error) {
    const message = 'The service went down while it worked on this, and cannot take it up again. Ask again.';
    throw new AppError('RUN_INTERRUPTED', message, { cause: error });
  }
}
