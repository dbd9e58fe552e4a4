import { expect, it } from '@jest/globals';
import { createBatchLoader, groupBy } from './batch-loader.ts';

it('loads what is asked for in one tick at once, and each key once', async () => {
  const calls: (readonly number[])[] = [];
  const loader = createBatchLoader<number, string>((keys) => {
    calls.push([...keys]);
    return Promise.resolve(new Map(keys.map((key) => [key, `value ${key}`])));
  });
  loader.prime(3, 'known');
  const values = await Promise.all([1, 2, 1, 3].map((key) => loader.load(key)));
  expect(values).toEqual(['value 1', 'value 2', 'value 1', 'known']);
  expect(await loader.load(2)).toBe('value 2');
  expect(await loader.load(4)).toBe('value 4');
  expect(calls).toEqual([[1, 2], [4]]);
});

it('gives undefined for what there is not', async () => {
  const loader = createBatchLoader<number, string>(() => Promise.resolve(new Map()));
  expect(await loader.load(1)).toBeUndefined();
});

it('groups values by key, keys without values included', () => {
  expect(groupBy(['a', 'b'], ['a1', 'a2', 'c1'], (value) => value.slice(0, 1))).toEqual(
    new Map([
      ['a', ['a1', 'a2']],
      ['b', []],
    ]),
  );
});
