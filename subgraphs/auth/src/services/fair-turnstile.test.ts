import { expect, test } from '@jest/globals';
import { createFairTurnstile } from './fair-turnstile.ts';

function setUp(limits: { readonly maxWaitingOfGroup: number; readonly maxWaiting: number }) {
  const turnstile = createFairTurnstile({ places: 1, refuse: () => new Error('too many'), ...limits });
  const done: string[] = [];
  const pass = (group: string, name: string) =>
    turnstile.pass(group, () => Promise.resolve(void done.push(`${group}${name}`)));
  return { done, pass };
}

test('groups take turns, whoever came first within each', async () => {
  const { done, pass } = setUp({ maxWaitingOfGroup: 10, maxWaiting: 10 });
  await Promise.all([pass('a', '1'), pass('a', '2'), pass('a', '3'), pass('a', '4'), pass('b', '1'), pass('c', '1')]);
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
});

test('one group cannot take all the room there is to wait', async () => {
  const { done, pass } = setUp({ maxWaitingOfGroup: 2, maxWaiting: 3 });
  const outcomes = await Promise.allSettled(
    ['a', 'a', 'a', 'a', 'b', 'c'].map((group, index) => pass(group, String(index))),
  );
  expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, false]);
  await pass('c', 'later');
  expect(done.at(-1)).toBe('clater');
});

test('the place is free again after a failure', async () => {
  const { done, pass } = setUp({ maxWaitingOfGroup: 1, maxWaiting: 1 });
  const turnstile = createFairTurnstile({ places: 1, maxWaitingOfGroup: 1, maxWaiting: 1, refuse: () => new Error() });
  await expect(turnstile.pass('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await turnstile.pass('a', () => pass('a', '1'));
  expect(done).toEqual(['a1']);
});
