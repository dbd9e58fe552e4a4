import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createClient as createSseClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import type { RunningGateway } from '../src/gateway.ts';
import type { GatewayOptions } from '../src/gateway-options.ts';
import type { GraphQLBody } from './gateway-fixture.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const runEvents = 'subscription { runEvents(runId: "r1") { seq ... on TextDelta { text } run { session { title } } } }';

async function rawSocket(gateway: RunningGateway, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  return socket;
}

async function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]; // ws' close event
  return { code, reason: reason.toString() };
}

describe('sockets of clients', () => {
  let toy: ToyGraph;
  beforeAll(async () => {
    toy = await startToyGraph();
  });
  afterAll(async () => {
    await toy[Symbol.asyncDispose]();
  });

  const withSockets = (sockets: GatewayOptions['sockets'] & object): Promise<RunningGateway> =>
    startGateway(toy, { sockets });

  test('a bad token closes with 4403', async () => {
    await using gateway = await startGateway(toy);
    for (const authorization of ['Bearer nonsense', 'Basic YTpi', `Bearer ${await toy.sign('1', -10)}`]) {
      const socket = await rawSocket(gateway);
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
      expect(await closeOf(socket)).toEqual({ code: 4403, reason: 'Token not valid' });
    }
  });

  test('an expired token ends running subscriptions with the reason, then closes with 4403', async () => {
    await using gateway = await startGateway(toy);
    const client = wsClient(gateway, await toy.sign('1', 5));
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const subscription = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(1);
    expect(await subscription.ended).toMatchObject([
      { message: expect.stringContaining('expired'), extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await closed).toMatchObject({ code: 4403, reason: 'Token expired' });
    await toy.state.events.untilOpen(0);
  });

  test('no connection_init in time closes with 4408, a second one with 4429, subscribing before it with 4401', async () => {
    await using gateway = await withSockets({ initTimeoutMs: 100 });
    expect((await closeOf(await rawSocket(gateway))).code).toBe(4408);
    const twice = await rawSocket(gateway);
    twice.send('{"type":"connection_init"}');
    twice.send('{"type":"connection_init"}');
    expect((await closeOf(twice)).code).toBe(4429);
    const early = await rawSocket(gateway);
    early.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { id } }' } }));
    expect((await closeOf(early)).code).toBe(4401);
  });

  test('nonsense closes with 4400, binary too, and a message over the limit with 1009', async () => {
    await using gateway = await withSockets({ maxPayloadBytes: 1_024 });
    for (const [message, code] of [
      ['nonsense', 4400],
      [Buffer.from('{"type":"connection_init"}'), 4400],
      ['x'.repeat(1_025), 1009],
    ] as const) {
      const socket = await rawSocket(gateway);
      socket.send(message);
      expect((await closeOf(socket)).code).toBe(code);
    }
  });

  test('another subprotocol is refused with 4406, an id in use with 4409', async () => {
    await using gateway = await startGateway(toy);
    const socket = await rawSocket(gateway);
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    const subscribe = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: runEvents } });
    socket.send(subscribe);
    socket.send(subscribe);
    expect((await closeOf(socket)).code).toBe(4409);
    const other = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`);
    expect((await closeOf(other)).code).toBe(4406);
  });

  test.each([
    ['http://evil.example', 403],
    ['http://localhost:3000.evil.example', 403],
    ['null', 403],
    ['http://localhost:3000', 101],
  ])('an upgrade from the page %s is %i', async (origin, status) => {
    await using gateway = await startGateway(toy);
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { origin },
    });
    const outcome = new Promise<number>((resolve) => {
      socket.once('open', () => resolve(101));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });
    socket.on('error', () => socket.terminate());
    expect(await outcome).toBe(status);
    socket.terminate();
  });

  test('operations of a socket and sockets of a user are bounded', async () => {
    await using gateway = await withSockets({ maxOperations: 2, maxSocketsOfUser: 1 });
    const token = await toy.sign('1');
    const client = wsClient(gateway, token);
    const first = new Subscription(client, runEvents);
    const second = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(2);
    const third = new Subscription(client, runEvents);
    expect(await third.ended).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    const socket = await rawSocket(gateway);
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    expect((await closeOf(socket)).code).toBe(4429);
    first.unsubscribe();
    await toy.state.events.untilOpen(1);
    const fourth = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(2);
    second.unsubscribe();
    fourth.unsubscribe();
    await toy.state.events.untilOpen(0);
    await client.dispose();
  });

  test('a client that never reads is cut, with little memory spent on it, and its upstream stops', async () => {
    await using gateway = await withSockets({ maxBufferedBytes: 1024 ** 2 });
    const socket = await rawSocket(gateway);
    const payload = { authorization: `Bearer ${await toy.sign('1')}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: runEvents } }));
    await toy.state.events.untilOpen(1);
    socket.pause();
    const before = process.memoryUsage.rss();
    const text = 'x'.repeat(65_536);
    let sent = 0;
    while (toy.state.events.open > 0 && sent < 4_000) {
      toy.state.events.send({ __typename: 'TextDelta', seq: (sent += 1), text });
      if (sent % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(toy.state.events.open).toBe(0);
    expect(sent).toBeLessThan(4_000);
    expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(150);
    socket.resume();
    expect([4408, 1006]).toContain((await closeOf(socket)).code);
  });

  test('server-sent events are the same as those of the socket', async () => {
    await using gateway = await startGateway(toy);
    const token = await toy.sign('1');
    const ws = wsClient(gateway, token);
    const overSocket = new Subscription(ws, runEvents);
    const sse = createSseClient({
      url: `${gateway.url}/graphql`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const overSse: GraphQLBody[] = [];
    const ended = new Promise<unknown>((resolve) => {
      sse.subscribe(
        { query: runEvents },
        {
          next: (result) => void overSse.push(result as GraphQLBody),
          error: resolve,
          complete: () => resolve(undefined),
        },
      );
    });
    await toy.state.events.untilOpen(2);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    toy.state.events.send({ __typename: 'TextDelta', seq: 2, text: 'line\n\ndata: not a frame' });
    await overSocket.untilResults(2);
    toy.state.events.end();
    expect(await ended).toBeUndefined();
    expect(await overSocket.ended).toBeUndefined();
    expect(overSse).toEqual(overSocket.results);
    expect(overSse).toHaveLength(2);
    await ws.dispose();
  });

  test('over server-sent events a query has one result, a bad operation an error, and leaving stops the upstream', async () => {
    await using gateway = await startGateway(toy);
    const authorization = `Bearer ${await toy.sign('1')}`;
    const get = (query: string, signal?: AbortSignal) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { accept: 'text/event-stream', authorization },
        ...(signal && { signal }),
      });
    expect(await (await get('{ me { email } }')).text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"me":{"email":"ada@example.org"}}}\n\nevent: complete\ndata:\n\n',
    );
    expect(await (await get('subscription { nope }')).text()).toContain('GRAPHQL_VALIDATION_FAILED');
    expect((await get('mutation { ask(question: "x") { id } }')).status).toBe(405);
    const abort = new AbortController();
    await get(runEvents, abort.signal);
    await toy.state.events.untilOpen(1);
    abort.abort();
    await toy.state.events.untilOpen(0);
  });
});
