import type { Logger } from '../logger.ts';
import type { Cache } from './cache.ts';
import { createMemoryCache } from './memory-cache.ts';
import { createRedisCache } from './redis-cache.ts';

/** Redis where a URL is given, otherwise this process's memory. */
export async function createCache({
  url,
  logger,
}: {
  readonly url: string | undefined;
  readonly logger: Logger;
}): Promise<Cache> {
  return url === undefined ? createMemoryCache() : createRedisCache({ url, logger });
}
