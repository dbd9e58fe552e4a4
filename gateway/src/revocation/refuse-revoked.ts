import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import type { RevokedSignIns } from './revoked-sign-ins.ts';
import { signInEnded } from './sign-in-ended.ts';

/** A verifier that also refuses tokens of sign-ins that are known to have ended. */
export function refuseRevoked(verifier: TokenVerifier, revoked: RevokedSignIns): TokenVerifier {
  return {
    ...verifier,
    async verify(token) {
      const caller = await verifier.verify(token);
      if (revoked.has(caller.signInId)) throw signInEnded();
      return caller;
    },
  };
}
