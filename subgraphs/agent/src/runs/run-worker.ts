import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { RunLeaseRepository } from '../db/run-lease.repository.ts';
import type { Run } from '../db/run.entity.ts';
import type { EventLog } from '../events/event-log.ts';
import { type EventSignal, signalTopics } from '../events/event-signal.ts';
import { createRunEventWriter, EventLogError, RunLostError, type RunEventWriter } from '../events/run-event-writer.ts';
import type { RunScope } from '../graph/run-scope.ts';
import type { RunJob } from '../queue/run-queue.ts';
import { executeRun } from './execute-run.ts';
import { toRunFailure } from './run-failure.ts';

/** Works on runs, one call a run. */
export interface RunWorker {
  /** Never rejects: what goes wrong ends the run, or lets it go for another worker. */
  handle(job: RunJob): Promise<void>;
  /** Stops working on a run that is another's by now. */
  abandon(runId: string): void;
  /** The runs that are worked on, with the number of the attempt. */
  attempts(): ReadonlyMap<string, number>;
  /** Lets all runs go; they are taken up from their last step later. */
  release(): void;
}

export interface RunWorkerDependencies {
  readonly leases: RunLeaseRepository;
  readonly findRun: (runId: string) => Promise<Run | null>;
  readonly log: EventLog;
  readonly signal: EventSignal;
  readonly checkpointer: BaseCheckpointSaver;
  readonly createScope: (parts: ScopeParts) => RunScope;
  /** How long a run may take in all. */
  readonly runTimeoutMs: number;
  readonly logger: Logger;
}

/** What a worker knows of a run before its scope is made. */
export interface ScopeParts {
  readonly run: Run;
  readonly isResumed: boolean;
  readonly events: RunEventWriter;
  readonly signal: AbortSignal;
}

/** The process goes down: its runs are let go. */
class ReleasedError extends Error {
  override readonly name = 'ReleasedError';
}

interface Work {
  readonly runId: string;
  readonly attempt: number;
  readonly abort: AbortController;
  readonly events: RunEventWriter;
}

/** A run that took its worker down so often is not given to another. */
const maxAttempts = 4;

export function createRunWorker(deps: RunWorkerDependencies): RunWorker {
  const { leases, log, logger } = deps;
  const works = new Map<string, Work>();
  let isReleased = false;
  const hasBeenReleased = () => isReleased; // asked anew after each wait

  const handle = async ({ runId }: RunJob): Promise<void> => {
    if (hasBeenReleased()) return;
    const attempt = await leases.claim(runId);
    if (attempt === undefined) return;
    if (hasBeenReleased()) return leases.release(runId, attempt);
    const abort = new AbortController();
    const events = createRunEventWriter({ log, runId, attempt, onFailure: (error) => abort.abort(error) });
    const work = { runId, attempt, abort, events };
    works.set(runId, work);
    const stopWatching = watch(work, deps);
    try {
      await workOn(work, deps);
    } catch (error) {
      await settle(work, abort.signal.aborted ? abort.signal.reason : error, deps);
    } finally {
      stopWatching();
      works.delete(runId);
    }
  };
  return {
    handle: (job) =>
      handle(job).catch((error: unknown) => {
        logger.error({ runId: job.runId, error: toError(error) }, 'run let go');
      }),
    abandon: (runId) => works.get(runId)?.abort.abort(new RunLostError()),
    attempts: () => new Map([...works.values()].map(({ runId, attempt }) => [runId, attempt])),
    release() {
      isReleased = true;
      for (const { abort } of works.values()) abort.abort(new ReleasedError('the service is shutting down'));
    },
  };
}

/** Stops the work when its owner cancels the run or its time is up. */
function watch({ runId, abort }: Work, { signal, log, runTimeoutMs, logger }: RunWorkerDependencies): () => void {
  const stopIfEnded = async (): Promise<void> => {
    if ((await log.readEnd(runId)) !== undefined) abort.abort(new RunLostError());
  };
  const stopListening = signal.listen(signalTopics.cancelled(runId), () => {
    stopIfEnded().catch((error: unknown) => {
      logger.warn({ runId, error: toError(error).message }, 'a cancellation could not be confirmed');
    });
  });
  const minutes = Math.round(runTimeoutMs / 60_000);
  const timer = setTimeout(() => {
    abort.abort(new AppError('TIMEOUT', `The answer took more than ${minutes} minutes. Ask a narrower question.`));
  }, runTimeoutMs);
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}

async function workOn({ runId, attempt, abort, events }: Work, deps: RunWorkerDependencies): Promise<void> {
  const start = performance.now();
  const run = await deps.findRun(runId);
  if (run === null) return;
  if (attempt > maxAttempts) {
    throw new AppError('RUN_INTERRUPTED', 'The service went down several times while it worked on this. Ask again.');
  }
  const scope = deps.createScope({ run, isResumed: attempt > 1, events, signal: abort.signal });
  try {
    if (run.lastSeq === 0) {
      const { engine, jail } = scope.sandbox;
      events.emit({ type: 'RunStarted', analyst: scope.analyst.name, sandbox: `${engine} in ${jail}` });
    }
    const end = await executeRun(scope, deps.checkpointer, attempt > 1);
    events.emit(end);
    await events.flush();
  } finally {
    await scope.kernel.dispose();
  }
  await forget(runId, deps);
  const ms = Math.round(performance.now() - start);
  deps.logger.info({ runId, userId: run.userId, attempt, ms }, 'run finished');
}

/** Ends a run that failed, or leaves it to whoever takes it up next. */
async function settle(work: Work, reason: unknown, deps: RunWorkerDependencies): Promise<void> {
  const { runId, attempt, events } = work;
  const { leases, log, logger } = deps;
  if (reason instanceof RunLostError) {
    logger.info({ runId, attempt }, 'run stopped');
    if ((await log.readEnd(runId)) !== undefined) await forget(runId, deps);
    return;
  }
  if (reason instanceof ReleasedError || reason instanceof EventLogError) {
    logger.warn({ runId, attempt, error: reason.message }, 'run let go');
    await events.flush().catch(() => undefined); // what cannot be written now is written when the step is done again
    await leases.release(runId, attempt);
    return;
  }
  events.emit({ type: 'RunFailed', error: toRunFailure(reason, runId, logger) });
  await events.flush();
  await forget(runId, deps);
}

/** The checkpoints of a run that has ended are of no use. */
async function forget(runId: string, { checkpointer, logger }: RunWorkerDependencies): Promise<void> {
  try {
    await checkpointer.deleteThread(runId);
  } catch (error) {
    logger.warn({ runId, error: toError(error).message }, 'checkpoints were not deleted');
  }
}
