import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testAuthorization } from '@mas/kit/testing/test-tokens';
import { startAuth, type TestAuth } from './auth-fixture.ts';

const register =
  'mutation ($email: EmailAddress!, $password: String!) { register(email: $email, password: $password) { accessToken tokenType expiresIn user { id email createdAt } } }';
const login =
  'mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { accessToken user { id } } }';
const me = '{ me { id email createdAt } }';

describe.each(await storeKinds())('auth over $name', ({ open }) => {
  let stores: TestStores;
  let server: TestAuth;

  beforeAll(async () => {
    stores = await open();
    server = await startAuth(stores);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  });

  const send = (query: string, variables?: Record<string, unknown>, authorization?: string) =>
    requestGraphql(server.url, { query, ...(variables && { variables }), authorization });
  const codes = (answer: { errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
    answer.errors.map((error) => error.extensions?.['code']);

  it('registers, signs in and says who asks', async () => {
    const registered = await send(register, { email: 'Ada@Example.com', password: 'correct horse' });
    expect(registered.errors).toEqual([]);
    expect(registered.data?.['register']).toMatchObject({
      tokenType: 'bearer',
      expiresIn: 3600,
      user: { email: 'ada@example.com' },
    });

    const signedIn = await send(login, { email: 'ADA@example.com', password: 'correct horse' });
    const { accessToken } = signedIn.data?.['login'] as { accessToken: string };
    const account = await send(me, undefined, `bearer ${accessToken}`);
    expect(account.data?.['me']).toMatchObject({ email: 'ada@example.com' });
  });

  it('refuses an address that has an account', async () => {
    await send(register, { email: 'twice@example.com', password: 'correct horse' });
    const again = await send(register, { email: 'TWICE@example.com', password: 'correct horse' });
    expect(codes(again)).toEqual(['CONFLICT']);
  });

  it('gives an address to one of many that ask for it at once', async () => {
    const tries = Array.from({ length: 8 }, () =>
      send(register, { email: 'race@example.com', password: 'correct horse' }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array(7).fill('CONFLICT'));
  });

  it.each([
    ['seven characters', '1234567'],
    ['73 bytes', 'ä'.repeat(36) + 'a'],
    ['a NUL character', 'correct\0horse'],
  ])('refuses a password of %s', async (_what, password) => {
    const answer = await send(register, { email: 'short@example.com', password });
    expect(answer.errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'password' });
  });

  it('takes a password of 72 bytes and holds it to its last one', async () => {
    const password = 'ä'.repeat(35) + 'ab';
    expect((await send(register, { email: 'long@example.com', password })).errors).toEqual([]);
    expect(codes(await send(login, { email: 'long@example.com', password: `${password}x` }))).toEqual([
      'UNAUTHENTICATED',
    ]);
    expect(codes(await send(login, { email: 'long@example.com', password }))).toEqual([]);
  });

  it.each([
    'nobody',
    'ad\u202ea@example.com',
    'ad\u200ba@example.com',
    'ad\u3164a@example.com',
    'ada@exam\u00adple.com',
  ])('refuses what is no e-mail address, or not the one that it looks like: %j', async (email) => {
    expect(codes(await send(register, { email, password: 'correct horse' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('says the same of an unknown address and a wrong password', async () => {
    await send(register, { email: 'known@example.com', password: 'correct horse' });
    const unknown = await send(login, { email: 'unknown@example.com', password: 'correct horse' });
    const wrong = await send(login, { email: 'known@example.com', password: 'wrong horse!' });
    expect(unknown.errors).toEqual(wrong.errors);
    expect(codes(wrong)).toEqual(['UNAUTHENTICATED']);
  });

  it('refuses the anonymous, a bad token and a token of an account that is gone', async () => {
    expect(codes(await send(me))).toEqual(['UNAUTHENTICATED']);
    const bad = await send(me, undefined, 'Bearer nonsense');
    expect([bad.status, codes(bad)]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(codes(await send(me, undefined, await testAuthorization('999999')))).toEqual(['UNAUTHENTICATED']);
  });

  it('resolves no other user by reference', async () => {
    const query =
      'query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { email } } }';
    const { data } = await send(register, { email: 'owner@example.com', password: 'correct horse' });
    const { user, accessToken } = data?.['register'] as { user: { id: string }; accessToken: string };
    const own = await send(query, { id: user.id }, `Bearer ${accessToken}`);
    expect(own.data).toEqual({ _entities: [{ email: 'owner@example.com' }] });
    const foreign = await send(query, { id: '1' }, `Bearer ${accessToken}`);
    expect(codes(foreign)).toEqual(['NOT_FOUND']);
  });

  it('answers health checks', async () => {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', checks: { database: { ok: true } } },
    ]);
  });
});
