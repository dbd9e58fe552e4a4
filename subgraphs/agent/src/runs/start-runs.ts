import type { Mode } from '../analyst/analyst.ts';
import { createArtifactRepository } from '../db/artifact.repository.ts';
import { createRunLeaseRepository } from '../db/run-lease.repository.ts';
import { RunEntity } from '../db/run.entity.ts';
import type { EventLog } from '../events/event-log.ts';
import type { RunMode } from '../events/run-event.ts';
import { createCheckpointer } from '../graph/checkpointer.ts';
import type { RunScope } from '../graph/run-scope.ts';
import type { MemoryService } from '../memory/memory.service.ts';
import type { AgentSubgraphDependencies } from '../subgraph.ts';
import type { Pool } from 'pg';
import { findDatasets } from './find-datasets.ts';
import { createKernelSession } from './kernel-session.ts';
import { createRunKeeper } from './run-keeper.ts';
import { createRunWorker, type ScopeParts } from './run-worker.ts';
import { createUsageMeter } from './usage-meter.ts';

export interface RunsDependencies extends Pick<
  AgentSubgraphDependencies,
  | 'database'
  | 'analyst'
  | 'sandbox'
  | 'renderer'
  | 'blobs'
  | 'signal'
  | 'queue'
  | 'codeTimeoutMs'
  | 'runTimeoutMs'
  | 'isAlone'
  | 'logger'
> {
  readonly pool: Pool;
  readonly log: EventLog;
  readonly memory: MemoryService;
}

export interface RunningRuns {
  /** Lets the runs under way go, and resolves when their kernels are gone. */
  dispose(): Promise<void>;
}

/** Works on what is in the queue, and on what a process before this one left behind. */
export async function startRuns(deps: RunsDependencies): Promise<RunningRuns> {
  const { database, pool, queue, log, signal, isAlone, runTimeoutMs, logger } = deps;
  const leases = createRunLeaseRepository(pool);
  const worker = createRunWorker({
    leases,
    findRun: (id) => database.fork().findOne(RunEntity, { id }, { populate: ['otherDatasets'] }),
    log,
    signal,
    checkpointer: await createCheckpointer(pool),
    createScope: (parts) => createScope(parts, deps),
    runTimeoutMs,
    logger,
  });
  const keeper = createRunKeeper({ leases, queue, worker, isAlone, logger });
  queue.start((job) => worker.handle(job));
  await keeper.start();
  return {
    async dispose() {
      keeper.stop();
      worker.release();
      await queue.dispose();
    },
  };
}

function createScope({ run, isResumed, events, signal }: ScopeParts, deps: RunsDependencies): RunScope {
  const { analyst, sandbox, renderer, blobs, memory, database, pool, logger } = deps;
  const { id: runId, sessionId, dataset, otherDatasets } = run;
  const userId = String(run.userId);
  const memoryKey = { userId, sessionId, fileName: dataset.name };
  const kernel = createKernelSession({
    sandbox,
    runId,
    userId,
    findDatasets: () => findDatasets([dataset, ...otherDatasets], blobs),
    loadVariables: async () => (await memory.load(memoryKey)).variables,
    isResumed,
    signal,
    logger,
  });
  return {
    runId,
    question: run.question,
    requestedMode: modeOf(run.requestedMode),
    rerun: run.rerunPlan ?? undefined,
    dataset,
    otherDatasets,
    memoryKey,
    askedAt: run.createdAt,
    analyst,
    sandbox: sandbox.description,
    kernel,
    codeTimeoutMs: deps.codeTimeoutMs,
    renderer,
    artifacts: createArtifactRepository(database.fork(), pool),
    memory,
    events,
    usage: createUsageMeter(run.usage, (usage) => events.emit({ type: 'UsageUpdated', usage })),
    signal,
    logger,
  };
}

function modeOf(mode: RunMode): Mode | undefined {
  return mode === 'AUTO' ? undefined : mode;
}
