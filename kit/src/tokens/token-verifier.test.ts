import { describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { testSigner, testTokenSettings, testVerifier } from '../testing/test-tokens.ts';
import { bearerToken } from './bearer.ts';
import { createTokenSigner } from './token-signer.ts';

const { secret, issuer, audience } = testTokenSettings;

interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: string;
}

function forge({ header = {}, claims = {}, key = secret }: Forgery): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const good = { sub: '1', jti: 'j', sid: randomUUID(), iss: issuer, aud: audience, iat: now, exp: now + 60 };
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header })
    .sign(new TextEncoder().encode(key));
}

describe('a token verifier', () => {
  it('takes what the signer signs', async () => {
    const signInId = randomUUID();
    const { token, expiresIn } = await testSigner.sign('42', signInId);
    const caller = await testVerifier.verify(token);
    expect(caller).toMatchObject({ userId: '42', signInId });
    expect(caller.expiresAt.getTime()).toBeGreaterThan(Date.now() + (expiresIn - 5) * 1000);
  });

  it('says of an expired token that it has expired', async () => {
    const token = await forge({ claims: { exp: Math.floor(Date.now() / 1000) - 1 } });
    await expect(testVerifier.verify(token)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('expired'),
    });
  });

  it.each<[string, Forgery]>([
    ['another key', { key: 'another secret of thirty-two characters' }],
    ['another issuer', { claims: { iss: 'someone' } }],
    ['another audience', { claims: { aud: 'someone' } }],
    ['another type', { header: { typ: 'rt+jwt' } }],
    ['another algorithm', { header: { alg: 'HS512' } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['no id', { claims: { jti: undefined } }],
    ['no sign-in', { claims: { sid: undefined } }],
    ['a sign-in that is none', { claims: { sid: 'mine' } }],
    ['a subject that is no user id', { claims: { sub: '1 or 1=1' } }],
    ['a start that is still to come', { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }],
  ])('refuses a token with %s', async (_what, forgery) => {
    await expect(testVerifier.verify(await forge(forgery))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses an unsigned token and nonsense', async () => {
    const unsigned = new UnsecuredJWT({ sub: '1', jti: 'j' }).setIssuer(issuer).setExpirationTime('1h').encode();
    await expect(testVerifier.verify(unsigned)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(testVerifier.verify('a.b.c')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('gives each token an id of its own', async () => {
    const signer = createTokenSigner({ ...testTokenSettings, lifetimeSeconds: 60 });
    const tokens = await Promise.all([signer.sign('1', randomUUID()), signer.sign('1', randomUUID())]);
    const [first, second] = await Promise.all(tokens.map(({ token }) => testVerifier.verify(token)));
    expect(first?.tokenId).not.toBe(second?.tokenId);
  });
});

describe('bearerToken', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   abc ', 'abc'],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    [undefined, undefined],
  ])('reads %p as %p', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
