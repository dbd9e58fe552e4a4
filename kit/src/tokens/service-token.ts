import { jwtVerify, SignJWT } from 'jose';
import { AppError } from '../errors.ts';
import type { TokenSettings } from './token-verifier.ts';

/**
 * Tokens by which one service knows another: signed with the shared secret, good for one purpose and five minutes, and of a type
 * and an audience that no access token has, so that neither passes for the other.
 */
export interface ServiceTokens {
  sign(): Promise<string>;
  /** @throws AppError UNAUTHENTICATED unless the token was signed for this purpose. */
  verify(token: string | undefined): Promise<void>;
}

/** What a service may want of another. */
export type ServicePurpose = 'revocations';

const type = 'service+jwt';

export function createServiceTokens(
  { secret, issuer, audience }: TokenSettings,
  purpose: ServicePurpose,
): ServiceTokens {
  const key = new TextEncoder().encode(secret);
  const claims = { issuer, audience: `${audience}:${purpose}` };
  return {
    sign: () =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: type })
        .setIssuer(claims.issuer)
        .setAudience(claims.audience)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(key),
    async verify(token) {
      const options = { ...claims, algorithms: ['HS256'], typ: type, requiredClaims: ['exp', 'iat'] };
      await jwtVerify(token ?? '', key, options).catch((cause: unknown) => {
        throw new AppError('UNAUTHENTICATED', 'This is for the services of the system alone.', { cause });
      });
    },
  };
}
