import { Redis } from 'ioredis';
import pg from 'pg';
import type { Cache } from '../cache/cache.ts';
import { createCache } from '../cache/create-cache.ts';
import { createTestDatabases, type TestDatabases } from './databases.ts';
import { leaseRedisDatabase } from './redis-database.ts';
import { requirement } from './requirements.ts';
import { sharedStores } from './run/shared-stores.ts';
import { testLogger } from './test-logger.ts';
import { startThrowAwayPostgres } from './throw-away-postgres.ts';

/** The stores that a suite runs over: empty, its own, gone afterwards. */
export interface TestStores extends AsyncDisposable {
  /** The address of a database of that name, empty at first. */
  databaseUrl(name: string): string;
  /** Connects to a database of that name, migrated; `connect` has a name by which suites share the migrated template. */
  connect: TestDatabases['connect'];
  /** Absent where the cache is kept in memory. */
  readonly redisUrl: string | undefined;
  createCache(): Promise<Cache>;
}

export interface StoreKind {
  readonly name: string;
  readonly open: () => Promise<TestStores>;
}

const postgresUrl = process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432';
const redisServerUrl = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Both ways to run: embedded always; PostgreSQL and Redis servers where they are there. */
export async function storeKinds(): Promise<readonly StoreKind[]> {
  const embedded = { name: 'embedded PostgreSQL and memory', open: openEmbedded };
  const services = { name: 'PostgreSQL and Redis servers', open: openServices };
  const isThere =
    requirement('PostgreSQL server', await hasPostgres()) && requirement('Redis server', await hasRedis());
  return isThere ? [embedded, services] : [embedded];
}

/** On the embedded server that all suites of the run share, or on one of its own outside of a run. */
async function openEmbedded(): Promise<TestStores> {
  const shared = sharedStores();
  const own = shared === undefined ? await startThrowAwayPostgres() : undefined;
  const databases = createTestDatabases(own?.url('') ?? (await shared?.embeddedPostgres()) ?? '');
  return {
    databaseUrl: (name) => databases.url(name),
    connect: (name, connect) => databases.connect(name, connect),
    redisUrl: undefined,
    createCache: () => createCache({ url: undefined, logger: testLogger }),
    async [Symbol.asyncDispose]() {
      await databases[Symbol.asyncDispose]();
      await own?.dispose();
    },
  };
}

async function openServices(): Promise<TestStores> {
  const databases = createTestDatabases(postgresUrl);
  const redis = await leaseRedisDatabase(redisServerUrl);
  return {
    databaseUrl: (name) => databases.url(name),
    connect: (name, connect) => databases.connect(name, connect),
    redisUrl: redis.url,
    createCache: () => createCache({ url: redis.url, logger: testLogger }),
    async [Symbol.asyncDispose]() {
      await databases[Symbol.asyncDispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
}

async function hasPostgres(): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${postgresUrl}/postgres`, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // whatever the reason, there is no server to test with
  } finally {
    await client.end().catch(() => undefined); // a client that never connected has nothing to end
  }
}

async function hasRedis(): Promise<boolean> {
  const redis = new Redis(redisServerUrl, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined); // the answer says it
  try {
    await redis.connect();
    return true;
  } catch {
    return false; // whatever the reason, there is no server to test with
  } finally {
    redis.disconnect();
  }
}
