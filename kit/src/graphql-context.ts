import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Caller } from './tokens/token-verifier.ts';

/** What a subgraph knows of a request before its own services are added. */
export interface RequestContext {
  /** Who asks. @throws AppError UNAUTHENTICATED when the request has no token. */
  readonly caller: () => Caller;
  /** The header as it came, to hand on to another subgraph. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Where the request came from, as the gateway says it; otherwise the peer. Not known of operations over a socket. */
  readonly clientAddress?: string | undefined;
  readonly logger: Logger;
  /** Aborted when the caller goes away before the answer. */
  readonly signal: AbortSignal;
}

export function createRequestContext(
  parts: Omit<RequestContext, 'caller'> & { readonly caller: Caller | undefined },
): RequestContext {
  const { caller, ...rest } = parts;
  return {
    ...rest,
    caller() {
      if (caller === undefined) throw notSignedIn();
      return caller;
    },
  };
}

export function notSignedIn(): AppError {
  return new AppError('UNAUTHENTICATED', 'Sign in first: send a token as `Authorization: Bearer <token>`.');
}
