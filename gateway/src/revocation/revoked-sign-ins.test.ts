import { expect, test } from '@jest/globals';
import { RevokedSignIns } from './revoked-sign-ins.ts';

const hourMs = 3_600_000;

test('each watcher of a sign-in hears once that it has ended, and a late one at once', () => {
  const revoked = new RevokedSignIns();
  const heard: string[] = [];
  revoked.watch('a', () => heard.push('first'));
  revoked.watch('a', () => heard.push('second'));
  revoked.watch('b', () => heard.push('other'));
  revoked.add('a', Date.now());
  revoked.add('a', Date.now());
  revoked.watch('a', () => heard.push('late'));
  expect(heard).toEqual(['first', 'second', 'late']);
  expect([revoked.has('a'), revoked.has('b')]).toEqual([true, false]);
});

test('who has stopped watching hears nothing and is not kept', () => {
  const revoked = new RevokedSignIns();
  const heard: string[] = [];
  const stops = [1, 2].map(() => revoked.watch('a', () => heard.push('a')));
  for (const stop of stops) stop();
  expect(revoked.size.watched).toBe(0);
  revoked.add('a', Date.now());
  expect(heard).toEqual([]);
});

test('a sign-in is forgotten an hour after its last access token', () => {
  const revoked = new RevokedSignIns();
  revoked.add('old', Date.now() - hourMs - 1);
  revoked.add('new', Date.now());
  revoked.forgetExpired();
  expect([revoked.has('old'), revoked.has('new')]).toEqual([false, true]);
});
