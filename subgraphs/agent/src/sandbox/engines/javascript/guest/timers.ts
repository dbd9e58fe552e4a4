type Callback = (...args: unknown[]) => void;

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly callback: Callback;
  readonly args: readonly unknown[];
  readonly everyMs: number | undefined;
}

export interface Timers {
  readonly setTimeout: (callback: Callback, delayMs?: number, ...args: unknown[]) => number;
  readonly setInterval: (callback: Callback, delayMs?: number, ...args: unknown[]) => number;
  readonly clear: (id?: number) => void;
  /** Runs the next callback that is due; false when none is left. */
  readonly runNext: () => boolean;
  readonly clearAll: () => void;
}

/**
 * Timers over a clock of their own that jumps to the next callback: code that sleeps does not hold a kernel, and the
 * order of callbacks is the same in every run.
 */
export function createTimers(): Timers {
  const pending = new Map<number, Timer>();
  let now = 0;
  let lastId = 0;
  const add = (callback: Callback, delayMs: unknown, args: unknown[], repeats: boolean): number => {
    const delay = Math.max(0, Number(delayMs) || 0);
    lastId += 1;
    const everyMs = repeats ? Math.max(1, delay) : undefined;
    pending.set(lastId, { id: lastId, due: now + delay, callback, args, everyMs });
    return lastId;
  };
  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of pending.values()) if (!first || timer.due < first.due) first = timer;
    return first;
  };
  return {
    setTimeout: (callback, delayMs, ...args) => add(callback, delayMs, args, false),
    setInterval: (callback, delayMs, ...args) => add(callback, delayMs, args, true),
    clear: (id) => {
      if (id !== undefined) pending.delete(id);
    },
    clearAll: () => pending.clear(),
    runNext: () => {
      const timer = next();
      if (!timer) return false;
      now = timer.due;
      if (timer.everyMs === undefined) pending.delete(timer.id);
      else pending.set(timer.id, { ...timer, due: now + timer.everyMs });
      timer.callback(...timer.args);
      return true;
    },
  };
}
