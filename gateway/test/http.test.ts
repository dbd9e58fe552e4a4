import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import type { RunningGateway } from '../src/gateway.ts';
import { post, startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number): string => {
  const levels = Math.floor((depth - 2) / 2);
  return `{ me { ${'activeSession { user { '.repeat(levels)} ${depth % 2 === 0 ? 'id' : 'activeSession { id }'} ${'} }'.repeat(levels)} } }`;
};

/** Few fields, many tokens: `{ me { ... { ... { id } } } }`, with more ids to make up the number. */
const tokens = (count: number): string => {
  const wraps = Math.floor((count - 6) / 3) - 1;
  return `{ me { ${'... { '.repeat(wraps)} id ${'} '.repeat(wraps)} ${'id '.repeat(count - 6 - 3 * wraps)} } }`;
};

describe('GraphQL over HTTP', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let token: string;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, { http: { maxBodyBytes: 64 * 1024, bodyTimeoutMs: 300 } });
    token = await toy.sign('1');
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });
  const requests = (): number => Object.values(toy.state.requests).reduce((sum, count) => sum + count, 0);

  test('a client that accepts JSON beside an event stream gets JSON', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(response.headers.get('content-type')).toMatch(/json/);
    expect(await response.json()).toEqual({ data: { me: { id: '1' } } });
  });

  describe('limits', () => {
    const cases: readonly [string, string, string][] = [
      ['depth', nested(12), nested(13)],
      ['aliases', `{ me { ${repeat(30, (i) => `a${i}: id`)} } }`, `{ me { ${repeat(31, (i) => `a${i}: id`)} } }`],
      [
        'directives',
        `{ me { ${repeat(50, () => 'id @include(if: true)')} } }`,
        `{ me { ${repeat(51, () => 'id @include(if: true)')} } }`,
      ],
      ['tokens', tokens(2_000), tokens(2_001)],
    ];

    test.each(cases)(
      '%s: the limit passes, one more is refused on HTTP, SSE and WebSocket without asking a subgraph',
      async (_name, within, beyond) => {
        expect((await post(gateway, { query: within }, { token })).body.errors).toBeUndefined();
        const before = requests();
        const refused = await post(gateway, { query: beyond }, { token });
        expect(refused.status).toBe(400);
        expect(refused.body.data).toBeUndefined();
        expect(String(refused.body.errors?.[0]?.extensions?.['code'])).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);

        const sse = await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
          body: JSON.stringify({ query: beyond }),
        });
        expect(await sse.text()).toMatch(/GRAPHQL_(VALIDATION|PARSE)_FAILED/);

        const client = wsClient(gateway, token);
        const [error] = (await new Subscription(client, beyond).ended) as { message: string }[]; // the protocol's error message
        expect(error?.message).toMatch(/too large|2000 tokens/i);
        await client.dispose();
        expect(requests()).toBe(before);
      },
    );

    test('an event leads no further than what is shown beside it', async () => {
      const query = `subscription { runEvents(runId: "r1") { run { session { user { activeSession {
        export(format: HTML) { content } } } } } } }`;
      const sse = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      expect(await sse.text()).toContain('it has 7 fields nested, and 6 are allowed');
      const client = wsClient(gateway, token);
      const [error] = (await new Subscription(client, query).ended) as { message: string }[]; // the protocol's error message
      expect(error?.message).toContain('it has 7 fields nested, and 6 are allowed');
      await client.dispose();
    });

    test('a bomb of nested fragments is refused at once', async () => {
      const fragments = repeat(
        20,
        (i) => `fragment F${i} on User { activeSession { user { ${i === 19 ? 'id' : `...F${i + 1} ...F${i + 1}`} } } }`,
      );
      const wide = repeat(
        18,
        (i) => `fragment W${i} on User { ${i === 17 ? 'id' : `...W${i + 1} ... on User { ...W${i + 1} }`} }`,
      );
      const start = performance.now();
      for (const query of [`{ me { ...F0 } } ${fragments}`, `{ me { ...W0 } } ${wide}`]) {
        const { status } = await post(gateway, { query }, { token });
        expect(status).toBe(400);
      }
      expect(performance.now() - start).toBeLessThan(1_000);
    });

    test('introspection queries pass', async () => {
      const { body } = await post(gateway, { query: getIntrospectionQuery() });
      expect(body.errors).toBeUndefined();
      expect(JSON.stringify(body)).not.toMatch(/_entities|_service|join__/);
    });
  });

  test('introspection and suggestions can be off, over HTTP and WebSocket', async () => {
    await using closed = await startGateway(toy, { introspection: false });
    const { status, body } = await post(closed, { query: '{ __schema { types { name } } }' });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toMatch(/introspection/i);
    const typo = await post(closed, { query: '{ mee { id } }' });
    expect(typo.body.errors?.[0]?.message).toBe('Cannot query field "mee" on type "Query".');
    const client = wsClient(closed);
    expect(await new Subscription(client, '{ __schema { types { name } } }').ended).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(/introspection/i) })]),
    );
    expect(await new Subscription(client, '{ mee { id } }').ended).toMatchObject([
      { message: 'Cannot query field "mee" on type "Query".' },
    ]);
    await client.dispose();
  });

  test.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    '%s does not go through the gateway',
    async (query) => {
      expect((await post(gateway, { query })).status).toBe(400);
    },
  );

  test('a bad token is 401 with a challenge, also where none is needed', async () => {
    for (const authorization of ['Bearer nonsense', 'nonsense', `Bearer ${await toy.sign('1', -10)}`]) {
      const { status, headers, body } = await post(
        gateway,
        { query: '{ __typename }' },
        { headers: { authorization } },
      );
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  test('only the token goes to subgraphs, whatever else claims an identity', async () => {
    toy.state.authorizations.length = 0;
    const headers = { 'x-user-id': '2', cookie: 'user=2' };
    await post(gateway, { query: '{ me { email } }' }, { token, headers });
    expect(toy.state.authorizations).toEqual([`Bearer ${token}`]);
    expect((await post(gateway, { query: '{ me { email } }' }, { headers })).body.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('variables that do not fit are BAD_USER_INPUT', async () => {
    const { body } = await post(
      gateway,
      { query: 'query ($id: ID!) { run(id: $id) { id } }', variables: {} },
      { token },
    );
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['plain text', 'text/plain', '{"query":"{ __typename }"}', 400],
    ['a form', 'application/x-www-form-urlencoded', 'query=%7B__typename%7D', 400],
    ['what is not JSON', 'application/json', 'nonsense', 400],
    ['a batch', 'application/json', '[{"query":"{ __typename }"}]', 400],
    ['too large a body', 'application/json', JSON.stringify({ query: `{ __typename } #${'x'.repeat(65_536)}` }), 413],
  ])('%s is refused', async (_name, type, body, status) => {
    const answer = await post(gateway, body, { headers: { 'content-type': type } });
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toHaveLength(1);
  });

  test('a body that does not arrive in time is 408', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 100 },
      });
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.write('{');
    });
    expect(status).toBe(408);
  });

  test('a GET cannot be forged by another site, and cannot change anything', async () => {
    const get = (query: string, headers: Record<string, string> = {}) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect((await get('{ __typename }')).status).toBe(400);
    expect((await get('{ __typename }', { 'apollo-require-preflight': 'true' })).status).toBe(200);
    expect((await get('mutation { ask(question: "x") { id } }', { 'apollo-require-preflight': 'true' })).status).toBe(
      405,
    );
  });

  test('a persisted query is asked for once and then known by its hash', async () => {
    const { createHash } = await import('node:crypto');
    const query = '{ __typename }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
    expect((await post(gateway, { extensions })).body.errors).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    await post(gateway, { query, extensions });
    expect((await post(gateway, { extensions })).body).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://localhost:3001', null],
    ['http://localhost:3000.evil.example', null],
    ['null', null],
  ])('the page %s is allowed: %p', async (origin, allowed) => {
    for (const method of ['OPTIONS', 'POST']) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method,
        headers: { origin, 'content-type': 'application/json' },
        ...(method === 'POST' && { body: '{"query":"{ __typename }"}' }),
      });
      expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
      expect(response.headers.get('access-control-allow-credentials')).toBe(allowed === null ? null : 'true');
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test('an id of the caller comes back; one that is not plain is replaced', async () => {
    const idOf = async (id: string) =>
      (await post(gateway, { query: '{ __typename }' }, { headers: { 'x-request-id': id } })).headers.get(
        'x-request-id',
      );
    expect(await idOf('request-12345')).toBe('request-12345');
    expect(await idOf('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('other paths are 404 and other methods 405', async () => {
    expect((await fetch(`${gateway.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/graphql`, { method: 'DELETE' })).status).toBe(405);
  });

  test('bytes that are not HTTP end the connection and nothing else', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write('\u0000\u0001nonsense\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
  });
});
