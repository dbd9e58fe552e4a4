import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphqlAnswer, requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testVerifier } from '@mas/kit/testing/test-tokens';
import { randomUUID } from 'node:crypto';
import { createSignInRepository } from '../src/db/sign-in.repository.ts';
import { startAuth, type TestAuth, testServices } from './auth-fixture.ts';

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshExpiresIn: number;
  readonly user: { readonly email: string };
}

const fields = '{ accessToken refreshToken refreshExpiresIn user { email } }';
const register = `mutation ($email: EmailAddress!) { register(email: $email, password: "correct horse") ${fields} }`;
const login = `mutation ($email: String!, $password: String!) { login(email: $email, password: $password) ${fields} }`;
const refresh = `mutation ($refreshToken: String!) { refresh(refreshToken: $refreshToken) ${fields} }`;
const logout = 'mutation ($everywhere: Boolean!) { logout(everywhere: $everywhere) }';
const changePassword = `mutation ($currentPassword: String!, $newPassword: String!) {
  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) ${fields}
}`;

describe.each(await storeKinds())('sign-ins over $name', ({ open }) => {
  let stores: TestStores;
  let auth: TestAuth;
  beforeAll(async () => {
    stores = await open();
    auth = await startAuth(stores);
  });
  afterAll(async () => {
    await auth[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  });

  const send = (query: string, variables: Record<string, unknown>, accessToken?: string, server = auth) =>
    requestGraphql(server.url, { query, variables, authorization: accessToken && `Bearer ${accessToken}` });
  const pairOf = ({ data }: GraphqlAnswer) => Object.values(data ?? {})[0] as Pair; // each operation here has one field
  const codesOf = ({ errors }: GraphqlAnswer) => errors.map((error) => error.extensions?.['code']);
  const signUp = async (server = auth) =>
    pairOf(await send(register, { email: `${randomUUID()}@example.com` }, undefined, server));
  const signIn = async ({ user }: Pair, password = 'correct horse') => send(login, { email: user.email, password });
  const use = ({ refreshToken }: Pick<Pair, 'refreshToken'>, server = auth) =>
    send(refresh, { refreshToken }, undefined, server);
  const signInIdOf = async ({ accessToken }: Pair) => (await testVerifier.verify(accessToken)).signInId;

  /** What a service reads: ids of sign-ins that have ended. */
  const readFeed = async (after = '', token?: string) => {
    const authorization = `Bearer ${token ?? (await testServices.sign())}`;
    const response = await fetch(`${auth.url}/internal/revocations?after=${encodeURIComponent(after)}`, {
      headers: { authorization },
    });
    const page = (await response.json()) as { cursor: string; signIns: [string, number][] }; // its form is asserted
    return {
      status: response.status,
      ...page,
      ids: (page.signIns as typeof page.signIns | undefined)?.map(([id]) => id),
    };
  };

  it('gives the next pair of the same sign-in for a refresh token, again and again', async () => {
    const first = await signUp();
    const second = pairOf(await use(first));
    const third = pairOf(await use(second));
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(third).toMatchObject({ user: first.user, refreshExpiresIn: 30 * 86_400 });
    expect(await signInIdOf(third)).toBe(await signInIdOf(first));
  });

  it('stores no refresh token', async () => {
    const { refreshToken } = await signUp();
    const rows = await auth.database.fork().execute<object[]>('select * from refresh_tokens');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
  });

  it('ends a sign-in whose used token comes again, and no other', async () => {
    const first = await signUp();
    const other = pairOf(await signIn(first));
    const second = pairOf(await use(first));
    expect(codesOf(await use(first))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await use(second))).toEqual(['UNAUTHENTICATED']);
    expect((await readFeed()).ids).toContain(await signInIdOf(first));
    expect(codesOf(await use(other))).toEqual([]);
  });

  it('gives one of twenty requests with one token the next pair, and leaves that one good', async () => {
    await using patient = await startAuth(stores, { signIn: { refreshOverlapMs: 2_000 } });
    const first = await signUp(patient);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(first, patient)));
    const [line, ...others] = answers.filter(({ errors }) => errors.length === 0);
    expect(others).toEqual([]);
    expect(answers.flatMap(codesOf)).toEqual(Array(19).fill('UNAUTHENTICATED'));
    expect(codesOf(await use(pairOf(line!), patient))).toEqual([]);
  }, 60_000);

  it('refuses a refresh token that nobody was given, and an access token in its place', async () => {
    const { accessToken } = await signUp();
    for (const refreshToken of ['', 'nonsense', accessToken, 'x\0y']) {
      expect(codesOf(await use({ refreshToken }))).toEqual(['UNAUTHENTICATED']);
    }
  });

  it('refuses an expired refresh token, which each refresh puts off', async () => {
    await using brief = await startAuth(stores, { signIn: { refreshLifetimeSeconds: 60 } });
    const first = await signUp(brief);
    const expire = `update refresh_tokens set expires_at = now() where sign_in_id = ?`;
    const second = pairOf(await use(first, brief));
    await auth.database.fork().execute(expire, [await signInIdOf(first)]);
    expect(codesOf(await use(second, brief))).toEqual(['UNAUTHENTICATED']);
    const { ids } = await readFeed();
    expect(ids).not.toContain(await signInIdOf(first));
  });

  it('signs out of one sign-in, whose access tokens services then know as ended', async () => {
    const first = await signUp();
    const other = pairOf(await signIn(first));
    const { data } = await send(logout, { everywhere: false }, first.accessToken);
    expect(data).toEqual({ logout: true });
    expect(codesOf(await use(first))).toEqual(['UNAUTHENTICATED']);
    const { ids } = await readFeed();
    expect(ids).toContain(await signInIdOf(first));
    expect(ids).not.toContain(await signInIdOf(other));
    expect(codesOf(await use(other))).toEqual([]);
  });

  it('signs out everywhere, of the caller’s sign-ins alone', async () => {
    const first = await signUp();
    const others = [pairOf(await signIn(first)), pairOf(await signIn(first))];
    const stranger = await signUp();
    await send(logout, { everywhere: true }, first.accessToken);
    for (const ended of [first, ...others]) expect(codesOf(await use(ended))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await use(stranger))).toEqual([]);
  });

  it('cannot sign somebody else out by the id of their sign-in', async () => {
    const victim = await signUp();
    const { userId } = await testVerifier.verify((await signUp()).accessToken);
    await createSignInRepository(auth.database.fork()).revoke(Number(userId), await signInIdOf(victim));
    expect(codesOf(await use(victim))).toEqual([]);
  });

  it('changes the password, ends every sign-in and makes a new one', async () => {
    const first = await signUp();
    const other = pairOf(await signIn(first));
    const change = { currentPassword: 'correct horse', newPassword: 'battery staple' };
    const changed = pairOf(await send(changePassword, change, first.accessToken));
    for (const ended of [first, other]) expect(codesOf(await use(ended))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await use(changed))).toEqual([]);
    expect(codesOf(await signIn(first))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await signIn(first, 'battery staple'))).toEqual([]);
  });

  it.each([
    ['a wrong current password', { currentPassword: 'wrong horse', newPassword: 'battery staple' }, 'currentPassword'],
    ['a new password that is too short', { currentPassword: 'correct horse', newPassword: 'short' }, 'newPassword'],
  ])('changes nothing for %s', async (_what, change, field) => {
    const first = await signUp();
    const answer = await send(changePassword, change, first.accessToken);
    expect(answer.errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(codesOf(await use(first))).toEqual([]);
    expect(codesOf(await signIn(first))).toEqual([]);
  });

  it('changes the password for one of many that ask at once', async () => {
    const first = await signUp();
    const newPasswords = Array.from({ length: 5 }, (_, index) => `battery staple ${String(index)}`);
    const answers = await Promise.all(
      newPasswords.map((newPassword) =>
        send(changePassword, { currentPassword: 'correct horse', newPassword }, first.accessToken),
      ),
    );
    expect(answers.flatMap(codesOf)).toEqual(Array(4).fill('BAD_USER_INPUT'));
    const changed = pairOf(answers.find(({ errors }) => errors.length === 0)!);
    expect(codesOf(await use(changed))).toEqual([]);
  });

  it('starts nothing with a password that was changed while it was compared', async () => {
    const first = await signUp();
    const repository = createSignInRepository(auth.database.fork());
    const { userId } = await testVerifier.verify(first.accessToken);
    const late = { id: randomUUID(), userId: Number(userId), passwordHash: 'a hash that the account had' };
    const token = { hash: '0'.repeat(64), lifetimeSeconds: 60, accessLifetimeSeconds: 60 };
    await expect(repository.start(late, token)).resolves.toBe(false);
  });

  it('wants a token for signing out and for changing the password', async () => {
    expect(codesOf(await send(logout, { everywhere: false }))).toEqual(['UNAUTHENTICATED']);
    const change = { currentPassword: 'correct horse', newPassword: 'battery staple' };
    expect(codesOf(await send(changePassword, change))).toEqual(['UNAUTHENTICATED']);
  });

  it('tells services alone which sign-ins have ended', async () => {
    const { accessToken } = await signUp();
    for (const token of ['nonsense', accessToken]) {
      expect(await readFeed('', token)).toMatchObject({ status: 401, detail: expect.any(String) });
    }
    expect((await fetch(`${auth.url}/internal/revocations`)).status).toBe(401);
  });

  it('goes on behind a cursor, and never past what is still to come', async () => {
    const early = await signUp();
    await send(logout, { everywhere: false }, early.accessToken);
    const { cursor } = await readFeed();
    await auth.database
      .fork()
      .execute(`update sign_ins set revoked_at = now() - interval '1 minute' where revoked_at is not null`);
    expect((await readFeed(cursor)).ids).toEqual([]);
    const late = await signUp();
    await send(logout, { everywhere: false }, late.accessToken);
    expect((await readFeed(cursor)).signIns).toEqual([[await signInIdOf(late), expect.any(Number)]]);
    expect((await readFeed('nonsense')).ids).toContain(await signInIdOf(early));
  });

  it('keeps an ended sign-in in the feed until its access tokens have expired', async () => {
    await send(logout, { everywhere: false }, (await signUp()).accessToken);
    const { signIns } = await readFeed();
    expect(Math.max(...signIns.map(([, until]) => until))).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('removes what has expired, and keeps what somebody may need', async () => {
    const repository = createSignInRepository(auth.database.fork());
    const [kept, expired, ended] = [await signUp(), await signUp(), await signUp()];
    const age = `update sign_ins set access_until = now() - interval '1 day', expires_at = now() + ? where id = ?`;
    await auth.database.fork().execute(age, ['-1 day', await signInIdOf(expired)]);
    await auth.database.fork().execute(age, ['1 day', await signInIdOf(ended)]);
    await send(logout, { everywhere: false }, ended.accessToken);
    await repository.removeExpired();
    const rows = await auth.database.fork().execute<{ id: string }[]>('select id from sign_ins');
    const ids = rows.map(({ id }) => id);
    expect(ids).toContain(await signInIdOf(kept));
    expect(ids).not.toContain(await signInIdOf(expired));
    expect(ids).not.toContain(await signInIdOf(ended));
  });
});
