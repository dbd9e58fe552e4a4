import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createRestSurface } from '../src/rest/rest-surface.ts';
import { post, startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';
import { Subscription } from './ws-client.ts';

const login = 'mutation { login(email: "ada@example.org", password: "correct horse") { accessToken } }';
const claimed = { 'x-client-address': '203.0.113.1', 'x-forwarded-for': '203.0.113.2, 198.51.100.7' };

const pageServerKey = 'a key of this test';
const shown = { 'x-page-server': pageServerKey };

describe.each([
  ['no proxy', 0, {}, '127.0.0.1'],
  ['no proxy, but somebody who guesses the key', 0, { 'x-page-server': 'a guess' }, '127.0.0.1'],
  ['one proxy', 1, {}, '198.51.100.7'],
  ['the page server', 0, shown, '198.51.100.7'],
  ['the page server behind one proxy', 1, shown, '203.0.113.2'],
])('where a request comes from, behind %s', (_what, trustedProxies, key, address) => {
  const claims = { ...claimed, ...key };
  let toy: ToyGraph;
  beforeAll(async () => {
    toy = await startToyGraph();
  });
  afterAll(async () => {
    await toy[Symbol.asyncDispose]();
  });

  const start = () =>
    startGateway(toy, {
      trustedProxies,
      pageServerKey,
      surfaces: [(parts) => createRestSurface({ ...parts, settings: {} })],
    });

  test('is told to subgraphs over HTTP, whatever the client says', async () => {
    await using gateway = await start();
    expect((await post(gateway, { query: login }, { headers: claims })).body.errors).toBeUndefined();
    expect(toy.state.addresses.at(-1)).toBe(address);
  });

  test('is told to subgraphs over the REST surface', async () => {
    await using gateway = await start();
    const body = new URLSearchParams({ username: 'ada@example.org', password: 'correct horse' });
    const response = await fetch(`${gateway.url}/api/v1/gateway/auth/login`, { method: 'POST', headers: claims, body });
    expect(response.status).toBe(200);
    expect(toy.state.addresses.at(-1)).toBe(address);
  });

  test('is told to subgraphs over a socket', async () => {
    await using gateway = await start();
    class ClaimingSocket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: claims });
      }
    }
    const url = `${gateway.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: ClaimingSocket, retryAttempts: 0 });
    const operation = new Subscription(client, login);
    expect(await operation.ended).toBeUndefined();
    expect(operation.results[0]?.errors).toBeUndefined();
    expect(toy.state.addresses.at(-1)).toBe(address);
    await client.dispose();
  });
});
