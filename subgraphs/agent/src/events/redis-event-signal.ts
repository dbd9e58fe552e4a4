import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { Redis } from 'ioredis';
import type { EventSignal } from './event-signal.ts';
import { TopicListeners } from './topic-listeners.ts';

const prefix = 'mas:agent:';

/** Between processes, by Redis' publish and subscribe. While Redis is away nothing is signalled, and readers look by themselves. */
export function createRedisEventSignal({
  url,
  logger,
}: {
  readonly url: string;
  readonly logger: Logger;
}): EventSignal {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2_000);
  const publisher = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy });
  const subscriber = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  const listeners = new TopicListeners();
  const report = (error: unknown) => logger.warn({ error: toError(error).message }, 'redis carries no signals');
  publisher.on('error', report);
  subscriber.on('error', report);
  subscriber.on('message', (channel: string) => listeners.wake(channel.slice(prefix.length)));
  return {
    notify(topic) {
      listeners.wake(topic); // this process need not wait for the way there and back
      publisher.publish(prefix + topic, '').catch(report);
    },
    listen(topic, wake) {
      // What happened until the subscription stood was not heard: whoever listens looks once more then.
      if (listeners.add(topic, wake)) subscriber.subscribe(prefix + topic).then(wake, report);
      return () => {
        if (listeners.remove(topic, wake)) subscriber.unsubscribe(prefix + topic).catch(report);
      };
    },
    dispose() {
      listeners.clear();
      publisher.disconnect();
      subscriber.disconnect();
      return Promise.resolve();
    },
  };
}
