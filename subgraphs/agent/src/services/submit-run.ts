import { AppError } from '@mas/kit/errors';
import type { Run } from '../db/run.entity.ts';
import type { NewRun, RunRepository, WaitingRuns } from '../db/run.repository.ts';
import type { RunQueue } from '../queue/run-queue.ts';

export interface WaitingLimits {
  readonly waitingPerUser: number;
  readonly waitingInAll: number;
}

/** Stores a run and puts it into the queue. @throws AppError RATE_LIMITED when too many wait. */
export type SubmitRun = (run: NewRun) => Promise<Run>;

export function createSubmitRun(deps: {
  readonly runs: RunRepository;
  readonly queue: RunQueue;
  readonly limits: WaitingLimits;
}): SubmitRun {
  const { runs, queue, limits } = deps;
  return async (newRun) => {
    const { run, isNew } = await runs.insert(newRun, (waiting) => checkWaiting(waiting, limits));
    if (isNew) await queue.enqueue({ runId: run.id, userId: String(run.userId) });
    return run;
  };
}

const maxKeyLength = 200;

/** @throws AppError BAD_USER_INPUT */
export function checkIdempotencyKey(key: string | undefined): void {
  if (key === undefined || (key !== '' && key.length <= maxKeyLength && !key.includes('\0'))) return;
  const message = `An idempotency key has 1 to ${maxKeyLength} characters.`;
  throw new AppError('BAD_USER_INPUT', message, { field: 'idempotencyKey' });
}

function checkWaiting({ ofUser, total }: WaitingRuns, { waitingPerUser, waitingInAll }: WaitingLimits): void {
  if (ofUser >= waitingPerUser) {
    const message = `${ofUser} of your questions wait already: ask again when one of them is answered, or cancel one.`;
    throw new AppError('RATE_LIMITED', message, { retryAfterSeconds: 10 });
  }
  if (total >= waitingInAll) {
    const message = 'Too many questions wait at the moment; ask again shortly.';
    throw new AppError('RATE_LIMITED', message, { retryAfterSeconds: 30 });
  }
}
