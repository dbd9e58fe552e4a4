import type { EventSignal } from './event-signal.ts';
import { TopicListeners } from './topic-listeners.ts';

/** For one process that has all workers and all readers. */
export function createMemoryEventSignal(): EventSignal {
  const listeners = new TopicListeners();
  return {
    notify: (topic) => queueMicrotask(() => listeners.wake(topic)),
    listen(topic, wake) {
      listeners.add(topic, wake);
      return () => void listeners.remove(topic, wake);
    },
    dispose() {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
