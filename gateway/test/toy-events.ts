import { EventEmitter, once } from 'node:events';

export interface ToyEvent {
  readonly seq: number;
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** A run's events as the test sends them, and who listens. */
export class ToyEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  /** Subscriptions that are open now. */
  open = 0;
  /** Authorization of each subscription ever opened, in order. */
  readonly afters: number[] = [];

  send(event: ToyEvent): void {
    this.#emitter.emit('event', event);
  }

  end(): void {
    this.#emitter.emit('event', undefined);
  }

  /** Resolves once that many subscriptions are open. */
  async untilOpen(count: number): Promise<void> {
    while (this.open !== count) await once(this.#emitter, 'open');
  }

  subscribe(after: number): AsyncIterableIterator<ToyEvent> {
    const waiting: (ToyEvent | undefined)[] = [];
    let wake: (() => void) | undefined;
    let isOpen = true;
    const take = (event: ToyEvent | undefined): void => {
      waiting.push(event);
      wake?.();
    };
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      this.open -= 1;
      this.#emitter.off('event', take).emit('open');
      take(undefined);
    };
    this.afters.push(after);
    this.open += 1;
    this.#emitter.on('event', take).emit('open');
    const end = { done: true, value: undefined } as const;
    return {
      async next() {
        while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const event = waiting.shift();
        if (event !== undefined) return { done: false, value: event };
        close();
        return end;
      },
      return() {
        close();
        return Promise.resolve(end);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
