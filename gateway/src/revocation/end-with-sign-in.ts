import type { EventSink } from '../subscriptions/subgraph-socket.ts';
import type { RevokedSignIns } from './revoked-sign-ins.ts';
import { signInEnded } from './sign-in-ended.ts';

export interface SignInSubscription {
  readonly signInId: string;
  readonly sink: EventSink;
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
  /** Ends the subscription with that error, whatever still waits. */
  readonly fail: (error: Error) => void;
}

/** The sink of a subscription that fails when the sign-in that it runs for ends. */
export function endWithSignIn(revoked: RevokedSignIns, subscription: SignInSubscription): EventSink {
  const { signInId, sink, signal, fail } = subscription;
  const unwatch = revoked.watch(signInId, () => fail(signInEnded()));
  signal.addEventListener('abort', unwatch, { once: true });
  return {
    next: (event, bytes) => sink.next(event, bytes),
    error(error) {
      unwatch();
      sink.error(error);
    },
    complete() {
      unwatch();
      sink.complete();
    },
  };
}
