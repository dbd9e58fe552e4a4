import { createHmac } from 'node:crypto';
import type { TokenSettings } from './token-verifier.ts';

/** By which one service of the system shows another that it is one. */
export const peerHeader = 'x-peer';

/**
 * What services show each other, made of the secret that they share. It gives no rights but one: to call a service by whatever
 * name it was configured under, a container's for example, which a page could have made its own.
 */
export function peerKeyOf({ secret, issuer, audience }: TokenSettings): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['peer', issuer, audience]))
    .digest('base64url');
}
