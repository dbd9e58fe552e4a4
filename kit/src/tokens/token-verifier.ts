import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { isSecret } from './is-secret.ts';
import { peerKeyOf } from './peer-key.ts';

/** Who sent a request, by a verified token and nothing else. */
export interface Caller {
  readonly userId: string;
  readonly tokenId: string;
  /** The sign-in that the token belongs to: what signing out ends. */
  readonly signInId: string;
  readonly expiresAt: Date;
}

export interface TokenVerifier {
  /** @throws AppError UNAUTHENTICATED when the token is malformed, expired, foreign or meant for something else. */
  verify(token: string): Promise<Caller>;
  /** Whether what a request shows is the key of a service of this system. */
  knowsPeer(shown: unknown): boolean;
}

export interface TokenSettings {
  /** The shared secret, 32 characters at least. */
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
}

/** RFC 9068's type for access tokens: a token of another kind is refused even when its signature is good. */
export const accessTokenType = 'at+jwt';

const claims = z.object({ sub: z.string().regex(/^[1-9]\d*$/), jti: z.string(), sid: z.guid(), exp: z.number() });

export function createTokenVerifier({ secret, issuer, audience }: TokenSettings): TokenVerifier {
  const key = new TextEncoder().encode(secret);
  const peerKey = peerKeyOf({ secret, issuer, audience });
  const options = {
    algorithms: ['HS256'],
    issuer,
    audience,
    typ: accessTokenType,
    requiredClaims: ['exp', 'iat', 'sub', 'jti', 'sid'],
  };
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, options);
        const { sub, jti, sid, exp } = claims.parse(payload);
        return { userId: sub, tokenId: jti, signInId: sid, expiresAt: new Date(exp * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new AppError('UNAUTHENTICATED', 'The token has expired; sign in again.', { cause: error });
        }
        throw invalidToken(error);
      }
    },
    knowsPeer: (shown) => isSecret(shown, peerKey),
  };
}

function invalidToken(cause?: unknown): AppError {
  return new AppError('UNAUTHENTICATED', 'The token is not valid; sign in again.', { cause });
}
