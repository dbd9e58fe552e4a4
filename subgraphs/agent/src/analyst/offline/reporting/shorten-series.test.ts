import { expect, test } from '@jest/globals';
import { shortenSeries } from './shorten-series.ts';

const days = Array.from({ length: 365 }, (_, day) => day);

test('a short list stays whole', () => {
  expect(shortenSeries(days.slice(0, 24), 24, () => false)).toHaveLength(24);
});

test('a long list keeps its ends and what is marked, in order and evenly spaced', () => {
  const shown = shortenSeries(days, 24, (day) => day === 101 || day === 203);
  expect(shown.length).toBeLessThanOrEqual(24);
  expect(shown).toEqual(expect.arrayContaining([0, 101, 203, 364]));
  expect([...shown].sort((a, b) => a - b)).toEqual(shown);
  const gaps = shown.slice(1).map((day, index) => day - (shown[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(20);
});
