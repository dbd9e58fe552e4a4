import pg from 'pg';
import { dropDatabases } from '../databases.ts';

export interface DroppedDatabases {
  /** By their addresses; returns at once. */
  add(urls: readonly string[]): void;
  /**
   * Drops whatever bears the prefix on every server that it has heard of, templates too.
   * @throws Error when a database could not be dropped.
   */
  dispose(): Promise<void>;
}

/** Drops databases of a run while its suites go on. */
export function createDroppedDatabases(prefix: string): DroppedDatabases {
  /** The addresses that wait, by the server's. */
  const waiting = new Map<string, string[]>();
  const failures: unknown[] = [];
  let dropping: Promise<void> | undefined;

  const dropWaiting = async (): Promise<void> => {
    for (let urls = takeAll(waiting); urls.length > 0; urls = takeAll(waiting)) {
      for (const ofOne of urls) await dropDatabases(ofOne).catch((error: unknown) => failures.push(error));
    }
    dropping = undefined;
  };
  return {
    add(urls) {
      for (const url of urls) {
        const server = new URL('/postgres', url).href;
        waiting.set(server, [...(waiting.get(server) ?? []), url]);
      }
      dropping ??= dropWaiting();
    },
    async dispose() {
      await dropping;
      for (const server of waiting.keys()) await dropDatabases(await addressesWith(prefix, server));
      if (failures.length > 0) throw new AggregateError(failures, 'Databases of the tests could not be dropped');
    },
  };
}

/** What waits, a list for each server; the servers stay known. */
function takeAll(waiting: Map<string, string[]>): readonly (readonly string[])[] {
  const lists = [...waiting.values()].filter(({ length }) => length > 0);
  for (const server of waiting.keys()) waiting.set(server, []);
  return lists;
}

async function addressesWith(prefix: string, server: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const query = 'select datname from pg_database where starts_with(datname, $1)';
    const { rows } = await client.query<{ datname: string }>(query, [prefix]);
    return rows.map(({ datname }) => new URL(`/${datname}`, server).href);
  } finally {
    await client.end();
  }
}
