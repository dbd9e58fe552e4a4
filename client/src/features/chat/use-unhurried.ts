import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * A value whose drawing is much work: nothing at first, then told at most every so many milliseconds, the last one always, and
 * drawn piece by piece between whatever else happens.
 */
export function useUnhurried<Value>(value: Value, ms: number, isWanted: boolean): Value | undefined {
  const [told, setTold] = useState<Value>();
  const toldAt = useRef(0);
  useEffect(() => {
    if (!isWanted) return undefined;
    const wait = Math.max(0, toldAt.current + ms - performance.now());
    const timer = setTimeout(() => {
      toldAt.current = performance.now();
      startTransition(() => setTold(value));
    }, wait);
    return () => clearTimeout(timer);
  }, [value, ms, isWanted]);
  return told;
}
