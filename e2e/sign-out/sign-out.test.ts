import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Answer, type Person, post, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const pair = '{ accessToken refreshToken refreshExpiresIn user { activeSession { title } } }';
const login = `mutation ($email: String!) { login(email: $email, password: "correct horse") ${pair} }`;
const refresh = `mutation ($refreshToken: String!) { refresh(refreshToken: $refreshToken) ${pair} }`;
const change = `mutation {
  changePassword(currentPassword: "correct horse", newPassword: "battery staple") ${pair}
}`;

describe('signing out of the whole system', () => {
  let system: RunningStack;
  let person: Person;
  beforeAll(async () => {
    system = await startStack();
  }, 60_000);
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
  });

  const send = (query: string, variables: Record<string, unknown> = {}, token?: string) =>
    post(system.gatewayUrl, JSON.stringify({ query, variables }), {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    });
  const pairOf = ({ data }: Answer) => Object.values(data)[0] as unknown as Pair; // each operation here has one field
  const signIn = async () => pairOf(await send(login, { email: person.email }));
  const me = (token: string) => send('{ me { email } }', {}, token);
  const restStatus = async (token: string) =>
    (await fetch(`${system.gatewayUrl}/api/v1/gateway/auth/me`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  const untilRefused = async (token: string) => {
    while ((await me(token)).status !== 401) await setTimeout(50);
  };
  /** A socket of that token, open until the gateway closes it. */
  const openSocket = async (token: string) => {
    const socket = new WebSocket(`${system.gatewayUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const acknowledged = new Promise((resolve) => socket.addEventListener('message', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await acknowledged;
    return { closed };
  };

  it('refuses the token over GraphQL and REST and lets other sign-ins be', async () => {
    await using someone = await registerPerson(system.gatewayUrl);
    person = someone;
    const [gone, other] = [await signIn(), await signIn()];
    expect((await me(gone.accessToken)).data).toEqual({ me: { email: person.email } });
    expect((await send('mutation { logout }', {}, gone.accessToken)).data).toEqual({ logout: true });
    await untilRefused(gone.accessToken);
    expect(await restStatus(gone.accessToken)).toBe(401);
    expect((await send(refresh, { refreshToken: gone.refreshToken })).codes).toEqual(['UNAUTHENTICATED']);
    expect((await me(other.accessToken)).codes).toEqual([]);
  });

  it('everywhere refuses the tokens and closes the sockets of every sign-in', async () => {
    await using someone = await registerPerson(system.gatewayUrl);
    person = someone;
    const other = await signIn();
    const sockets = await Promise.all([openSocket(someone.token), openSocket(other.accessToken)]);
    await send('mutation { logout(everywhere: true) }', {}, other.accessToken);
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4403, 4403]);
    for (const token of [someone.token, other.accessToken]) expect((await me(token)).status).toBe(401);
  });

  it('comes with a change of the password, whose own sign-in goes on', async () => {
    await using someone = await registerPerson(system.gatewayUrl);
    person = someone;
    const changed = pairOf(await send(change, {}, someone.token));
    await untilRefused(someone.token);
    expect((await me(changed.accessToken)).codes).toEqual([]);
    expect((await send(login, { email: person.email })).codes).toEqual(['UNAUTHENTICATED']);
    const next = pairOf(await send(refresh, { refreshToken: changed.refreshToken }));
    expect((await me(next.accessToken)).codes).toEqual([]);
  });

  it('tells scripts how long to wait when too many passwords were wrong', async () => {
    const body = new URLSearchParams({ username: `${randomUUID()}@example.com`, password: 'wrong horse' });
    const tryPassword = () => fetch(`${system.gatewayUrl}/api/v1/gateway/auth/login`, { method: 'POST', body });
    const statuses: number[] = [];
    for (let time = 0; time < 10; time += 1) statuses.push((await tryPassword()).status);
    expect(new Set(statuses)).toEqual(new Set([401]));
    const answer = await tryPassword();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(await answer.json()).toEqual({ detail: 'Too many sign-ins have failed; try again in 15 minutes.' });
  });
});
