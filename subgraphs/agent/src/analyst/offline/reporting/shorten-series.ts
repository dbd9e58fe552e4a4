/** At most so many items of a long list, evenly spaced in their order; the first, the last and the marked are always there. */
export function shortenSeries<T>(items: readonly T[], most: number, isMarked: (item: T) => boolean): readonly T[] {
  if (items.length <= most) return items;
  const kept = new Set([0, items.length - 1, ...items.flatMap((item, index) => (isMarked(item) ? [index] : []))]);
  const even = Math.max(most - kept.size, 2);
  for (let step = 0; step < even; step++) kept.add(Math.round((step * (items.length - 1)) / (even - 1)));
  return items.filter((_, index) => kept.has(index));
}
