import { randomUUID } from 'node:crypto';
import { peerKeyOf } from '../tokens/peer-key.ts';
import { createTokenSigner } from '../tokens/token-signer.ts';
import { createTokenVerifier } from '../tokens/token-verifier.ts';

const settings = { secret: 'a secret for tests, 32 characters or more', issuer: 'mas', audience: 'mas' };

export const testTokenSettings = settings;
export const testPeerKey = peerKeyOf(settings);
export const testVerifier = createTokenVerifier(settings);
export const testSigner = createTokenSigner({ ...settings, lifetimeSeconds: 3600 });

/** An `Authorization` header of that user, of a sign-in of its own unless one is given. */
export async function testAuthorization(userId: string, signInId: string = randomUUID()): Promise<string> {
  const { token } = await testSigner.sign(userId, signInId);
  return `Bearer ${token}`;
}
