import { describe, expect, test } from '@jest/globals';
import { nearestNames } from './nearest-names.ts';

const names = ['avg', 'sum', 'stddev', 'strftime', 'strptime', 'median'];

describe('nearestNames', () => {
  test.each([
    ['stdev', ['stddev']],
    ['strtime', ['strftime', 'strptime']],
    ['averge', ['avg']],
    ['read_csv', []],
    ['x'.repeat(100_000), []],
  ])('of %.20s are %j', (name, expected) => {
    expect(nearestNames(name, names)).toEqual(expected);
  });
});
