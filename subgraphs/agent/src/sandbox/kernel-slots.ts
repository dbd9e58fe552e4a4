import { AppError } from '@mas/kit/errors';
import { createFairTurnstile, type FairTurnstile } from '@mas/kit/fair-turnstile';

export interface KernelSlotLimits {
  readonly maxKernels: number;
  readonly maxKernelsPerUser: number;
}

/** Counts kernels in all and by user. Users take turns, and nobody waits behind one at their own limit. */
export class KernelSlots {
  readonly #turnstile: FairTurnstile;

  constructor({ maxKernels, maxKernelsPerUser }: KernelSlotLimits) {
    this.#turnstile = createFairTurnstile({
      places: maxKernels,
      mayEnter: (userId, inside) => (inside.get(userId) ?? 0) < maxKernelsPerUser,
    });
  }

  /** Resolves with the function that gives the slot back. Rejects with the signal's reason. */
  acquire(userId: string, signal: AbortSignal): Promise<() => void> {
    return this.#turnstile.enter(userId, signal);
  }

  close(): void {
    this.#turnstile.close(new AppError('SANDBOX_UNAVAILABLE', 'The sandbox is shutting down. Try again later.'));
  }
}
