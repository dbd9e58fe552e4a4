import { AppError } from '@mas/kit/errors';

export interface KernelSlotLimits {
  readonly maxKernels: number;
  readonly maxKernelsPerUser: number;
}

interface Waiting {
  readonly userId: string;
  readonly admit: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** Counts kernels in all and by user. First come, first served, but nobody waits behind a user at their own limit. */
export class KernelSlots {
  readonly #limits: KernelSlotLimits;
  readonly #heldBy = new Map<string, number>();
  #waiting: Waiting[] = [];
  #held = 0;
  #isClosed = false;

  constructor(limits: KernelSlotLimits) {
    this.#limits = limits;
  }

  /** Resolves with the function that gives the slot back. Rejects with the signal's reason. */
  async acquire(userId: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#isClosed) throw closed();
    if (!this.#isFree(userId)) await this.#wait(userId, signal);
    else this.#take(userId);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#give(userId);
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(closed());
  }

  #wait(userId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', abort);
        this.#waiting = this.#waiting.filter((waiting) => waiting !== entry);
      };
      const entry: Waiting = {
        userId,
        admit: () => {
          leave();
          this.#take(userId);
          resolve();
        },
        refuse: (reason) => {
          leave();
          reject(reason instanceof Error ? reason : new Error(String(reason)));
        },
      };
      const abort = (): void => entry.refuse(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push(entry);
    });
  }

  #isFree(userId: string): boolean {
    const { maxKernels, maxKernelsPerUser } = this.#limits;
    return this.#held < maxKernels && (this.#heldBy.get(userId) ?? 0) < maxKernelsPerUser;
  }

  #take(userId: string): void {
    this.#held += 1;
    this.#heldBy.set(userId, (this.#heldBy.get(userId) ?? 0) + 1);
  }

  #give(userId: string): void {
    this.#held -= 1;
    const left = (this.#heldBy.get(userId) ?? 1) - 1;
    if (left > 0) this.#heldBy.set(userId, left);
    else this.#heldBy.delete(userId);
    this.#waiting.find((waiting) => this.#isFree(waiting.userId))?.admit();
  }
}

function closed(): AppError {
  return new AppError('SANDBOX_UNAVAILABLE', 'The sandbox is shutting down. Try again later.');
}
