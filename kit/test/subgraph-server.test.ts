import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import WebSocket from 'ws';
import { z } from 'zod';
import { AppError } from '../src/errors.ts';
import { createSubgraphClient } from '../src/federation/subgraph-client.ts';
import type { RequestContext } from '../src/graphql-context.ts';
import { listen } from '../src/server/http-server.ts';
import { type RunningServer, startSubgraph } from '../src/server/subgraph-server.ts';
import { requestGraphql } from '../src/testing/graphql-request.ts';
import { rawExchange } from '../src/testing/raw-exchange.ts';
import { testLogger } from '../src/testing/test-logger.ts';
import { testAuthorization, testPeerKey, testVerifier } from '../src/testing/test-tokens.ts';

interface Context extends RequestContext {
  readonly number: number;
}

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { who: String  conflict: String  leak: String  throws: String }
  type Subscription { numbers: Number!  forever: Number!  fails: Number! }
  type Number { value: Int!  context: Int!  who: String!  leak: String }
`;

let contexts = 0;
const forever = { isOpen: false };

const resolvers = {
  Query: {
    who: (_parent: unknown, _args: unknown, { caller }: Context) => caller().userId,
    conflict: () => {
      throw new AppError('CONFLICT', 'Taken.', { field: 'title', retryAfterSeconds: 3 });
    },
    leak: () => {
      throw new Error('select secret from /etc/passwd');
    },
    throws: () => {
      throw 'a secret that is no error'; // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case under test
    },
  },
  Number: {
    context: (_parent: unknown, _args: unknown, { number }: Context) => number,
    who: (_parent: unknown, _args: unknown, { caller }: Context) => caller().userId,
    leak: () => {
      throw new Error('select secret from /etc/passwd');
    },
  },
  Subscription: {
    numbers: {
      async *subscribe() {
        for (let value = 1; value <= 3; value++) yield await Promise.resolve({ numbers: { value } });
      },
    },
    forever: {
      subscribe(): AsyncIterableIterator<unknown> {
        forever.isOpen = true;
        return {
          next: () => new Promise(() => undefined),
          return: () => {
            forever.isOpen = false;
            return Promise.resolve({ done: true, value: undefined });
          },
          [Symbol.asyncIterator]() {
            return this;
          },
        };
      },
    },
    fails: {
      subscribe() {
        throw new AppError('NOT_FOUND', 'There is no such number.');
      },
    },
  },
};

describe('a subgraph server', () => {
  let server: RunningServer;
  let socket: Client;
  let isHealthy = true;
  beforeAll(async () => {
    server = await startSubgraph<Context>({
      name: 'test',
      typeDefs,
      resolvers,
      createContext: (request) => ({ ...request, number: ++contexts }),
      verifier: testVerifier,
      port: 0,
      host: '127.0.0.1',
      logger: testLogger,
      health: { store: () => (isHealthy ? Promise.resolve() : Promise.reject(new Error('gone'))) },
    });
    socket = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  });
  afterAll(async () => {
    await socket.dispose();
    await server.dispose();
  });

  const send = (query: string, authorization?: string) => requestGraphql(server.url, { query, authorization });
  const collect = async (query: string, authorization?: string) => {
    const results: unknown[] = [];
    for await (const result of socket.iterate({ query, extensions: { authorization } })) results.push(result);
    return results;
  };

  it('knows the caller by the token alone', async () => {
    expect((await send('{ who }', await testAuthorization('7'))).data).toEqual({ who: '7' });
    expect((await send('{ who }')).errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await send('{ who }', 'Bearer x.y.z')).status).toBe(401);
  });

  it('passes on what an AppError says', async () => {
    expect((await send('{ conflict }')).errors).toEqual([
      {
        message: 'Taken.',
        path: ['conflict'],
        locations: expect.anything(),
        extensions: { code: 'CONFLICT', field: 'title', retryAfterSeconds: 3 },
      },
    ]);
  });

  it.each(['leak', 'throws'])('masks any other error: %s', async (field) => {
    const answer = await send(`{ ${field} }`);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors[0]).toMatchObject({
      message: 'Internal server error',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
    });
  });

  it('says what is wrong with a document', async () => {
    expect((await send('{ nothing }')).errors[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect((await send('{')).errors[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  it.each([
    ['no JSON', '{"query":', 422],
    ['a body over a megabyte', JSON.stringify({ query: `{ who } #${'x'.repeat(1024 * 1024)}` }), 413],
    ['a batch', '[{"query":"{ who }"}]', 400],
  ])('refuses %s', async (_what, body, status) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
  });

  it('executes each event in a context of its own, in the name of the operation', async () => {
    const events = await collect('subscription { numbers { value context who } }', await testAuthorization('7'));
    const numbers = events.map((event) => (event as { data: { numbers: { context: number } } }).data.numbers);
    expect(numbers).toMatchObject([1, 2, 3].map((value) => ({ value, who: '7' })));
    expect(new Set(numbers.map(({ context }) => context)).size).toBe(3);
  });

  it('masks errors of events and of subscribing', async () => {
    const [event] = await collect('subscription { numbers { value leak } }');
    expect(event).toMatchObject({
      data: { numbers: { value: 1, leak: null } },
      errors: [{ message: 'Internal server error' }],
    });
    expect(await collect('subscription { fails { value } }')).toMatchObject([
      { errors: [{ message: 'There is no such number.', extensions: { code: 'NOT_FOUND' } }] },
    ]);
    await expect(collect('subscription { numbers { value } }', 'Bearer bad')).rejects.toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    await expect(collect('subscription { nothing }')).rejects.toMatchObject([
      { message: expect.stringContaining('nothing') },
    ]);
  });

  it('lets go of the source as soon as nobody listens', async () => {
    const iterator = socket.iterate({ query: 'subscription { forever { value } }' });
    const next = iterator.next();
    while (!forever.isOpen) await setTimeout(5);
    await iterator.return?.();
    await next;
    const isOpen = () => forever.isOpen;
    while (isOpen()) await setTimeout(5); // it has no end of its own
  });

  it('tells whether what it depends on is there', async () => {
    isHealthy = false;
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { status: 'not ready', checks: { store: { ok: false } } },
    ]);
    isHealthy = true;
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
  });

  describe('called by a name that is not its own', () => {
    const ask = (head: readonly string[], body = '{"query":"{ __typename }"}') => {
      const type = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close'];
      return rawExchange(server.url, ['POST /graphql HTTP/1.1', ...head, ...type, '', body].join('\r\n'));
    };
    const key = testPeerKey;

    it('answers nobody, whatever page and whatever token', async () => {
      const authorization = `Authorization: ${await testAuthorization('7')}`;
      for (const head of [['Origin: http://evil.example'], [authorization], ['X-Peer: a guess'], []]) {
        const answer = await ask(['Host: evil.example', ...head]);
        expect([answer.status, answer.json()]).toMatchObject([
          421,
          { errors: [{ extensions: { code: 'HOST_NOT_ALLOWED' } }] },
        ]);
      }
      const upgrade = ['Host: evil.example', 'Connection: Upgrade', 'Upgrade: websocket'];
      const head = ['GET /graphql HTTP/1.1', ...upgrade, '', ''].join('\r\n');
      expect((await rawExchange(server.url, head)).status).toBe(421);
    });

    it('answers other services, who show their key: over HTTP and over a socket', async () => {
      expect((await ask(['Host: session:8001', `X-Peer: ${key}`])).status).toBe(200);
      const { port } = new URL(server.url);
      const headers = { host: 'agent:8005', 'x-peer': key };
      const opened = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers });
      await once(opened, 'open');
      opened.terminate();
    });

    it('answers whoever asks whether it is there', async () => {
      const head = 'GET /livez HTTP/1.1\r\nHost: session\r\nConnection: close\r\n\r\n';
      expect((await rawExchange(server.url, head)).status).toBe(200);
    });
  });

  it('survives a socket that is dropped in the middle of a request', async () => {
    const raw = connect(server.port, '127.0.0.1');
    raw.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"que',
    );
    await setTimeout(50);
    raw.destroy();
    expect((await send('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('is asked by another subgraph in the name of the caller', async () => {
    const client = createSubgraphClient({ name: 'test', url: server.url });
    const data = z.object({ who: z.string() });
    const authorization = await testAuthorization('9');
    await expect(client.request({ query: '{ who }', data, authorization })).resolves.toEqual({ who: '9' });
    await expect(client.request({ query: '{ conflict }', data, authorization })).rejects.toMatchObject({
      code: 'CONFLICT',
      field: 'title',
    });
    await expect(client.request({ query: '{ leak }', data, authorization })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    const gone = createSubgraphClient({ name: 'test', url: 'http://127.0.0.1:1' });
    await expect(gone.request({ query: '{ who }', data, authorization })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The test service is not answering; try again shortly.',
    });
  });

  it('shows another subgraph the key of a service', async () => {
    let shown: unknown;
    const other = await listen({
      port: 0,
      host: '127.0.0.1',
      listener({ headers }, response) {
        shown = headers['x-peer'];
        response.end('{"data":{}}');
      },
    });
    const client = createSubgraphClient({ name: 'other', url: other.url, peerKey: testPeerKey });
    await client.request({ query: '{ __typename }', data: z.object({}), authorization: undefined });
    expect(shown).toBe(testPeerKey);
    await other.close(0);
  });
});
