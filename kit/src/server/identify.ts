import { createRequestContext, type RequestContext } from '../graphql-context.ts';
import { bearerToken } from '../tokens/bearer.ts';
import type { Caller, TokenVerifier } from '../tokens/token-verifier.ts';

/** Who sent a request, and what makes its contexts: one for a query, one an event of a subscription. */
export interface Identified<Context> {
  /** Nobody in particular when the request has no token. */
  readonly caller: Caller | undefined;
  readonly createContext: () => Context;
}

/**
 * Verifies the token of a request, once.
 * @throws AppError UNAUTHENTICATED when the request bears a token that is no good.
 */
export type Identify<Context> = (request: Omit<RequestContext, 'caller'>) => Promise<Identified<Context>>;

export function createIdentify<Context extends RequestContext>(
  verifier: TokenVerifier,
  createContext: (request: RequestContext) => Context,
): Identify<Context> {
  return async (request) => {
    const token = bearerToken(request.authorization);
    const caller = token === undefined ? undefined : await verifier.verify(token);
    const requestContext = createRequestContext({ ...request, caller });
    return { caller, createContext: () => createContext(requestContext) };
  };
}
