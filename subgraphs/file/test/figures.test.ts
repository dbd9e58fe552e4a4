import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatasetReader, openDatasetReader } from './dataset-reader.ts';
import { column } from './profiling-harness.ts';

let reader: DatasetReader;
beforeAll(async () => {
  reader = await openDatasetReader();
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Linear interpolation between the nearest ranks, as NumPy and pandas have it by default. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((first, second) => first - second);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

describe('figures', () => {
  it('are what a second calculation gives', async () => {
    const values = Array.from({ length: 5_000 }, (_, index) => Math.round(Math.sin(index * 12.9898) * 43_758) / 100);
    const rows = values.map((value, index) => `${index % 10 === 0 ? '' : value},${['x', 'y', 'y', 'z'][index % 4]!}`);
    const profile = await reader.profile(`v,g\n${rows.join('\n')}\n`);
    const kept = values.filter((_, index) => index % 10 !== 0);
    const mean = sum(kept) / kept.length;
    const deviation = Math.sqrt(sum(kept.map((value) => (value - mean) ** 2)) / (kept.length - 1));
    const v = column(profile, 'v');
    expect(profile.rows).toBe(5_000);
    expect(v).toMatchObject({ nulls: 500, distinct: new Set(kept).size, distinctIsApproximate: false });
    expect(Number(v.min)).toBe(Math.min(...kept));
    expect(Number(v.max)).toBe(Math.max(...kept));
    expect(v.mean).toBeCloseTo(mean, 9);
    expect(v.standardDeviation).toBeCloseTo(deviation, 9);
    for (const [index, share] of [0.25, 0.5, 0.75].entries()) {
      expect(v.quartiles?.[index]).toBeCloseTo(quantile(kept, share), 9);
    }
    expect(sum(v.histogram!.map(({ count }) => count))).toBe(kept.length);
    for (const { start, end, count } of v.histogram!.slice(0, -1)) {
      expect(count).toBe(kept.filter((value) => value >= start && value < end).length);
    }
    expect(column(profile, 'g').topValues).toEqual([
      { value: 'y', count: 2_500 },
      { value: 'x', count: 1_250 },
      { value: 'z', count: 1_250 },
    ]);
  });

  it('leave infinite values out, and say so', async () => {
    const profile = await reader.profile('n,x\n1,1\n2,inf\n3,3.0\n4,-inf\n');
    expect(column(profile, 'x')).toMatchObject({ mean: 2, min: '1.0', max: '3.0', quartiles: [1.5, 2, 2.5], nulls: 0 });
    expect(profile.warnings).toEqual(['Infinite values are left out of the figures: x (2).']);
  });

  it('stand numbers whose squares overflow', async () => {
    const profile = await reader.profile('n,x\n1,1e200\n2,-1e200\n3,1.5\n');
    expect(column(profile, 'x')).toMatchObject({ standardDeviation: null, mean: expect.any(Number), max: '1e+200' });
  });

  it('give one bin to one value and one to each of few integers', async () => {
    const profile = await reader.profile('same,few\n5,1\n5,3\n5,3\n');
    expect(column(profile, 'same').histogram).toEqual([{ start: 5, end: 5, count: 3 }]);
    expect(column(profile, 'few').histogram?.map(({ start, count }) => [start, count])).toEqual([
      [1, 1],
      [2, 0],
      [3, 2],
    ]);
  });

  it('give no mean to texts and no deviation to a single number', async () => {
    const profile = await reader.profile('a,b\n1,x\n');
    expect(column(profile, 'a')).toMatchObject({ mean: 1, standardDeviation: null, quartiles: [1, 1, 1] });
    expect(column(profile, 'b')).toMatchObject({ mean: null, quartiles: null, histogram: null, min: 'x', max: 'x' });
  });

  it('count the values of a large column one by one', async () => {
    const rows = Array.from({ length: 250_000 }, (_, index) => `k${index},${index % 3}`);
    const profile = await reader.profile(`id,k\n${rows.join('\n')}\n`);
    expect(column(profile, 'id')).toMatchObject({ distinct: 250_000, distinctIsApproximate: false });
    expect(column(profile, 'k')).toMatchObject({ distinct: 3, distinctIsApproximate: false });
  });
});
