import { AppError } from '@mas/kit/errors';
import type { FrameCaps } from './frames/frame-codec.ts';
import type { Jail, JailedProgram } from './jails/jail.ts';
import { JailedChild } from './jailed-child.ts';

export interface SpareChildOptions {
  readonly jail: Jail;
  readonly program: JailedProgram;
  readonly caps: FrameCaps;
  /** Told of every child that is ready: the message that it sent. Throws to refuse it. */
  readonly onReady: (body: unknown) => void;
}

const startTimeoutMs = 30_000;

/** Keeps one started child waiting, so that whoever needs one does not wait for it. Each child is given out once. */
export class SpareChild {
  readonly #options: SpareChildOptions;
  #spare: Promise<JailedChild> | undefined;
  readonly #unwanted = new Set<Promise<void>>();
  #isClosed = false;

  constructor(options: SpareChildOptions) {
    this.#options = options;
  }

  /** Starts the next child unless one is waiting. A failure is kept quiet here: it is met again by `take`. */
  prepare(): void {
    if (this.#isClosed) return;
    this.#spare ??= this.#start();
    this.#spare.catch(() => undefined); // whoever takes it starts another, and is told if that fails too
  }

  /**
   * @throws AppError SANDBOX_UNAVAILABLE when no child can be started; the signal's reason as soon as it is aborted: the child
   * on its way is then the next spare, or ends when one is waiting already.
   */
  async take(signal?: AbortSignal): Promise<JailedChild> {
    signal?.throwIfAborted();
    const taking = this.#takeOrStart();
    const child = await unlessAborted(taking, signal).catch((error: unknown) => {
      if (signal?.aborted === true) this.#putBack(taking);
      throw error;
    });
    if (!this.#isClosed) return child;
    await child.dispose();
    throw new AppError('SANDBOX_UNAVAILABLE', 'The sandbox is shutting down. Try again later.');
  }

  async dispose(): Promise<void> {
    this.#isClosed = true;
    const spare = await this.#spare?.catch(() => undefined); // what did not start has nothing to end
    await Promise.all([spare?.dispose(), ...this.#unwanted]);
  }

  async #takeOrStart(): Promise<JailedChild> {
    const spare = this.#spare;
    this.#spare = undefined;
    const waiting = await spare?.catch(() => undefined);
    return waiting && !waiting.hasEnded ? waiting : this.#start();
  }

  #putBack(starting: Promise<JailedChild>): void {
    if (this.#spare === undefined && !this.#isClosed) {
      this.#spare = starting;
      return;
    }
    const ending = starting
      .then((child) => child.dispose())
      .catch(() => undefined) // what did not start need not end
      .finally(() => this.#unwanted.delete(ending));
    this.#unwanted.add(ending);
  }

  async #start(): Promise<JailedChild> {
    let child: JailedChild | undefined;
    try {
      child = await JailedChild.start(this.#options);
      await this.#isReady(child);
      return child;
    } catch (error) {
      await child?.dispose();
      throw new AppError('SANDBOX_UNAVAILABLE', 'No sandbox could be started. Try again later.', { cause: error });
    }
  }

  #isReady(child: JailedChild): Promise<void> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => reject(new Error(`The sandbox was not ready within ${startTimeoutMs / 1000} s`)),
        startTimeoutMs,
      );
      child.listen({
        onMessage: (body) => {
          clearTimeout(deadline);
          this.#options.onReady(body);
          resolve();
        },
        onEnd: (reason) => {
          clearTimeout(deadline);
          reject(reason.cause instanceof Error ? reason.cause : reason);
        },
      });
    });
  }
}

/** @throws the signal's reason when it is aborted first. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error); // an Error by convention
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
