import { expect, test } from '@jest/globals';
import { compareCells } from './compare-cells.ts';

test('numbers sort by size, text in natural order, what is missing last', () => {
  expect([10, 9, null, 2].toSorted(compareCells)).toEqual([2, 9, 10, null]);
  expect(['b10', 'b9', 'A', undefined, ''].toSorted(compareCells)).toEqual(['', 'A', 'b9', 'b10', undefined]);
  expect([true, 'a', 1].toSorted(compareCells)).toHaveLength(3);
});
