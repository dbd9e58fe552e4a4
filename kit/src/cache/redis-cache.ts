import { toError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { cacheLifetimeSeconds, type Cache } from './cache.ts';
import { connectRedis } from './connect-redis.ts';

export interface RedisCacheOptions {
  readonly url: string;
  readonly logger: Logger;
  readonly lifetimeSeconds?: number;
  /** How long a command may take before the store counts as down. */
  readonly commandTimeoutMs?: number;
}

/**
 * Keys whose last write did not arrive read as absent until it is made good: otherwise a store that comes back would give
 * what was true before it went.
 */
export async function createRedisCache(options: RedisCacheOptions): Promise<Cache> {
  const { url, logger, lifetimeSeconds = cacheLifetimeSeconds, commandTimeoutMs = 500 } = options;
  const { redis, dispose } = await connectRedis({ url, logger, commandTimeoutMs });
  const stale = new Set<string>();

  const read = async <Value>(key: string, command: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      if (stale.has(key)) {
        await redis.del(key);
        stale.delete(key);
      }
      return await command();
    } catch (error) {
      logger.warn({ error: toError(error).message, key }, 'cache read failed');
      return undefined;
    }
  };
  const write = async (keys: readonly string[], command: () => Promise<unknown>): Promise<void> => {
    for (const key of keys) stale.add(key);
    try {
      await command();
      for (const key of keys) stale.delete(key);
    } catch (error) {
      logger.warn({ error: toError(error).message, keys }, 'cache write failed');
    }
  };

  return {
    async get(key) {
      const value = await read(key, () => redis.getexBuffer(key, 'EX', lifetimeSeconds));
      return value ?? undefined;
    },
    set: (key, value) => write([key], () => redis.set(key, Buffer.from(value), 'EX', lifetimeSeconds)),
    async getHash(key) {
      const fields = await read(key, async () => {
        const replies = await redis.multi().hgetall(key).expire(key, lifetimeSeconds).exec();
        return replies?.[0]?.[1] as Record<string, string> | undefined; // ioredis types a reply as unknown
      });
      return fields === undefined || Object.keys(fields).length === 0 ? undefined : fields;
    },
    setHash: (key, fields) =>
      write([key], () => redis.multi().del(key).hset(key, fields).expire(key, lifetimeSeconds).exec()),
    delete: (...keys) => write(keys, () => redis.del(...keys)),
    async describe() {
      try {
        const version = /^redis_version:(\S+)/m.exec(await redis.info('server'))?.[1];
        return version === undefined ? 'Redis' : `Redis ${version}`;
      } catch (error) {
        logger.warn({ error: toError(error).message }, 'redis does not say its version');
        return 'Redis';
      }
    },
    async ping() {
      await redis.ping();
    },
    dispose,
  };
}
