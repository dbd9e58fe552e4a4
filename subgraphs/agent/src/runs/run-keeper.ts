import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { RunLeaseRepository } from '../db/run-lease.repository.ts';
import type { RunQueue } from '../queue/run-queue.ts';
import type { RunWorker } from './run-worker.ts';

/** Sees to it that every open run is in some live process's queue. */
export interface RunKeeper {
  /** Puts the runs that a process before this one left behind into the queue. */
  start(): Promise<void>;
  stop(): void;
}

export interface RunKeeperDependencies {
  readonly leases: RunLeaseRepository;
  readonly queue: RunQueue;
  readonly worker: RunWorker;
  /** Whether no other process works on runs of this database: then all that is open at the start was left behind. */
  readonly isAlone: boolean;
  readonly logger: Logger;
  readonly heartbeatMs?: number;
  /** After so long without a heartbeat a run's process counts as dead. */
  readonly silentMs?: number;
}

export function createRunKeeper(deps: RunKeeperDependencies): RunKeeper {
  const { leases, queue, worker, isAlone, logger, heartbeatMs = 3_000, silentMs = 15_000 } = deps;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const adopt = async (afterMs: number): Promise<void> => {
    const orphans = await leases.adopt(afterMs);
    if (orphans.length > 0) logger.info({ runs: orphans.length }, 'runs taken up again');
    for (const { id, userId } of orphans) await queue.enqueue({ runId: id, userId: String(userId) });
  };
  const beat = async (): Promise<void> => {
    const attempts = worker.attempts(); // before the answer: a run that is claimed meanwhile is newer than what the answer says
    const open = await leases.beat(queue.held());
    for (const [runId, attempt] of attempts) {
      if (open.get(runId) !== attempt && worker.attempts().get(runId) === attempt) worker.abandon(runId);
    }
    await adopt(silentMs);
  };
  const keep = async (): Promise<void> => {
    await beat().catch((error: unknown) => {
      logger.warn({ error: toError(error).message }, 'heartbeat failed');
    });
    if (!isStopped) timer = setTimeout(() => void keep(), heartbeatMs);
  };
  return {
    async start() {
      await adopt(isAlone ? 0 : silentMs);
      timer = setTimeout(() => void keep(), heartbeatMs);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
