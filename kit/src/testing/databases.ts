import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { sharedStores } from './run/shared-stores.ts';

/** Databases of one suite on a server that others use too: empty, of its own, gone afterwards. */
export interface TestDatabases extends AsyncDisposable {
  /** The address of a database of that name, which whoever connects to it makes. */
  url(name: string): string;
  /**
   * Connects to the database of that name. The first time it is a copy of one that this function, which must have a name,
   * migrated once for all suites of the run; later it is as it was left.
   */
  connect<Connected extends Closing>(name: string, connect: Connect<Connected>): Promise<Connected>;
}

type Connect<Connected> = (url: string) => Promise<Connected>;
interface Closing {
  dispose(): Promise<void>;
}

/** What the names of all databases of a run begin with. */
export function databasePrefix(runId: string): string {
  return `test_${runId}_`;
}

/** On the server at that address, which has no database's name in it. */
export function createTestDatabases(server: string): TestDatabases {
  const shared = sharedStores();
  const run = databasePrefix(shared?.runId ?? randomBytes(4).toString('hex'));
  const suite = run + randomBytes(3).toString('hex');
  const address = (name: string): string => new URL(`/${name}`, server).href;
  const made = new Set<string>();
  const url = (name: string): string => {
    const own = address(`${suite}_${name}`);
    made.add(own);
    return own;
  };
  return {
    url,
    async connect(name, connect) {
      const isKnown = made.has(address(`${suite}_${name}`));
      const own = url(name);
      if (shared !== undefined && !isKnown) {
        await using admin = await connectAsAdmin(server);
        const template = await migratedOnce(admin.client, { name: `${run}${connect.name}`, address, connect });
        await admin.client.query(`create database "${new URL(own).pathname.slice(1)}" template "${template}"`);
      }
      return connect(own);
    },
    async [Symbol.asyncDispose]() {
      if (shared !== undefined) await shared.dropDatabases([...made]);
      else await dropDatabases([...made]);
    },
  };
}

interface Template {
  readonly name: string;
  readonly address: (name: string) => string;
  readonly connect: Connect<Closing>;
}

/** Makes the template unless it is there. Of several suites at once the first makes it, under a lock of the server's. */
async function migratedOnce(admin: pg.Client, { name, address, connect }: Template): Promise<string> {
  const isThere = async (): Promise<boolean> =>
    ((await admin.query('select from pg_database where datname = $1', [name])).rowCount ?? 0) > 0;
  if (await isThere()) return name;
  await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
  if (await isThere()) return name;
  const unfinished = `${name}_unfinished`;
  const connected = await connect(address(unfinished));
  await connected.dispose();
  await admin.query(`alter database "${unfinished}" rename to "${name}"`);
  return name;
}

async function connectAsAdmin(server: string): Promise<AsyncDisposable & { readonly client: pg.Client }> {
  const client = new pg.Client({ connectionString: new URL('/postgres', server).href });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}

/** Each drop waits for a checkpoint, and those that wait together share one. */
export async function dropDatabases(urls: readonly string[]): Promise<void> {
  const [first] = urls;
  if (first === undefined) return;
  const pool = new pg.Pool({ connectionString: new URL('/postgres', first).href });
  try {
    const names = urls.map((url) => new URL(url).pathname.slice(1));
    await Promise.all(names.map((name) => pool.query(`drop database if exists "${name}" with (force)`)));
  } finally {
    await pool.end();
  }
}
