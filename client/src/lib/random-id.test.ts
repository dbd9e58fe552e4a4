import { expect, test } from '@jest/globals';
import { randomId } from './random-id.ts';

test('ids are UUIDs of version 4, each another', () => {
  const ids = Array.from({ length: 1_000 }, randomId);
  const form = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(ids.filter((id) => !form.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(1_000);
});
