import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rawExchange } from '@mas/kit/testing/raw-exchange';
import { createRestSurface } from '../src/rest/rest-surface.ts';
import type { RunningGateway } from '../src/gateway.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';

const evil = 'evil.example:3000';
const register = JSON.stringify({
  query: 'mutation { register(email: "a@b.example", password: "correct horse") { accessToken } }',
});
const post = (path: string, body: string, type = 'application/json'): readonly string[] => [
  `POST ${path} HTTP/1.1`,
  `Content-Type: ${type}`,
  `Content-Length: ${body.length}`,
];
const upgrade = [
  'GET /graphql HTTP/1.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
];

/** What a page of a foreign name can do that came to resolve to the gateway's own address. */
const attempts: readonly [string, readonly string[], string][] = [
  ['an operation', post('/graphql', register), register],
  ['an upload', post('/graphql', 'x', 'multipart/form-data; boundary=x'), 'x'],
  ['a query in the address', ['GET /graphql?query=%7B__typename%7D HTTP/1.1', 'Apollo-Require-Preflight: 1'], ''],
  ['an event stream', [...post('/graphql', register), 'Accept: text/event-stream'], register],
  ['a socket', upgrade, ''],
  ['the REST interface', post('/api/v1/gateway/auth/register', '{}'), '{}'],
  ['a preflight', ['OPTIONS /graphql HTTP/1.1', 'Access-Control-Request-Method: POST'], ''],
  ['GraphiQL', ['GET /graphql HTTP/1.1', 'Accept: text/html'], ''],
  ['a file of GraphiQL', ['GET /graphiql/a/app.js HTTP/1.1'], ''],
];

describe('a page whose name came to be the address of the gateway', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, {
      allowedHosts: ['data.example.com'],
      pageServerKey: 'a key of this test',
      graphiql: { cacheDirectory: '/nonexistent' },
      surfaces: [(parts) => createRestSurface({ ...parts, settings: {} })],
    });
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  const send = ([first = '', ...head]: readonly string[], body: string, more: readonly string[]) =>
    rawExchange(gateway.url, [first, ...more, ...head, 'Connection: close', '', body].join('\r\n'));

  test.each(attempts)('gets nothing with %s, though its Origin and Host are the same', async (_what, head, body) => {
    const before = { ...toy.state.requests };
    const { status, text } = await send(head, body, [`Host: ${evil}`, `Origin: http://${evil}`]);
    expect(status).toBe(421);
    expect(text).toContain('ALLOWED_HOSTS');
    expect(text).not.toMatch(/^access-control-allow/im);
    expect(toy.state.requests).toEqual(before);
  });

  test('is told in the form of what it asked', async () => {
    const graph = await send(post('/graphql', register), register, [`Host: ${evil}`]);
    expect(graph.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('evil.example'), extensions: { code: 'HOST_NOT_ALLOWED' } }],
    });
    const rest = await send(post('/api/v1/gateway/auth/register', '{}'), '{}', [`Host: ${evil}`]);
    expect(rest.json()).toEqual({ detail: expect.stringContaining('ALLOWED_HOSTS') });
  });

  test('does not become the own page by asking whether the gateway is there', async () => {
    for (const path of ['/livez', '/readyz']) {
      const { status, text } = await send([`GET ${path} HTTP/1.1`], '', [`Host: ${evil}`, `Origin: http://${evil}`]);
      expect(status).toBe(200);
      expect(text).not.toMatch(/^access-control-allow/im);
    }
  });

  test.each(['localhost:8003', '127.0.0.1', '[::1]:8003', 'DATA.example.com'])('%s is no such name', async (host) => {
    const { status, text } = await send(post('/graphql', register), register, [
      `Host: ${host}`,
      `Origin: http://${host}`,
    ]);
    expect([status, text]).toEqual([200, expect.stringContaining(`access-control-allow-origin: http://${host}`)]);
  });

  test('the page server may hand on what came under its own name, or call the gateway by another', async () => {
    const key = 'X-Page-Server: a key of this test';
    const handedOn = await send(post('/graphql', register), register, ['Host: page.example.com', key]);
    expect(handedOn.status).toBe(200);
    expect((await send(post('/graphql', register), register, ['Host: gateway:8003', key])).status).toBe(200);
    const guessed = ['Host: gateway:8003', 'X-Page-Server: a guess'];
    expect((await send(post('/graphql', register), register, guessed)).status).toBe(421);
  });
});
