import type { SubscriptionResolvers } from '../__generated__/resolvers.ts';
import type { RunEvent } from '../events/run-event.ts';
import { type EventOf, eventOf } from './run-event.ts';
import type { RunReference } from './run.ts';

export const Subscription: SubscriptionResolvers = {
  runEvents: {
    async subscribe(_parent, { runId, after }, { runs, caller }) {
      const run = await runs.find(runId, caller());
      return mapEvents(await runs.events(run.id, after, caller()), run);
    },
  },
};

/** Unlike a generator, it passes `return()` on at once, also while the source waits for its next event. */
function mapEvents(source: AsyncIterableIterator<RunEvent>, run: RunReference) {
  const end = { done: true, value: undefined } as const;
  const events: AsyncIterableIterator<{ readonly runEvents: EventOf }> = {
    async next() {
      const event = await source.next();
      return event.done === true ? end : { done: false, value: { runEvents: eventOf(event.value, run) } };
    },
    async return() {
      await source.return?.();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return events;
}
