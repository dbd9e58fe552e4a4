import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { accessTokenType, type TokenSettings } from './token-verifier.ts';

export interface TokenSigner {
  /** Seconds that a token lives. */
  readonly lifetimeSeconds: number;
  /** @param signInId the sign-in that the token belongs to and ends with. */
  sign(userId: string, signInId: string): Promise<AccessToken>;
}

export interface AccessToken {
  readonly token: string;
  /** Seconds until it expires. */
  readonly expiresIn: number;
}

export interface TokenSignerOptions extends TokenSettings {
  readonly lifetimeSeconds: number;
}

export function createTokenSigner({ secret, issuer, audience, lifetimeSeconds }: TokenSignerOptions): TokenSigner {
  const key = new TextEncoder().encode(secret);
  return {
    lifetimeSeconds,
    async sign(userId, signInId) {
      const token = await new SignJWT({ sid: signInId })
        .setProtectedHeader({ alg: 'HS256', typ: accessTokenType })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(key);
      return { token, expiresIn: lifetimeSeconds };
    },
  };
}
