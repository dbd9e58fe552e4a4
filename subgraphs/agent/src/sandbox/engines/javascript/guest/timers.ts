import {
  append,
  apply,
  bareList,
  clearMap,
  deleteFromMap,
  getFromMap,
  Map,
  max,
  setInMap,
  sizeOfMap,
  toNumber,
  TypeError,
} from './primordials.ts';

type Callback = (...args: unknown[]) => void;

interface Timer {
  readonly id: number;
  readonly callback: Callback;
  readonly args: unknown[];
  readonly everyMs: number | undefined;
  due: number;
  /** Its place among timers of one time. */
  turn: number;
}

export interface Timers {
  readonly setTimeout: (callback: Callback, delayMs?: number, ...args: unknown[]) => number;
  readonly setInterval: (callback: Callback, delayMs?: number, ...args: unknown[]) => number;
  readonly clear: (id?: number) => void;
  /** Runs the next callback that is due; false when none is left. @throws what the callback throws. */
  readonly runNext: () => boolean;
  /** Tells whether any was still set. */
  readonly clearAll: () => boolean;
}

/**
 * Timers over a clock of their own that jumps to the next callback: code that sleeps does not hold a kernel, and the
 * order of callbacks is the same in every run.
 */
export function createTimers(): Timers {
  const pending = new Map<number, Timer>();
  let queue = createTimerQueue();
  let now = 0;
  let lastId = 0;
  let lastTurn = 0;
  const schedule = (timer: Timer, delay: number): void => {
    timer.due = now + delay;
    timer.turn = lastTurn += 1;
    queue.add(timer);
  };
  const add = (callback: unknown, delayMs: unknown, args: unknown[], repeats: boolean): number => {
    if (typeof callback !== 'function') throw new TypeError('A timer needs a function to call');
    const delay = max(0, toNumber(delayMs) || 0);
    const id = (lastId += 1);
    const everyMs = repeats ? max(1, delay) : undefined;
    const timer: Timer = { id, callback: callback as Callback, args, everyMs, due: 0, turn: 0 };
    setInMap(pending, id, timer);
    schedule(timer, everyMs ?? delay);
    return id;
  };
  return {
    setTimeout: (callback, delayMs, ...args) => add(callback, delayMs, args, false),
    setInterval: (callback, delayMs, ...args) => add(callback, delayMs, args, true),
    clear: (id) => {
      if (id !== undefined) deleteFromMap(pending, id);
    },
    clearAll: () => {
      const wereSet = sizeOfMap(pending) > 0;
      clearMap(pending);
      queue = createTimerQueue();
      return wereSet;
    },
    runNext: () => {
      let timer = queue.take();
      while (timer && !getFromMap(pending, timer.id)) timer = queue.take();
      if (!timer) return false;
      now = timer.due;
      if (timer.everyMs === undefined) deleteFromMap(pending, timer.id);
      else schedule(timer, timer.everyMs);
      apply(timer.callback, undefined, timer.args);
      return true;
    },
  };
}

interface TimerQueue {
  add(timer: Timer): void;
  /** The one that is due first. */
  take(): Timer | undefined;
}

/** A binary heap. Timers that were cleared stay in it until it is their turn. */
function createTimerQueue(): TimerQueue {
  const heap = bareList<Timer>();
  const isBefore = (one: Timer | undefined, other: Timer | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    (one.due < other.due || (one.due === other.due && one.turn < other.turn));
  const swap = (one: number, other: number): void => {
    const timer = heap[one] as Timer; // both lie within the heap
    heap[one] = heap[other] as Timer;
    heap[other] = timer;
  };
  const sink = (start: number): void => {
    let place = start;
    for (;;) {
      const left = 2 * place + 1;
      const smaller = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[smaller], heap[place])) return;
      swap(place, smaller);
      place = smaller;
    }
  };
  return {
    add(timer) {
      append(heap, timer);
      for (let place = heap.length - 1; place > 0;) {
        const parent = (place - 1) >> 1;
        if (!isBefore(heap[place], heap[parent])) return;
        swap(place, parent);
        place = parent;
      }
    },
    take() {
      const first = heap[0];
      if (first === undefined) return undefined;
      swap(0, heap.length - 1);
      heap.length -= 1;
      sink(0);
      return first;
    },
  };
}
