import { describe, expect, test } from '@jest/globals';
import { EventQueue } from './event-queue.ts';

const item = (value: string) => ({ kind: 'item', item: value });

describe('the queue of a subscription', () => {
  test('items come in order, to a reader who waits and to one who is late', async () => {
    const queue = new EventQueue<string>(100);
    const waiting = queue.next();
    queue.push('a', 1);
    queue.push('b', 1);
    queue.push('c', 1);
    expect([await waiting, await queue.next(), await queue.next()]).toEqual([item('a'), item('b'), item('c')]);
  });

  test('it takes bytes up to its limit, and more once some were read', async () => {
    const queue = new EventQueue<string>(10);
    expect([queue.push('a', 6), queue.push('b', 4), queue.push('c', 1)]).toEqual([true, true, false]);
    await queue.next();
    expect(queue.push('d', 6)).toBe(true);
  });

  test('an item larger than the limit passes alone', async () => {
    const queue = new EventQueue<string>(10);
    expect([queue.push('large', 50), queue.push('b', 1)]).toEqual([true, false]);
    expect(await queue.next()).toEqual(item('large'));
  });

  test('a finished queue still gives what waits, then the end, again and again', async () => {
    const queue = new EventQueue<string>(10);
    queue.push('a', 1);
    queue.finish({ kind: 'end' });
    expect(queue.push('b', 1)).toBe(true);
    expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([
      item('a'),
      { kind: 'end' },
      { kind: 'end' },
    ]);
  });

  test('a queue that is cut lets go of what waits and answers its reader at once', async () => {
    const queue = new EventQueue<string>(10);
    const error = new Error('cut');
    queue.push('a', 1);
    queue.cut({ kind: 'failed', error });
    expect(await queue.next()).toEqual({ kind: 'failed', error });
    const other = new EventQueue<string>(10);
    const waiting = other.next();
    other.cut({ kind: 'end' });
    expect(await waiting).toEqual({ kind: 'end' });
  });
});
