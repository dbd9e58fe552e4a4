import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testSigner, testTokenSettings, testVerifier } from '../testing/test-tokens.ts';
import { createServiceTokens } from './service-token.ts';

const services = createServiceTokens(testTokenSettings, 'revocations');
const refusal = { code: 'UNAUTHENTICATED' };

it('a service knows another by its token', async () => {
  await expect(services.verify(await services.sign())).resolves.toBeUndefined();
});

it('neither kind of token passes for the other', async () => {
  const { token } = await testSigner.sign('1', randomUUID());
  await expect(services.verify(token)).rejects.toMatchObject(refusal);
  await expect(testVerifier.verify(await services.sign())).rejects.toMatchObject(refusal);
});

it('a token of another secret, and none, are refused', async () => {
  const foreign = createServiceTokens(
    { ...testTokenSettings, secret: 'another secret of 32 characters!' },
    'revocations',
  );
  await expect(services.verify(await foreign.sign())).rejects.toMatchObject(refusal);
  await expect(services.verify(undefined)).rejects.toMatchObject(refusal);
});
