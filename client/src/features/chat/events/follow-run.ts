import type { AppError } from '../../../lib/app-error.ts';

interface Numbered {
  readonly seq: number;
}

export interface EventSink<Event> {
  readonly next: (event: Event) => void;
  /** The subscription is over, or the way to the server is: nothing more comes. */
  readonly lost: () => void;
  /** The server refuses, and would again. */
  readonly refused: (error: AppError) => void;
}

export interface FollowOptions<Event extends Numbered> {
  /** Subscribes to the events behind a number. Gives the function that ends it. */
  readonly open: (after: number, sink: EventSink<Event>) => () => void;
  readonly isLast: (event: Event) => boolean;
  readonly onEvent: (event: Event) => void;
  readonly onConnection: (isConnected: boolean) => void;
  readonly onRefused: (error: AppError) => void;
}

export interface Follower {
  /** Subscribes anew without waiting any longer; from the event behind the last one. */
  readonly reconnect: () => void;
  /** The same, but only where the connection is known to be lost. */
  readonly retryNow: () => void;
  readonly stop: () => void;
}

const firstDelayMs = 500;
const maxDelayMs = 8_000;

/**
 * Passes on a run's events, each once and in order, to its last. Whenever the subscription is lost, or an event is missing,
 * it subscribes again behind the last event that it had, at first at once, then less and less often.
 */
export function followRun<Event extends Numbered>(options: FollowOptions<Event>): Follower {
  const { open, isLast, onEvent, onConnection, onRefused } = options;
  let seq = 0;
  let failures = 0;
  let isOver = false;
  let close: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    close?.();
    close = undefined;
  };
  const wait = (): void => {
    close?.();
    close = undefined;
    // The first time it is mended at once and without a word: a token has expired, or the server has begun anew.
    const delayMs = failures === 0 ? 0 : Math.min(firstDelayMs * 2 ** (failures - 1), maxDelayMs);
    if (failures > 0) onConnection(false);
    failures++;
    clearTimeout(timer);
    timer = setTimeout(connect, delayMs);
  };
  const receive = (event: Event): void => {
    if (event.seq <= seq) return;
    if (event.seq > seq + 1) {
      wait();
      return;
    }
    seq = event.seq;
    failures = 0;
    onConnection(true);
    onEvent(event);
    if (isLast(event)) end();
  };
  const connect = (): void => {
    clearTimeout(timer);
    timer = undefined;
    close?.();
    let isCurrent = true;
    /** What an ended subscription still says is not heard. */
    const heard =
      <Values extends unknown[]>(listener: (...values: Values) => void) =>
      (...values: Values): void => {
        if (isCurrent && !isOver) listener(...values);
      };
    const unsubscribe = open(seq, {
      next: heard(receive),
      lost: heard(wait),
      refused: heard((error: AppError) => {
        end();
        onRefused(error);
      }),
    });
    close = () => {
      isCurrent = false;
      unsubscribe();
    };
  };

  connect();
  return {
    reconnect: () => {
      if (!isOver) connect();
    },
    retryNow: () => {
      if (!isOver && timer !== undefined) connect();
    },
    stop: end,
  };
}
