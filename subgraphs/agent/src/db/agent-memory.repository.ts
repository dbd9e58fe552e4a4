import type { Pool, PoolClient } from 'pg';
import type { AgentMemory, MemoryKey } from '../memory/agent-memory.ts';
import { decodeColumns, encodeColumns, type MemoryColumns } from '../memory/memory-encoding.ts';

export interface StoredMemory {
  readonly memory: AgentMemory;
  /** Milliseconds since 1970, by the database's clock. */
  readonly updatedAt: number;
}

export interface AgentMemoryRepository {
  find(key: MemoryKey): Promise<StoredMemory | undefined>;
  /**
   * Replaces a memory by what `change` makes of it, one at a time for each key; undefined leaves it as it is. `beforeCommit`
   * runs while nobody else can change it.
   */
  change(
    key: MemoryKey,
    change: (stored: StoredMemory | undefined) => AgentMemory | undefined,
    beforeCommit: (stored: StoredMemory) => Promise<void>,
  ): Promise<void>;
  delete(key: MemoryKey): Promise<void>;
}

/** The first half of a lock's name; the second is made of the key. */
const memoryLock = 8_002;
const milliseconds = '(extract(epoch from agent_memory.updated_at) * 1000)::float8';

export function createAgentMemoryRepository(pool: Pool): AgentMemoryRepository {
  return {
    find: (key) => read(pool, key),
    async change(key, change, beforeCommit) {
      await inTransaction(pool, async (client) => {
        const lock = `${key.userId}/${key.sessionId}/${key.fileName}`;
        await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [memoryLock, lock]);
        const memory = change(await read(client, key));
        if (memory !== undefined) await beforeCommit({ memory, updatedAt: await write(client, key, memory) });
      });
    },
    async delete(key) {
      await pool.query(
        'delete from agent_memory where user_id = $1 and session_id = $2 and file_name = $3',
        keyOf(key),
      );
    },
  };
}

const keyOf = ({ userId, sessionId, fileName }: MemoryKey) => [userId, sessionId, fileName];

async function read(client: Pool | PoolClient, key: MemoryKey): Promise<StoredMemory | undefined> {
  const { rows } = await client.query<MemoryColumns & { updatedAt: number }>(
    `select analysis_summary as "analysisSummary", visualization_summary as "visualizationSummary",
       code_summary as "codeSummary", user_preferences_summary as "userPreferencesSummary", variables, conversation,
       ${milliseconds} as "updatedAt"
     from agent_memory where user_id = $1 and session_id = $2 and file_name = $3`,
    keyOf(key),
  );
  const row = rows[0];
  return row && { memory: decodeColumns(row), updatedAt: row.updatedAt };
}

async function write(client: PoolClient, key: MemoryKey, memory: AgentMemory): Promise<number> {
  const columns = encodeColumns(memory);
  const { rows } = await client.query<{ updatedAt: number }>(
    `insert into agent_memory (user_id, session_id, file_name, analysis_summary, visualization_summary, code_summary,
       user_preferences_summary, variables, conversation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (user_id, session_id, file_name) do update set analysis_summary = excluded.analysis_summary,
       visualization_summary = excluded.visualization_summary, code_summary = excluded.code_summary,
       user_preferences_summary = excluded.user_preferences_summary, variables = excluded.variables,
       conversation = excluded.conversation, updated_at = clock_timestamp()
     returning ${milliseconds} as "updatedAt"`,
    [
      ...keyOf(key),
      Buffer.from(columns.analysisSummary),
      Buffer.from(columns.visualizationSummary),
      Buffer.from(columns.codeSummary),
      Buffer.from(columns.userPreferencesSummary),
      Buffer.from(columns.variables),
      Buffer.from(columns.conversation),
    ],
  );
  return (rows[0] as { updatedAt: number }).updatedAt; // an upsert that did not throw returns its row
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    failure = error;
    await client.query('rollback').catch(() => undefined); // the connection is thrown away below
    throw error;
  } finally {
    client.release(failure !== undefined);
  }
}
