import { Redis } from 'ioredis';
import { toError } from '../errors.ts';
import type { Logger } from '../logger.ts';

export interface RedisOptions {
  readonly url: string;
  readonly logger: Logger;
  /** How long a command may take before the server counts as down. */
  readonly commandTimeoutMs?: number;
}

export interface RedisConnection {
  readonly redis: Redis;
  readonly dispose: () => Promise<void>;
}

/** A server that says nothing for so long is taken for gone, and is not waited for with each command anew. */
const silenceMs = 1_000;

/** Connects, and goes on trying while the server is away. Commands fail at once then, instead of waiting for it. */
export async function connectRedis({ url, logger, commandTimeoutMs = 500 }: RedisOptions): Promise<RedisConnection> {
  let isDisposed = false;
  const redis = new Redis(url, {
    commandTimeout: commandTimeoutMs,
    connectTimeout: 2_000,
    socketTimeout: silenceMs,
    disconnectTimeout: 200,
    enableOfflineQueue: false,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => (isDisposed ? null : Math.min(attempt * 100, 2_000)),
  });
  redis.on('error', (error) => logger.warn({ error: toError(error).message }, 'redis is not reachable'));
  await redis.connect().catch(() => undefined); // the error event above has said so; it goes on trying
  return {
    redis,
    dispose() {
      isDisposed = true;
      redis.disconnect();
      return Promise.resolve();
    },
  };
}
