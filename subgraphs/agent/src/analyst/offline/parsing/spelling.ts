/** Damerau-Levenshtein distance (adjacent swaps count one), given up early beyond `limit`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}

/** Whether two words differ by a slip of the fingers: one edit up to six letters, two from seven on. */
export function isSpelledNear(left: string, right: string): boolean {
  const length = Math.min(left.length, right.length);
  if (length < 4 || /\d/.test(left) || /\d/.test(right)) return false;
  const limit = length >= 7 ? 2 : 1;
  return (left[0] === right[0] || length >= 6) && editDistance(left, right, limit) <= limit;
}
