import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { followRun, type EventSink } from './follow-run.ts';

interface Event {
  readonly seq: number;
  readonly isLast?: boolean;
}

/** A follower over a server that the test plays. */
function follow() {
  const opened: { readonly after: number; readonly sink: EventSink<Event>; isClosed: boolean }[] = [];
  const seen: number[] = [];
  const connection: boolean[] = [];
  const refusals: string[] = [];
  const follower = followRun<Event>({
    open(after, sink) {
      const subscription = { after, sink, isClosed: false };
      opened.push(subscription);
      return () => {
        subscription.isClosed = true;
      };
    },
    isLast: ({ isLast }) => isLast === true,
    onEvent: ({ seq }) => seen.push(seq),
    onConnection: (isConnected) => connection.push(isConnected),
    onRefused: ({ code }) => refusals.push(code),
  });
  const current = (): EventSink<Event> => opened.at(-1)!.sink;
  return { follower, opened, seen, connection, refusals, current };
}

describe('following a run', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('passes each event on once, in order', () => {
    const { seen, current } = follow();
    for (const seq of [1, 2, 2, 1, 3]) current().next({ seq });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('goes on behind the last event when the subscription is lost', () => {
    const { opened, seen, connection, current } = follow();
    current().next({ seq: 1 });
    current().lost();
    jest.runOnlyPendingTimers();
    expect(connection).toEqual([true]);
    current().lost();
    expect(connection.at(-1)).toBe(false);
    jest.runOnlyPendingTimers();
    expect(opened.map(({ after }) => after)).toEqual([0, 1, 1]);
    current().next({ seq: 2 });
    expect(seen).toEqual([1, 2]);
    expect(connection.at(-1)).toBe(true);
  });

  it('asks for an event that is missing before it goes on', () => {
    const { opened, seen, current } = follow();
    current().next({ seq: 1 });
    current().next({ seq: 3 });
    expect(opened[0]?.isClosed).toBe(true);
    jest.runOnlyPendingTimers();
    for (const seq of [2, 3]) current().next({ seq });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('waits longer after each failure, and never forever', () => {
    const { opened, current } = follow();
    const waits = Array.from({ length: 8 }, () => {
      current().lost();
      const before = jest.now();
      jest.advanceTimersToNextTimer();
      return jest.now() - before;
    });
    expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(opened).toHaveLength(9);
  });

  it('connects at once when the network is back', () => {
    const { follower, opened, current } = follow();
    current().lost();
    follower.retryNow();
    expect(opened).toHaveLength(2);
    jest.runOnlyPendingTimers();
    expect(opened).toHaveLength(2);
  });

  it('leaves a good connection alone unless it is told that the network changed', () => {
    const { follower, opened } = follow();
    follower.retryNow();
    expect(opened).toHaveLength(1);
    follower.reconnect();
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('does not hear what an ended subscription still says', () => {
    const { follower, opened, seen } = follow();
    follower.reconnect();
    opened[0]?.sink.next({ seq: 1 });
    opened[0]?.sink.lost();
    expect(seen).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends with the last event, and with a refusal', () => {
    const answered = follow();
    answered.current().next({ seq: 1, isLast: true });
    answered.opened[0]?.sink.lost();
    expect(answered.opened.map(({ isClosed }) => isClosed)).toEqual([true]);

    const refused = follow();
    refused.current().refused({ code: 'NOT_FOUND', message: 'There is no such run.' });
    expect(refused.refusals).toEqual(['NOT_FOUND']);
    expect(jest.getTimerCount()).toBe(0);
  });
});
