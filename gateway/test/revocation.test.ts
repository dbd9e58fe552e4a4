import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { RunningGateway } from '../src/gateway.ts';
import { post, startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const me = { query: '{ me { email } }' };
const runEvents = 'subscription { runEvents(runId: "r1") { seq } }';
const ended = { message: 'This sign-in has ended; sign in again.', extensions: { code: 'UNAUTHENTICATED' } };

describe('a sign-in that has ended', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startFollower();
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  const startFollower = () => startGateway(toy, { revocations: { services: toy.services, pollMs: 20 } });
  const signIn = async (lifetimeSeconds?: number) => {
    const id = randomUUID();
    return { id, token: await toy.sign('1', lifetimeSeconds, id) };
  };
  const beginSocket = async (token: string) => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    return socket;
  };
  const subscribeOverSse = (token: string) =>
    fetch(`${gateway.url}/graphql?query=${encodeURIComponent(runEvents)}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    });

  test('is refused over HTTP, whichever of its tokens comes, and no other is', async () => {
    const [gone, other] = [await signIn(), await signIn()];
    expect((await post(gateway, me, gone)).body.errors).toBeUndefined();
    await toy.state.revocations.end(gone.id);
    for (const token of [gone.token, await toy.sign('1', 3600, gone.id)]) {
      const { status, body } = await post(gateway, me, { token });
      expect([status, body]).toEqual([401, { errors: [ended] }]);
    }
    expect((await post(gateway, me, other)).status).toBe(200);
  });

  test('is refused when a socket begins', async () => {
    const { id, token } = await signIn();
    await toy.state.revocations.end(id);
    const socket = await beginSocket(token);
    expect((await once(socket, 'close'))[0]).toBe(4403);
  });

  test('closes a socket that runs nothing', async () => {
    const { id, token } = await signIn();
    const socket = await beginSocket(token);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await toy.state.revocations.end(id);
    expect((await closed)[0]).toBe(4403);
  });

  test('ends running subscriptions of its sockets with the reason, then closes those with 4403', async () => {
    const [gone, other] = [await signIn(), await signIn()];
    const client = wsClient(gateway, gone.token);
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const otherClient = wsClient(gateway, other.token);
    const subscriptions = [new Subscription(client, runEvents), new Subscription(client, runEvents)];
    const stays = new Subscription(otherClient, runEvents);
    await toy.state.events.untilOpen(3);
    await toy.state.revocations.end(gone.id);
    for (const subscription of subscriptions) expect(await subscription.ended).toEqual([ended]);
    expect(await closed).toMatchObject({ code: 4403, reason: 'Signed out' });
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    expect(await stays.untilResults(1)).toHaveLength(1);
    stays.unsubscribe();
    await toy.state.events.untilOpen(0);
    await otherClient.dispose();
  });

  test('ends its server-sent events with the reason', async () => {
    const { id, token } = await signIn();
    const response = await subscribeOverSse(token);
    await toy.state.events.untilOpen(1);
    await toy.state.revocations.end(id);
    expect(await response.text()).toContain(
      `event: next\ndata: ${JSON.stringify({ errors: [ended] })}\n\nevent: complete`,
    );
    await toy.state.events.untilOpen(0);
  });

  test('ends what surfaces beside GraphQL follow in its name', async () => {
    const { id, token } = await signIn();
    const stream = gateway.executor.subscribe({ query: runEvents, token });
    const result = stream.next();
    await toy.state.events.untilOpen(1);
    await toy.state.revocations.end(id);
    expect((await result).value).toEqual({ errors: [ended] });
    await toy.state.events.untilOpen(0);
  });

  test('server-sent events end when their token expires', async () => {
    const { token } = await signIn(2);
    const response = await subscribeOverSse(token);
    expect(await response.text()).toMatch(/The token has expired.*"UNAUTHENTICATED"/);
    await toy.state.events.untilOpen(0);
  });

  test('is listed for services, not for clients of the gateway', async () => {
    const headers = { authorization: `Bearer ${await toy.services.sign()}` };
    expect((await fetch(`${gateway.url}/internal/revocations`, { headers })).status).toBe(404);
  });

  test('is read once: each reading goes on behind the last', async () => {
    await toy.state.revocations.end(randomUUID());
    const cursors = toy.state.revocations.cursors.slice();
    expect(cursors[0]).toBe('');
    expect(Number(cursors.at(-1))).toBeGreaterThan(0);
  });

  test('stays refused while the auth service is away, and others are served; a new one is known when it is back', async () => {
    const [gone, other] = [await signIn(), await signIn()];
    const query = { query: '{ session(id: "s1") { title } }' };
    await toy.state.revocations.end(gone.id);
    await toy.stop('auth');
    expect((await post(gateway, query, gone)).status).toBe(401);
    expect((await post(gateway, query, other)).body.data).toEqual({ session: { title: 'Sales' } });
    await toy.start('auth');
    await toy.state.revocations.end(other.id);
    expect((await post(gateway, query, other)).status).toBe(401);
  });

  test('is known to a gateway that starts afterwards', async () => {
    const { id, token } = await signIn();
    await toy.state.revocations.end(id);
    await using late = await startFollower();
    const isRefused = async () => (await post(late, me, { token })).status === 401;
    while (!(await isRefused())) await toy.state.revocations.untilRead(1);
  });
});
