import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createWindowCounters } from '../src/counters/rate-limiter-counters.ts';
import { startAuth, type TestAuth } from './auth-fixture.ts';

const register =
  'mutation ($email: EmailAddress!) { register(email: $email, password: "correct horse") { accessToken } }';
const login =
  'mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { expiresIn } }';
const changePassword =
  'mutation { changePassword(currentPassword: "wrong horse", newPassword: "battery staple") { expiresIn } }';

/** One of so many that no other test has it. */
const newAddress = () => `10.${String(randomInt(256))}.${String(randomInt(256))}.${String(randomInt(256))}`;
const limited = ['RATE_LIMITED'];
const refused = ['UNAUTHENTICATED'];

async function logIn(
  server: TestAuth,
  { address, ...variables }: { email: string; password: string; address: string },
) {
  const headers = { 'x-client-address': address };
  const { errors } = await requestGraphql(server.url, { query: login, variables, headers });
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  return { codes, retryAfterSeconds: errors[0]?.extensions?.['retryAfterSeconds'] };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Takes connections and says nothing. */
async function listenSilently() {
  const open = new Set<Socket>();
  const server = createServer((socket) => open.add(socket.on('error', () => socket.destroy()))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // an address is an object once a TCP server listens
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const kinds = await storeKinds();

describe.each(kinds)('limits of sign-ins over $name', ({ open }) => {
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

  const signUp = async () => {
    const email = `${randomUUID()}@example.com`;
    const { data } = await requestGraphql(auth.url, { query: register, variables: { email } });
    const { accessToken } = data?.['register'] as { accessToken: string };
    return { email, authorization: `Bearer ${accessToken}` };
  };
  const send = (email: string, address: string, { password = 'correct horse', server = auth } = {}) =>
    logIn(server, { email, password, address });
  const fail = async (email: string, address: string, times: number, server = auth) => {
    for (let time = 0; time < times; time += 1) {
      expect((await send(email, address, { password: 'wrong horse', server })).codes).toEqual(refused);
    }
  };

  it('leave others their turn while one address floods with registrations', async () => {
    await using slow = await startAuth(stores, { databaseName: `flood_${randomInt(1_000_000)}`, bcryptCost: 10 });
    const variables = { email: `${randomUUID()}@example.com` };
    await requestGraphql(slow.url, { query: register, variables });
    const stranger = { 'x-client-address': newAddress() };
    const flood = Array.from({ length: 200 }, () =>
      requestGraphql(slow.url, {
        query: register,
        variables: { email: `${randomUUID()}@example.com` },
        headers: stranger,
      }),
    );
    const refusedFirst = await Promise.race(flood.map(async (one) => ((await one).errors.length > 0 ? true : never())));
    const answer = await logIn(slow, { ...variables, password: 'correct horse', address: newAddress() });
    expect([refusedFirst, answer.codes]).toEqual([true, []]);
    const codes = (await Promise.all(flood)).flatMap(({ errors }) =>
      errors.map(({ extensions }) => extensions?.['code']),
    );
    expect(new Set(codes)).toEqual(new Set(limited));
  });

  it('let ten passwords be tried of an account from an address, and say how long to wait', async () => {
    const { email } = await signUp();
    const address = newAddress();
    await fail(email, address, 10);
    const answer = await send(email, address);
    expect(answer.codes).toEqual(limited);
    expect(answer.retryAfterSeconds).toBeGreaterThan(800);
    expect(answer.retryAfterSeconds).toBeLessThanOrEqual(900);
    expect((await send(email.toUpperCase(), address)).codes).toEqual(limited);
    expect((await send(email, newAddress())).codes).toEqual([]);
  });

  it('are the same for an account that nobody has', async () => {
    const address = newAddress();
    const email = `${randomUUID()}@example.com`;
    await fail(email, address, 10);
    expect((await send(email, address)).codes).toEqual(limited);
  });

  it('begin anew with a success', async () => {
    const { email } = await signUp();
    const address = newAddress();
    await fail(email, address, 9);
    expect((await send(email, address)).codes).toEqual([]);
    await fail(email, address, 9);
    expect((await send(email, address)).codes).toEqual([]);
  });

  it('end with their window', async () => {
    await using brief = await startAuth(stores, { limits: { windowSeconds: 1, failuresOfPair: 1 } });
    const { email } = await signUp();
    const address = newAddress();
    await fail(email, address, 1, brief);
    const isIn = async () => (await send(email, address, { server: brief })).codes.length === 0;
    while (!(await isIn()));
  });

  it('hold for an address, whichever account it tries, and for a whole line of IPv6', async () => {
    await using strict = await startAuth(stores, { limits: { failuresOfAddress: 3 } });
    const { email } = await signUp();
    const line = `2001:db8:${randomInt(65_536).toString(16)}:${randomInt(65_536).toString(16)}`;
    for (const host of ['::1', ':0:0:0:2', '::3']) await fail(`${randomUUID()}@example.com`, line + host, 1, strict);
    expect((await send(email, `${line}::4`, { server: strict })).codes).toEqual(limited);
    expect((await send(email, newAddress(), { server: strict })).codes).toEqual([]);
  });

  it('do not keep the owner out when strangers fill them from many addresses', async () => {
    await using strict = await startAuth(stores, { limits: { failuresOfUser: 3 } });
    const { email } = await signUp();
    const home = newAddress();
    expect((await send(email, home, { server: strict })).codes).toEqual([]);
    for (let stranger = 0; stranger < 3; stranger += 1) await fail(email, newAddress(), 1, strict);
    expect((await send(email, newAddress(), { server: strict })).codes).toEqual(limited);
    expect((await send(email, home, { server: strict })).codes).toEqual([]);
  });

  it('hold for the current password of a change, too', async () => {
    const { email, authorization } = await signUp();
    const address = newAddress();
    const headers = { 'x-client-address': address };
    for (let time = 0; time < 10; time += 1) {
      const { errors } = await requestGraphql(auth.url, { query: changePassword, authorization, headers });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'currentPassword' });
    }
    const { errors } = await requestGraphql(auth.url, { query: changePassword, authorization, headers });
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await send(email, address)).codes).toEqual(limited);
  });

  it('hold for passwords that are tried at once, and not for right ones', async () => {
    const { email } = await signUp();
    const address = newAddress();
    const right = await Promise.all(Array.from({ length: 50 }, () => send(email, address)));
    expect(right.flatMap(({ codes }) => codes)).toEqual([]);
    const wrong = await Promise.all(
      Array.from({ length: 50 }, () => send(email, address, { password: 'wrong horse' })),
    );
    const tried = wrong.filter(({ codes }) => codes[0] === 'UNAUTHENTICATED');
    expect(tried.length).toBeGreaterThanOrEqual(10);
    expect(tried.length).toBeLessThan(20);
  });

  it.each(['away', 'silent'])('hold in memory while Redis is %s', async (how) => {
    await using silence = await listenSilently();
    const url = `redis://127.0.0.1:${how === 'silent' ? String(silence.port) : '1'}`;
    const counters = await createWindowCounters({ url, logger: testLogger });
    await using lonely = await startAuth(stores, { counters });
    const { email } = await signUp();
    const address = newAddress();
    await fail(email, address, 10, lonely);
    expect((await send(email, address, { server: lonely })).codes).toEqual(limited);
    await counters.dispose();
  });
});

const services = kinds[1];
(services === undefined ? it.skip : it)('limits of sign-ins are shared by processes that share a Redis', async () => {
  await using stores = await services!.open();
  await using first = await startAuth(stores);
  await using second = await startAuth(stores);
  const attempt = { email: `${randomUUID()}@example.com`, password: 'wrong horse', address: newAddress() };
  for (let time = 0; time < 5; time += 1) {
    expect((await logIn(first, attempt)).codes).toEqual(refused);
    expect((await logIn(second, attempt)).codes).toEqual(refused);
  }
  expect((await logIn(first, attempt)).codes).toEqual(limited);
  expect((await logIn(second, attempt)).codes).toEqual(limited);
});
