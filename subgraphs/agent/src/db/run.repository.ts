import { raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Usage } from '../analyst/analyst.ts';
import type { RerunPlan } from '../analyst/rerun-plan.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { RunMode } from '../events/run-event.ts';
import { type Run, RunEntity } from './run.entity.ts';

export interface NewRun {
  readonly userId: number;
  readonly sessionId: string;
  readonly question: string;
  readonly requestedMode: RunMode;
  readonly dataset: Dataset;
  /** In their order. */
  readonly otherDatasets: readonly Dataset[];
  readonly analyst: string;
  readonly idempotencyKey: string | undefined;
  /** Given for a rerun: which run it repeats, and what is run. */
  readonly rerun?: { readonly of: string; readonly plan: RerunPlan };
}

/** How many runs wait: in all, and of one user. */
export interface WaitingRuns {
  readonly total: number;
  readonly ofUser: number;
}

export interface RunFilter {
  readonly userId: number;
  readonly sessionId: string;
}

export interface RunRepository {
  find(userId: number, id: string): Promise<Run | null>;
  /** Like every list of runs, without `otherDatasets`. */
  findByIds(userId: number, ids: readonly string[]): Promise<Run[]>;
  findByIdempotencyKey(userId: number, key: string): Promise<Run | null>;
  /**
   * Stores a run as QUEUED, one of a user at a time, so that `check` counts right and a key is taken once.
   * @param check throws when too many wait; then nothing is stored.
   * @returns the run; the older one, unchecked, when its key is taken.
   */
  insert(run: NewRun, check: (waiting: WaitingRuns) => void): Promise<{ readonly run: Run; readonly isNew: boolean }>;
  /** Newest first. */
  list(filter: RunFilter, behind: number | undefined, limit: number): Promise<Run[]>;
  count(filter: RunFilter): Promise<number>;
  existsBefore(filter: RunFilter, ordinal: number): Promise<boolean>;
  /** How many runs are worked on and how many wait, of all people. */
  countOpen(): Promise<{ readonly running: number; readonly queued: number }>;
  /** Answered runs of a session, oldest first. */
  listAnswered(filter: RunFilter & { readonly fileId?: number }, limit: number): Promise<Run[]>;
}

/** Any number that no other lock of this database has: the first half of a lock's name, the user is the second. */
const askLock = 8_001;
const noUsage: Usage = {
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cost: 0,
};

export function createRunRepository(em: EntityManager): RunRepository {
  return {
    find: (userId, id) => em.findOne(RunEntity, { id, userId }, { refresh: true, populate: ['otherDatasets'] }),
    findByIds: (userId, ids) => em.find(RunEntity, { id: { $in: [...ids] }, userId }, { refresh: true }),
    findByIdempotencyKey: (userId, idempotencyKey) => em.findOne(RunEntity, { userId, idempotencyKey }),
    insert: (run, check) =>
      em.transactional(async (tx) => {
        await tx.execute('select pg_advisory_xact_lock(?, ?)', [askLock, run.userId]);
        const { idempotencyKey, userId } = run;
        const older = idempotencyKey === undefined ? null : await tx.findOne(RunEntity, { userId, idempotencyKey });
        if (older !== null) return { run: older, isNew: false };
        check(await countWaiting(tx, userId));
        const id = randomUUID();
        await tx.insert(RunEntity, queuedRun(id, run));
        return { run: await tx.findOneOrFail(RunEntity, { id }), isNew: true };
      }),
    list: (filter, behind, limit) =>
      em.find(RunEntity, behind === undefined ? filter : { ...filter, ordinal: { $lt: behind } }, {
        orderBy: { ordinal: 'desc' },
        limit,
      }),
    count: (filter) => em.count(RunEntity, filter),
    existsBefore: async (filter, ordinal) => (await em.count(RunEntity, { ...filter, ordinal: { $gt: ordinal } })) > 0,
    async countOpen() {
      const [row] = await em.execute<{ running: number; queued: number }[]>(
        `select (count(*) filter (where status = 'RUNNING'))::int as running,
           (count(*) filter (where status = 'QUEUED'))::int as queued
         from runs where status in ('QUEUED', 'RUNNING')`,
      );
      return { running: row?.running ?? 0, queued: row?.queued ?? 0 };
    },
    async listAnswered(filter, limit) {
      const newest = { orderBy: { ordinal: 'desc' }, limit } as const;
      return (await em.find(RunEntity, { ...filter, status: 'SUCCEEDED' }, newest)).reverse();
    },
  };
}

async function countWaiting(tx: EntityManager, userId: number): Promise<WaitingRuns> {
  const [row] = await tx.execute<{ total: number; of_user: number }[]>(
    `select count(*)::int as total, (count(*) filter (where user_id = ?))::int as of_user
     from runs where status = 'QUEUED'`,
    [userId],
  );
  return { total: row?.total ?? 0, ofUser: row?.of_user ?? 0 };
}

function queuedRun(id: string, run: NewRun) {
  return {
    id,
    userId: run.userId,
    sessionId: run.sessionId,
    fileId: Number(run.dataset.fileId),
    question: run.question,
    requestedMode: run.requestedMode,
    mode: run.requestedMode,
    status: 'QUEUED',
    dataset: run.dataset,
    otherFileIds: run.otherDatasets.map(({ fileId }) => Number(fileId)),
    otherDatasets: run.otherDatasets,
    subtasks: [],
    numbers: [],
    usage: noUsage,
    analyst: run.analyst,
    rerunOf: run.rerun?.of ?? null,
    rerunPlan: run.rerun?.plan ?? null,
    followUps: [],
    idempotencyKey: run.idempotencyKey ?? null,
    heartbeatAt: raw('clock_timestamp()'),
    createdAt: raw('clock_timestamp()'),
  } as const;
}
