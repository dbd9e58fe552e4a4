import { startTransition, useEffect, useState } from 'react';

const step = 3;

/** Counts up to a total, a few at a time, so that what is drawn for each does not come all at once. */
export function useGrowing(total: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count >= total) return undefined;
    const timer = setTimeout(() => startTransition(() => setCount(Math.min(count + step, total))));
    return () => clearTimeout(timer);
  }, [count, total]);
  return count >= total - 1 ? total : count; // a single one more is no crowd
}
