import type { Logger } from '@mas/kit/logger';
import type { EventSignal } from './event-signal.ts';
import { createMemoryEventSignal } from './memory-event-signal.ts';
import { createRedisEventSignal } from './redis-event-signal.ts';

/** Redis where a URL is given, otherwise within this process. */
export function createEventSignal(options: { readonly url: string | undefined; readonly logger: Logger }): EventSignal {
  const { url, logger } = options;
  return url === undefined ? createMemoryEventSignal() : createRedisEventSignal({ url, logger });
}
