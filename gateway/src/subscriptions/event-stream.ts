import { toError } from '@mas/kit/errors';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { EventQueue } from './event-queue.ts';

export type StreamResult = FormattedExecutionResult;

export interface EventStreamParts {
  readonly queue: EventQueue<FormattedExecutionResult>;
  readonly unsubscribe: () => void;
  readonly execute: (event: FormattedExecutionResult) => Promise<ExecutionResult>;
  /** Masks the errors of a result; given an error alone, makes the result that ends the stream. */
  readonly format: (outcome: ExecutionResult | Error) => StreamResult;
}

/**
 * The results of a subscription. A result without `data` is the last: the stream failed, and its error says why.
 * `return()` unsubscribes at once, also while `next()` waits; no generator would do that.
 */
export class EventStream implements AsyncIterableIterator<StreamResult, undefined, undefined>, AsyncDisposable {
  readonly #parts: EventStreamParts;
  #isReturned = false;

  constructor(parts: EventStreamParts) {
    this.#parts = parts;
  }

  async next(): Promise<IteratorResult<StreamResult, undefined>> {
    const { queue, execute, format } = this.#parts;
    const next = await queue.next();
    if (next.kind === 'end') return { done: true, value: undefined };
    if (next.kind === 'failed') {
      queue.cut({ kind: 'end' });
      return { done: false, value: format(next.error) };
    }
    try {
      const result = await execute(next.item);
      // Nobody waits for the result of an event that was cut off half-way.
      return this.#isReturned ? { done: true, value: undefined } : { done: false, value: format(result) };
    } catch (error) {
      await this.return();
      return { done: false, value: format(toError(error)) };
    }
  }

  return(): Promise<IteratorResult<StreamResult, undefined>> {
    this.#isReturned = true;
    this.#parts.unsubscribe();
    this.#parts.queue.cut({ kind: 'end' });
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Ends the stream with an error that its reader gets next, whatever still waits. */
  fail(error: Error): void {
    this.#parts.unsubscribe();
    this.#parts.queue.cut({ kind: 'failed', error });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
