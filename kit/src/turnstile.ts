/** Lets so many pass at once; the others wait in the order they came. */
export interface Turnstile {
  /** How many wait now. */
  readonly waiting: number;
  /** @throws the signal's reason when it is aborted while waiting. */
  pass<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

export function createTurnstile(places: number): Turnstile {
  const waiting = new Set<() => void>();
  let free = places;
  const enter = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(admit);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.add(admit);
    });
  };
  const exit = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      free += 1;
    } else {
      waiting.delete(next);
      next();
    }
  };
  return {
    get waiting() {
      return waiting.size;
    },
    async pass(work, signal) {
      await enter(signal);
      try {
        return await work();
      } finally {
        exit();
      }
    },
  };
}
