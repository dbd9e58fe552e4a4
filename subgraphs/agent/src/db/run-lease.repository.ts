import type { Pool } from 'pg';

/** A run that no live process holds. */
export interface OrphanedRun {
  readonly id: string;
  readonly userId: number;
}

/** Who works on which run. Clocks are the database's, so that processes need not agree on the time. */
export interface RunLeaseRepository {
  /** Takes a waiting run up: how many attempts that makes, or undefined when it waits no more. */
  claim(runId: string): Promise<number | undefined>;
  /** Says that these runs are held by a live process; gives the attempts of those that have not ended. */
  beat(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Lets a run go: it waits again, and any process may adopt it at once. */
  release(runId: string, attempt: number): Promise<void>;
  /** Puts back into the queue the open runs whose holder has been silent for so long, oldest first; with 0, all of them. */
  adopt(silentMs: number): Promise<readonly OrphanedRun[]>;
}

export function createRunLeaseRepository(pool: Pool): RunLeaseRepository {
  return {
    async claim(runId) {
      const { rows } = await pool.query<{ attempts: number }>(
        `update runs set status = 'RUNNING', attempts = attempts + 1, heartbeat_at = clock_timestamp(),
           started_at = coalesce(started_at, clock_timestamp())
         where id = $1 and status = 'QUEUED'
         returning attempts`,
        [runId],
      );
      return rows[0]?.attempts;
    },
    async beat(runIds) {
      const { rows } = await pool.query<{ id: string; attempts: number }>(
        `update runs set heartbeat_at = clock_timestamp()
         where id = any($1) and status in ('QUEUED', 'RUNNING') returning id, attempts`,
        [runIds],
      );
      return new Map(rows.map(({ id, attempts }) => [id, attempts]));
    },
    async release(runId, attempt) {
      await pool.query(
        `update runs set status = 'QUEUED', heartbeat_at = null where id = $1 and attempts = $2 and status = 'RUNNING'`,
        [runId, attempt],
      );
    },
    async adopt(silentMs) {
      const { rows } = await pool.query<{ id: string; user_id: number }>(
        `with orphan as (
           select id from runs
           where status in ('QUEUED', 'RUNNING')
             and (heartbeat_at is null or heartbeat_at <= clock_timestamp() - make_interval(secs => $1 / 1000.0))
           order by ordinal for update skip locked
         ), adopted as (
           update runs set status = 'QUEUED', heartbeat_at = clock_timestamp()
           where id in (select id from orphan)
           returning id, user_id, ordinal
         )
         select id, user_id from adopted order by ordinal`,
        [silentMs],
      );
      return rows.map(({ id, user_id }) => ({ id, userId: user_id }));
    },
  };
}
