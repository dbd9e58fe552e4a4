import { cacheKeys } from '@mas/kit/cache/cache';
import { connectRedis } from '@mas/kit/cache/connect-redis';
import type { Logger } from '@mas/kit/logger';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { FailureCounter, FailureCounters } from './failure-counter.ts';

export interface FailureCountersOptions {
  readonly url: string | undefined;
  readonly logger: Logger;
}

/** In Redis where a URL is given, otherwise in this process's memory, which also stands in while Redis is away. */
export async function createFailureCounters({ url, logger }: FailureCountersOptions): Promise<FailureCounters> {
  if (url === undefined) {
    const open = (by: string, windowSeconds: number) => counterOf(new RateLimiterMemory(optionsOf(by, windowSeconds)));
    return { open, dispose: () => Promise.resolve() };
  }
  const { redis, dispose } = await connectRedis({ url, logger });
  return {
    open(by, windowSeconds) {
      const options = optionsOf(by, windowSeconds);
      const insuranceLimiter = new RateLimiterMemory(options);
      return counterOf(
        new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter, rejectIfRedisNotReady: true }),
      );
    },
    dispose,
  };
}

/** The library counts points up to a limit; here whoever reads the count knows the limits. */
function optionsOf(by: string, duration: number) {
  return { keyPrefix: cacheKeys.signInFailures(by), points: Number.MAX_SAFE_INTEGER, duration };
}

function counterOf(limiter: RateLimiterAbstract): FailureCounter {
  return {
    async read(key) {
      const window = await limiter.get(key);
      return window === null ? undefined : { failures: window.consumedPoints, endsInMs: window.msBeforeNext };
    },
    async add(key) {
      await limiter.penalty(key);
    },
    async clear(key) {
      await limiter.delete(key);
    },
  };
}
