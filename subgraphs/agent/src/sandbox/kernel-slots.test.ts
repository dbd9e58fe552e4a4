import { describe, expect, test } from '@jest/globals';
import { KernelSlots } from './kernel-slots.ts';

const { signal } = new AbortController();

describe('KernelSlots', () => {
  test('admits in order, past users who are at their own limit', async () => {
    const slots = new KernelSlots({ maxKernels: 2, maxKernelsPerUser: 1 });
    const order: string[] = [];
    const enter = (user: string): Promise<() => void> =>
      slots.acquire(user, signal).then((release) => {
        order.push(user);
        return release;
      });
    const first = await enter('a');
    const waiting = enter('a');
    const second = await enter('b');
    const third = enter('c');
    second();
    (await third)();
    first();
    (await waiting)();
    expect(order).toEqual(['a', 'b', 'c', 'a']);
  });

  test('counts a slot that is given back twice once', async () => {
    const slots = new KernelSlots({ maxKernels: 1, maxKernelsPerUser: 1 });
    const release = await slots.acquire('a', signal);
    release();
    release();
    await slots.acquire('a', signal);
    const late = slots.acquire('b', signal);
    slots.close();
    await expect(late).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
    await expect(slots.acquire('b', signal)).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  });
});
