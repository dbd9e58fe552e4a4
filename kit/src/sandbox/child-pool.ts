import { AppError } from '../errors.ts';
import { JailedChild, type JailedChildOptions } from './jailed-child.ts';

export interface ChildPoolOptions extends JailedChildOptions {
  /** How many wait at most, once one has been asked for; one until then. */
  readonly size?: number;
  /** Told of every child that is ready: the message that it sent. Throws to refuse it. */
  readonly onReady: (body: unknown) => void;
}

const startTimeoutMs = 30_000;

/** Keeps started children waiting, so that whoever needs one does not wait for it. Each child is given out once. */
export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #size: number;
  readonly #waiting: Promise<JailedChild>[] = [];
  readonly #unwanted = new Set<Promise<void>>();
  #wanted = 1;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: ChildPoolOptions) {
    this.#options = options;
    this.#size = options.size ?? 1;
  }

  /** Starts what is missing, one child after the other. A failure is kept quiet here: it is met again by `take`. */
  prepare(): void {
    while (!this.#isClosed && this.#waiting.length < this.#wanted) {
      const starting = this.#last.then(() => this.#start());
      this.#waiting.push(starting);
      this.#last = starting.then(
        () => undefined,
        () => undefined, // whoever takes it starts another, and is told if that fails too
      );
    }
  }

  /**
   * @throws AppError SANDBOX_UNAVAILABLE when no child can be started; the signal's reason as soon as it is aborted: the child
   * on its way then waits for the next who needs one, or ends when enough are waiting already.
   */
  async take(signal?: AbortSignal): Promise<JailedChild> {
    signal?.throwIfAborted();
    this.#wanted = this.#size;
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
    await Promise.all([...this.#waiting.splice(0).map(disposeStarted), ...this.#unwanted]);
  }

  async #takeOrStart(): Promise<JailedChild> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const child = await next.catch(() => undefined); // what did not start is tried again below
      if (child !== undefined && !child.hasEnded) return child;
    }
    return this.#start();
  }

  #putBack(starting: Promise<JailedChild>): void {
    if (this.#waiting.length < this.#wanted && !this.#isClosed) {
      this.#waiting.push(starting);
      return;
    }
    const ending = disposeStarted(starting).finally(() => this.#unwanted.delete(ending));
    this.#unwanted.add(ending);
  }

  async #start(): Promise<JailedChild> {
    let child: JailedChild | undefined;
    try {
      if (this.#isClosed) throw new Error('The pool is closed');
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

async function disposeStarted(starting: Promise<JailedChild>): Promise<void> {
  const child = await starting.catch(() => undefined); // what did not start need not end
  await child?.dispose();
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
