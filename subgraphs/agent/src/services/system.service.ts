import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import { jailWarnings } from '@mas/kit/sandbox/jail-warnings';
import type { Analyst } from '../analyst/analyst.ts';
import type { RunRepository } from '../db/run.repository.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** What answers questions here, over which stores, and how busy it is. */
export interface AgentSystem {
  readonly analyst: string;
  readonly sandbox: string;
  readonly warnings: readonly string[];
  readonly database: string;
  readonly cache: string;
  readonly runningRuns: number;
  readonly queuedRuns: number;
}

export interface SystemService {
  describe(runs: RunRepository): Promise<AgentSystem>;
}

/** One for all requests: the stores are asked for their versions once. */
export function createSystemService(deps: {
  readonly analyst: Pick<Analyst, 'name' | 'models'>;
  readonly sandbox: Pick<Sandbox, 'description'>;
  readonly database: Database;
  readonly cache: Cache;
}): SystemService {
  const { analyst, sandbox, database, cache } = deps;
  const { engine, jail } = sandbox.description;
  const describeDatabase = once(() => database.describe());
  const describeCache = once(() => cache.describe());
  return {
    async describe(runs) {
      const [databaseName, cacheName, { running, queued }] = await Promise.all([
        describeDatabase(),
        describeCache(),
        runs.countOpen(),
      ]);
      return {
        analyst: (analyst.models ?? [analyst.name]).join(', '),
        sandbox: `${engine} in ${jail}`,
        warnings: jailWarnings(jail),
        database: databaseName,
        cache: cacheName,
        runningRuns: running,
        queuedRuns: queued,
      };
    },
  };
}

/** What failed is tried again when it is asked for again. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}
