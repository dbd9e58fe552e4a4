import * as ss from 'simple-statistics';

/** The five functions that danfojs takes from mathjs, whose whole would double the guest's bundle. Missing values are left out. */

export function mean(values) {
  const numbers = present(values);
  return numbers.length === 0 ? Number.NaN : ss.mean(numbers);
}

export function std(values) {
  return Math.sqrt(variance(values));
}

export function variance(values) {
  const numbers = present(values);
  return numbers.length < 2 ? Number.NaN : ss.sampleVariance(numbers);
}

export function median(values) {
  const numbers = present(values);
  return numbers.length === 0 ? Number.NaN : ss.medianSorted(numbers.sort((a, b) => a - b));
}

/** All values that occur most often, in order of appearance. */
export function mode(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return [...counts].filter(([, count]) => count === most).map(([value]) => value);
}

function present(values) {
  return Array.from(values, (value) => (value === null ? Number.NaN : Number(value))).filter(
    (value) => !Number.isNaN(value),
  );
}
