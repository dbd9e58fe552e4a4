import { expect, test } from '@jest/globals';
import { createFairTurnstile, type FairTurnstileOptions } from './fair-turnstile.ts';

function setUp(options: Partial<FairTurnstileOptions> = {}) {
  const turnstile = createFairTurnstile({ places: 1, ...options });
  const done: string[] = [];
  const pass = (group: string, name: string) =>
    turnstile.pass(group, () => Promise.resolve(void done.push(`${group}${name}`)));
  return { turnstile, done, pass };
}

const refuse = () => new Error('too many');

test('groups take turns, whoever came first within each', async () => {
  const { done, pass } = setUp();
  await Promise.all([pass('a', '1'), pass('a', '2'), pass('a', '3'), pass('a', '4'), pass('b', '1'), pass('c', '1')]);
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
});

test('one group cannot take all the room there is to wait', async () => {
  const { done, pass } = setUp({ room: { ofGroup: 2, inAll: 3, refuse } });
  const outcomes = await Promise.allSettled(
    ['a', 'a', 'a', 'a', 'b', 'c'].map((group, index) => pass(group, String(index))),
  );
  expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, false]);
  await pass('c', 'later');
  expect(done.at(-1)).toBe('clater');
});

test('without room to wait, a free place is taken all the same', async () => {
  const { done, pass } = setUp({ room: { ofGroup: 0, inAll: 0, refuse } });
  await pass('a', '1');
  expect(done).toEqual(['a1']);
});

test('the place is free again after a failure, and given back once', async () => {
  const { turnstile, done, pass } = setUp();
  await expect(turnstile.pass('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const exit = await turnstile.enter('a');
  const waiting = [pass('a', '1'), pass('b', '1')];
  exit();
  exit();
  await Promise.all(waiting);
  expect(done).toEqual(['a1', 'b1']);
});

test('a group that may hold no more places lets others pass it', async () => {
  const { turnstile, done, pass } = setUp({
    places: 2,
    mayEnter: (group, inside) => !inside.has(group),
  });
  const exit = await turnstile.enter('a');
  const second = pass('a', '2');
  await pass('b', '1');
  expect(done).toEqual(['b1']);
  exit();
  await second;
  expect(done).toEqual(['b1', 'a2']);
});

test('who goes away while waiting is forgotten', async () => {
  const { turnstile, done, pass } = setUp();
  const exit = await turnstile.enter('a');
  const abort = new AbortController();
  const gone = turnstile.enter('b', abort.signal);
  const next = pass('c', '1');
  abort.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  await expect(turnstile.enter('b', abort.signal)).rejects.toThrow('gone');
  exit();
  await next;
  expect(done).toEqual(['c1']);
});

test('when it is closed, those who wait are turned away and those inside finish', async () => {
  const { turnstile, pass } = setUp();
  const exit = await turnstile.enter('a');
  const waiting = pass('b', '1');
  turnstile.close(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await expect(turnstile.enter('c')).rejects.toThrow('closed');
  exit();
  await expect(turnstile.enter('c')).rejects.toThrow('closed');
});
