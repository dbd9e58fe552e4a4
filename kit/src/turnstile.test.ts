import { describe, expect, it } from '@jest/globals';
import { createTurnstile } from './turnstile.ts';

describe('a turnstile', () => {
  it('lets so many pass at once, and the others in the order they came', async () => {
    const turnstile = createTurnstile(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (number: number) => async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(number);
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4, 5].map((number) => turnstile.pass(work(number))));
    expect([most, order, turnstile.waiting]).toEqual([2, [1, 2, 3, 4, 5], 0]);
  });

  it('gives the place of one that failed to the next', async () => {
    const turnstile = createTurnstile(1);
    const failing = turnstile.pass(() => Promise.reject(new Error('failed')));
    const next = turnstile.pass(() => Promise.resolve('passed'));
    await expect(failing).rejects.toThrow('failed');
    await expect(next).resolves.toBe('passed');
  });

  it('lets one that waits go away', async () => {
    const turnstile = createTurnstile(1);
    let finish: (value: string) => void = () => undefined;
    const first = turnstile.pass(() => new Promise<string>((resolve) => (finish = resolve)));
    const abort = new AbortController();
    const second = turnstile.pass(() => Promise.resolve('never'), abort.signal);
    abort.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    finish('done');
    await expect(first).resolves.toBe('done');
  });
});
