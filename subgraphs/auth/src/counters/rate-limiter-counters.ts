import { connectRedis } from '@mas/kit/cache/connect-redis';
import type { Logger } from '@mas/kit/logger';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { OpenWindow, WindowCounter, WindowCounters } from './window-counter.ts';

export interface WindowCountersOptions {
  readonly url: string | undefined;
  readonly logger: Logger;
}

/** In Redis where a URL is given, otherwise in this process's memory, which also stands in while Redis is away. */
export async function createWindowCounters({ url, logger }: WindowCountersOptions): Promise<WindowCounters> {
  if (url === undefined) {
    const open = (name: string, windowSeconds: number) =>
      counterOf(new RateLimiterMemory(optionsOf(name, windowSeconds)));
    return { open, dispose: () => Promise.resolve() };
  }
  const { redis, dispose } = await connectRedis({ url, logger });
  return {
    open(name, windowSeconds) {
      const options = optionsOf(name, windowSeconds);
      const insuranceLimiter = new RateLimiterMemory(options);
      return counterOf(
        new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter, rejectIfRedisNotReady: true }),
      );
    },
    dispose,
  };
}

/** The library counts points up to a limit; here whoever reads the count knows the limits. */
function optionsOf(keyPrefix: string, duration: number) {
  return { keyPrefix, points: Number.MAX_SAFE_INTEGER, duration };
}

function counterOf(limiter: RateLimiterAbstract): WindowCounter {
  return {
    async read(key) {
      const window = await limiter.get(key);
      return window === null ? undefined : windowOf(window);
    },
    async add(key) {
      return windowOf(await limiter.penalty(key));
    },
    async takeBack(key) {
      await limiter.reward(key);
    },
    async clear(key) {
      await limiter.delete(key);
    },
  };
}

function windowOf({ consumedPoints: count, msBeforeNext: endsInMs }: RateLimiterRes): OpenWindow {
  return { count, endsInMs };
}
