import { describe, expect, it } from '@jest/globals';
import { createMemoryRunQueue } from './memory-run-queue.ts';
import type { RunJob } from './run-queue.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A queue whose jobs end when the test says so. */
function open(limits: { concurrency: number; concurrencyPerUser: number }) {
  const queue = createMemoryRunQueue(limits);
  const begun: string[] = [];
  const finishers = new Map<string, () => void>();
  const handle = ({ runId }: RunJob) =>
    new Promise<void>((resolve) => {
      begun.push(runId);
      finishers.set(runId, resolve);
    });
  const add = async (...runIds: readonly string[]) => {
    for (const runId of runIds) await queue.enqueue({ runId, userId: runId.slice(0, 1) });
  };
  const finish = async (runId: string) => {
    finishers.get(runId)?.();
    await tick();
  };
  return { queue, handle, begun, add, finish };
}

describe('the queue in memory', () => {
  it('works on no more at once than it may', async () => {
    const { queue, handle, begun, add, finish } = open({ concurrency: 2, concurrencyPerUser: 2 });
    queue.start(handle);
    await add('a1', 'a2', 'a3');
    expect(begun).toEqual(['a1', 'a2']);
    await finish('a1');
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('lets users take turns', async () => {
    const { queue, handle, begun, add, finish } = open({ concurrency: 1, concurrencyPerUser: 1 });
    await add('a1', 'a2', 'a3', 'b1', 'c1');
    queue.start(handle);
    for (const runId of ['a1', 'b1', 'c1', 'a2']) await finish(runId);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it("keeps one user's runs from taking all places", async () => {
    const { queue, handle, begun, add } = open({ concurrency: 3, concurrencyPerUser: 2 });
    queue.start(handle);
    await add('a1', 'a2', 'a3', 'b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    expect(queue.held()).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('holds a run once', async () => {
    const { queue, handle, begun, add, finish } = open({ concurrency: 1, concurrencyPerUser: 1 });
    queue.start(handle);
    await add('a1', 'a1', 'a2', 'a2');
    await finish('a1');
    await finish('a2');
    expect(begun).toEqual(['a1', 'a2']);
    expect(queue.held()).toEqual([]);
  });

  it('drops what is removed while it waits', async () => {
    const { queue, handle, begun, add, finish } = open({ concurrency: 1, concurrencyPerUser: 1 });
    queue.start(handle);
    await add('a1', 'a2', 'a3');
    await queue.remove('a2');
    await finish('a1');
    expect(begun).toEqual(['a1', 'a3']);
  });

  it('goes on when a job fails', async () => {
    const { queue, begun, add } = open({ concurrency: 1, concurrencyPerUser: 1 });
    queue.start(({ runId }) => {
      begun.push(runId);
      return Promise.reject(new Error('no'));
    });
    await add('a1', 'a2');
    await tick();
    expect(begun).toEqual(['a1', 'a2']);
  });

  it('waits for what is worked on when it closes, and begins nothing more', async () => {
    const { queue, handle, begun, add, finish } = open({ concurrency: 1, concurrencyPerUser: 1 });
    queue.start(handle);
    await add('a1', 'a2');
    let isClosed = false;
    const closing = queue.dispose().then(() => (isClosed = true));
    await tick();
    expect(isClosed).toBe(false);
    await finish('a1');
    await closing;
    expect(begun).toEqual(['a1']);
  });
});
