import { AppError } from '@mas/kit/errors';
import { bearerToken } from '@mas/kit/tokens/bearer';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import type { Identity } from './federation/request-context.ts';

/** Verifies an `Authorization` header. @throws AppError UNAUTHENTICATED when it is there but no good. */
export type Authenticate = (authorization: string | undefined) => Promise<Identity | undefined>;

export function createAuthenticate(verifier: TokenVerifier): Authenticate {
  return async (authorization) => {
    if (authorization === undefined) return undefined;
    const token = bearerToken(authorization);
    if (token === undefined) {
      throw new AppError('UNAUTHENTICATED', 'The authorization is not of the form `Bearer <token>`.');
    }
    return { token, caller: await verifier.verify(token) };
  };
}
