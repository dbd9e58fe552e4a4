import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import { plainJsonSerializer } from './plain-json-serializer.ts';

/** Any number, the same in every process: whoever starts first makes the tables, the others wait. */
const setupLock = 7_164_202;

/** LangGraph's checkpoints, in tables of its own beside ours. */
export async function createCheckpointer(pool: Pool): Promise<PostgresSaver> {
  const checkpointer = new PostgresSaver(pool, plainJsonSerializer);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [setupLock]);
    await checkpointer.setup();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [setupLock]);
    client.release();
  }
  return checkpointer;
}
