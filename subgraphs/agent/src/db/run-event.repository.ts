import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { projectRun, type RunPatch } from '../events/project-run.ts';
import type { NewRunEvent, RunEvent, RunEventType } from '../events/run-event.ts';
import { RunEventEntity, type RunEventRow } from './run-event.entity.ts';

export interface RunEventRepository {
  /**
   * Adds events and brings the run's row up to date, in one statement: numbers have no gaps, and nothing follows a terminal
   * event, whoever writes at the same time.
   * @param attempt the writer's claim on the run; without it anybody's (a cancellation).
   * @returns false, with nothing written, when the run has ended or another worker has taken it up.
   */
  append(runId: string, events: readonly NewRunEvent[], attempt?: number): Promise<boolean>;
  /** Events behind `after`, in order. */
  read(runId: string, after: number, limit: number): Promise<RunEvent[]>;
  /** How many bytes the events of some types of several runs are. */
  size(runIds: readonly string[], types: readonly RunEventType[]): Promise<number>;
  /** The newest event, if there is any. */
  readLast(runId: string): Promise<RunEvent | undefined>;
  /** The events of some types of several runs, in order. */
  readTypes(runIds: readonly string[], types: readonly RunEventType[]): Promise<RunEvent[]>;
}

export function createRunEventRepository(em: EntityManager, pool: Pool): RunEventRepository {
  return {
    async append(runId, events, attempt) {
      const types = events.map(({ type }) => type);
      const data = events.map(({ type: _type, ...rest }) => JSON.stringify(rest));
      const patch = patchOf(events);
      const sets = Object.keys(patch).map((column, index) => `, ${column} = $${index + 6}`);
      const result = await pool.query(
        `with run as (
           update runs set last_seq = last_seq + cardinality($2::text[])${sets.join('')}
           where id = $1 and ($4::int is null or attempts = $4) and status = any($5)
           returning last_seq
         )
         insert into run_events (run_id, seq, type, at, data)
         select $1, run.last_seq - cardinality($2::text[]) + event.place, event.type, clock_timestamp(), event.data::json
         from run, unnest($2::text[], $3::text[]) with ordinality as event (type, data, place)`,
        [
          runId,
          types,
          data,
          attempt ?? null,
          attempt === undefined ? ['QUEUED', 'RUNNING'] : ['RUNNING'],
          ...Object.values(patch),
        ],
      );
      return result.rowCount === events.length;
    },
    async read(runId, after, limit) {
      const rows = await em.find(
        RunEventEntity,
        { runId, seq: { $gt: after } },
        { orderBy: { seq: 'asc' }, limit, disableIdentityMap: true },
      );
      return rows.map(toRunEvent);
    },
    async size(runIds, types) {
      const { rows } = await pool.query<{ bytes: number }>(
        `select coalesce(sum(octet_length(data::text)), 0)::float8 as bytes from run_events
         where run_id = any($1) and type = any($2)`,
        [runIds, types],
      );
      return rows[0]?.bytes ?? 0;
    },
    async readLast(runId) {
      const [row] = await em.find(
        RunEventEntity,
        { runId },
        { orderBy: { seq: 'desc' }, limit: 1, disableIdentityMap: true },
      );
      return row && toRunEvent(row);
    },
    async readTypes(runIds, types) {
      const rows = await em.find(
        RunEventEntity,
        { runId: { $in: [...runIds] }, type: { $in: [...types] } },
        { orderBy: { runId: 'asc', seq: 'asc' }, disableIdentityMap: true },
      );
      return rows.map(toRunEvent);
    },
  };
}

/** Column names come from the keys of RunPatch alone, never from an event. */
function patchOf(events: readonly NewRunEvent[]): Readonly<Record<string, unknown>> {
  const now = new Date();
  const patch = events.reduce<RunPatch>((all, event) => ({ ...all, ...projectRun(event, now) }), {});
  return Object.fromEntries(Object.entries(patch).map(([column, value]) => [column, columnValue(value)]));
}

function columnValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD'); // PostgreSQL's text holds no NUL
  return value instanceof Date ? value : JSON.stringify(value);
}

function toRunEvent({ runId, seq, type, at, data }: RunEventRow): RunEvent {
  return { ...data, type, runId, seq, at } as RunEvent; // only append() writes the rows, and its events are typed
}
