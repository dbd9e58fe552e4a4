import { createRequestContext, type RequestContext } from '../graphql-context.ts';
import { bearerToken } from '../tokens/bearer.ts';
import type { TokenVerifier } from '../tokens/token-verifier.ts';

/**
 * Verifies the token of a request, once, and gives what makes its contexts: one for a query, one an event of a subscription.
 * @throws AppError UNAUTHENTICATED when the request bears a token that is no good.
 */
export type Identify<Context> = (request: Omit<RequestContext, 'caller'>) => Promise<() => Context>;

export function createIdentify<Context extends RequestContext>(
  verifier: TokenVerifier,
  createContext: (request: RequestContext) => Context,
): Identify<Context> {
  return async (request) => {
    const token = bearerToken(request.authorization);
    const caller = token === undefined ? undefined : await verifier.verify(token);
    const requestContext = createRequestContext({ ...request, caller });
    return () => createContext(requestContext);
  };
}
