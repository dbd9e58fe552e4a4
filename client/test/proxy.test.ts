import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingHttpHeaders } from 'node:http';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { listen } from '@mas/kit/server/http-server';
import { startGateway } from '../../gateway/test/gateway-fixture.ts';
import type { RunningGateway } from '../../gateway/src/gateway.ts';
import { startToyGraph, type ToyGraph } from '../../gateway/test/toy-graph.ts';
import { chunks, end, fileHead, operationParts, sendMultipart } from '../../gateway/test/upload-client.ts';
import { type PageServerFixture, startPageServer } from './support/page-server-fixture.ts';
import { rawRequest } from './support/raw-request.ts';

const megabyte = 1024 ** 2;
const subscription = 'subscription { runEvents(runId: "r1") { seq } }';

describe('the way to the gateway', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let server: PageServerFixture;
  let token: string;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, { corsOrigins: ['http://localhost:3000'] });
    server = await startPageServer({ gatewayUrl: gateway.url });
    token = await toy.sign('1');
  });
  afterEach(async () => {
    toy.state.events.end();
    await toy.state.events.untilOpen(0);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  it('answers queries with the headers of the gateway, not of the page', async () => {
    const { status, headers, body } = await rawRequest(server.url, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ me { email } }"}',
    });
    expect([status, JSON.parse(body.toString())]).toEqual([200, { data: { me: { email: 'ada@example.org' } } }]);
    expect(headers).toHaveProperty('x-request-id');
    expect(headers).not.toHaveProperty('content-security-policy');
  });

  it('streams uploads: the far end has bytes before the near end has sent them all', async () => {
    const uploads = toy.state.uploads;
    async function* parts() {
      yield operationParts() + fileHead('large.csv');
      yield* chunks(32, megabyte);
      const before = uploads.length;
      while (!uploads.some(({ filename, bytes }) => filename === 'large.csv' && bytes > megabyte)) {
        await new Promise((resolve) => setImmediate(resolve)); // until the bytes are there
      }
      expect(before).toBeLessThanOrEqual(uploads.length);
      yield* chunks(32, megabyte);
      yield end;
    }
    const { status, body } = await sendMultipart({ url: `${server.url}/graphql`, token, parts: parts() });
    expect([status, body.data]).toEqual([
      200,
      { uploadFile: { id: '7', name: 'large.csv', sizeBytes: 64 * megabyte } },
    ]);
  });

  it('ends an upload at the far end when the near end goes away', async () => {
    const abort = new AbortController();
    async function* parts() {
      yield operationParts() + fileHead('broken.csv');
      yield* chunks(4, megabyte);
      while (!toy.state.uploads.some(({ filename }) => filename === 'broken.csv')) {
        await new Promise((resolve) => setImmediate(resolve)); // until it has begun there
      }
      abort.abort();
    }
    await expect(
      sendMultipart({ url: `${server.url}/graphql`, token, parts: parts(), signal: abort.signal }),
    ).rejects.toThrow();
    const upload = toy.state.uploads.find(({ filename }) => filename === 'broken.csv')!;
    while (upload.outcome === 'arriving') await new Promise((resolve) => setImmediate(resolve));
    expect(upload.outcome).toBe('aborted');
  });

  it('passes server-sent events on one by one', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: subscription }),
    });
    await toy.state.events.untilOpen(1);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (const seq of [1, 2]) {
      toy.state.events.send({ __typename: 'RunStarted', seq });
      let text = '';
      while (!text.includes(`{"runEvents":{"seq":${seq}}}`)) text += (await reader.read()).value ?? '';
    }
    await reader.cancel();
    await toy.state.events.untilOpen(0);
  });

  it('passes WebSockets on, for the page and for scripts', async () => {
    for (const origin of [server.url, undefined]) {
      class Socket extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, origin === undefined ? {} : { origin });
        }
      }
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: Socket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      const events = client.iterate({ query: subscription });
      const first = events.next();
      await toy.state.events.untilOpen(1);
      toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
      expect((await first).value).toEqual({ data: { runEvents: { seq: 1 } } });
      await client.dispose();
      await toy.state.events.untilOpen(0);
    }
  });

  it.each(['https://evil.example', 'http://localhost:3000', 'null'])(
    'takes no WebSocket from pages of %s',
    async (origin) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin });
      const status = await new Promise((resolve, reject) => {
        socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode));
        socket.once('open', () => reject(new Error('it opened')));
        socket.on('error', () => undefined); // the answer says it
      });
      socket.terminate();
      expect(status).toBe(403);
    },
  );

  it.each(['DELETE', 'OPTIONS', 'GET', 'PATCH'])('a body of %s is never another request', async (method) => {
    const seen: string[] = [];
    const far = await listen({
      port: 0,
      host: '127.0.0.1',
      listener(request, response) {
        seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
        response.end('{}');
      },
    });
    await using near = await startPageServer({ gatewayUrl: far.url });
    const { status } = await rawRequest(near.url, '/graphql', {
      method,
      headers: { 'transfer-encoding': 'chunked' },
      body: 'GET /smuggled HTTP/1.1\r\nHost: far\r\n\r\n',
    });
    await rawRequest(near.url, '/readyz');
    await far.close(1_000);
    expect([status, seen]).toEqual([411, ['GET /readyz']]);
  });

  it.each(['/graphiql/../livez', '/graphiql/%2e%2e/livez', '/graphiql/..%2flivez', '/graphiql//livez', '//graphql'])(
    'hands on no path that leads elsewhere: %s',
    async (path) => {
      expect((await rawRequest(server.url, path)).status).toBe(404);
    },
  );

  it('tells the gateway who asks, and keeps cookies from it', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const far = await listen({
      port: 0,
      host: '127.0.0.1',
      listener(request, response) {
        seen.push(request.headers);
        response.end('{}');
      },
    });
    await using near = await startPageServer({ gatewayUrl: far.url, key: 'a key of this test' });
    await rawRequest(near.url, '/graphql', {
      headers: {
        cookie: 'mas_refresh=secret',
        'x-page-server': 'a guess',
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-proto': 'https',
      },
    });
    expect(seen).toEqual([
      expect.objectContaining({
        host: new URL(near.url).host,
        'x-forwarded-for': '203.0.113.9, 127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-page-server': 'a key of this test',
        'x-request-id': expect.any(String),
      }),
    ]);
    expect(seen[0]).not.toHaveProperty('cookie');
    await far.close(0);
  });

  it('says in the form of GraphQL that the gateway is not there', async () => {
    await using alone = await startPageServer();
    for (const path of ['/graphql', '/readyz']) {
      const { status, headers, body } = await rawRequest(alone.url, path);
      expect([status, headers['retry-after']]).toEqual([503, '2']);
      expect(JSON.parse(body.toString())).toMatchObject({
        errors: [{ message: expect.stringContaining('try again'), extensions: { code: 'UNAVAILABLE' } }],
      });
    }
    expect((await rawRequest(alone.url, '/livez')).status).toBe(200);
    const socket = new WebSocket(`${alone.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const status = await new Promise((resolve) => {
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode));
      socket.on('error', () => undefined); // the answer says it
    });
    socket.terminate();
    expect(status).toBe(503);
  });
});
