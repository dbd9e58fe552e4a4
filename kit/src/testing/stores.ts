import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Cache } from '../cache/cache.ts';
import { createCache } from '../cache/create-cache.ts';
import { startEmbeddedPostgres } from '../database/embedded-postgres.ts';
import { requirement } from './requirements.ts';
import { testLogger } from './test-logger.ts';

/** The stores that a suite runs over: empty, its own, gone afterwards. */
export interface TestStores extends AsyncDisposable {
  /** The address of a database of that name, empty at first. */
  databaseUrl(name: string): string;
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

async function openEmbedded(): Promise<TestStores> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-test-'));
  await chmod(directory, 0o711); // the database's own account passes through
  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(directory, 'postgres'),
    logger: testLogger,
    durable: false,
  });
  return {
    databaseUrl: (name) => postgres.url(name),
    redisUrl: undefined,
    createCache: () => createCache({ url: undefined, logger: testLogger }),
    async [Symbol.asyncDispose]() {
      await postgres.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function openServices(): Promise<TestStores> {
  const prefix = `test_${randomUUID().slice(0, 8)}_`;
  const redisUrl = `${redisServerUrl}/${String(1 + Math.floor(Math.random() * 15))}`;
  const made = new Set<string>();
  return Promise.resolve({
    databaseUrl(name) {
      made.add(prefix + name);
      return `${postgresUrl}/${prefix}${name}`;
    },
    redisUrl,
    createCache: () => createCache({ url: redisUrl, logger: testLogger }),
    async [Symbol.asyncDispose]() {
      // At once: each waits for a checkpoint, and those that wait together share one.
      const pool = new pg.Pool({ connectionString: `${postgresUrl}/postgres` });
      await Promise.all([...made].map((name) => pool.query(`drop database if exists "${name}" with (force)`)));
      await pool.end();
    },
  });
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
