import type { EventLog } from './event-log.ts';
import { isTerminal, type RunEvent } from './run-event.ts';

export interface RunEventStreamOptions {
  readonly log: EventLog;
  readonly runId: string;
  /** The number of the last event that the reader has. */
  readonly after: number;
  /** How many events are read, and held, at a time. */
  readonly pageSize?: number;
  /** How long a signal is waited for before the log is looked at anyway. */
  readonly pollMs?: number;
}

const over = { done: true, value: undefined } as const;

/**
 * A run's events from behind `after` to its last, then the end: those of the past and those to come, without a gap or a
 * double between them. Reads a page when the one before is used up, so a slow reader costs no memory. `return()` ends it at
 * once, also while it waits.
 */
export function streamRunEvents(options: RunEventStreamOptions): AsyncIterableIterator<RunEvent> {
  const { log, runId, pageSize = 50, pollMs = 3_000 } = options;
  const wakeUp = new WakeUp(pollMs);
  const stopListening = log.listen(runId, () => wakeUp.wake());
  let after = options.after;
  let page: readonly RunEvent[] = [];
  let isDone = false;
  const isOver = () => isDone; // asked anew after each wait: return() may have come meanwhile

  const finish = (): typeof over => {
    isDone = true;
    stopListening();
    wakeUp.wake();
    return over;
  };
  const nextPage = async (): Promise<readonly RunEvent[]> => {
    for (;;) {
      wakeUp.arm();
      const found = await log.read(runId, after, pageSize);
      if (found.length > 0 || isOver()) return found;
      const end = await log.readEnd(runId);
      if (end !== undefined && end.seq <= after) return [];
      if (end === undefined && !isOver()) await wakeUp.wait();
    }
  };
  return {
    async next() {
      if (isOver()) return over;
      try {
        if (page.length === 0) page = await nextPage();
      } catch (error) {
        finish();
        throw error;
      }
      const [event, ...rest] = page;
      if (event === undefined || isOver()) return finish();
      page = rest;
      after = event.seq;
      if (isTerminal(event)) finish();
      return { done: false, value: event };
    },
    return: () => Promise.resolve(finish()),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A wait that a signal ends, also one that came since it was armed. */
class WakeUp {
  readonly #timeoutMs: number;
  #isAwake = false;
  #resolve: (() => void) | undefined;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** From here on a signal counts. */
  arm(): void {
    this.#isAwake = false;
  }

  wake(): void {
    this.#isAwake = true;
    this.#resolve?.();
  }

  async wait(): Promise<void> {
    if (this.#isAwake) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#resolve = resolve;
      timer = setTimeout(resolve, this.#timeoutMs);
    });
    clearTimeout(timer);
    this.#resolve = undefined;
  }
}
