import { describe, expect, test } from '@jest/globals';
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '@mas/kit/server/http-server';
import { post, startGateway } from './gateway-fixture.ts';
import { startToyGraph } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const whole = '{ me { email activeSession { title activeFile { name } } } }';
const runEvents = 'subscription { runEvents(runId: "r1") { seq } }';

describe('a subgraph that is not there', () => {
  test('the gateway starts without it, answers the rest, and picks it up', async () => {
    await using toy = await startToyGraph(['file', 'agent']);
    await using gateway = await startGateway(toy);
    const token = await toy.sign('1');
    const { body } = await post(gateway, { query: whole }, { token });
    expect(body.data).toEqual({
      me: { email: 'ada@example.org', activeSession: { title: 'Sales', activeFile: null } },
    });
    expect(body.errors).toEqual([
      {
        message: 'The file service is not answering; try again shortly.',
        extensions: { code: 'UNAVAILABLE', requestId: expect.any(String), retryAfterSeconds: 2 },
      },
    ]);
    await toy.start('file');
    expect((await post(gateway, { query: whole }, { token })).body.errors).toBeUndefined();
  });

  test('a subscription to it fails with UNAVAILABLE, and works once it is there', async () => {
    await using toy = await startToyGraph(['agent']);
    await using gateway = await startGateway(toy);
    const client = wsClient(gateway, await toy.sign('1'));
    expect(await new Subscription(client, runEvents).ended).toMatchObject([
      { message: 'The agent service is not answering; try again shortly.', extensions: { code: 'UNAVAILABLE' } },
    ]);
    await toy.start('agent');
    const subscription = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    expect(await subscription.untilResults(1)).toEqual([{ data: { runEvents: { seq: 1 } } }]);
    await client.dispose();
  });

  test('a subscription to a host that takes connections and says nothing fails within seconds', async () => {
    await using toy = await startToyGraph();
    const silentHost = createServer((socket) => socket.resume()).listen(0, '127.0.0.1'); // so that it sees the end
    await once(silentHost, 'listening');
    const { port } = silentHost.address() as AddressInfo; // listening on TCP
    await using gateway = await startGateway(toy, {
      routes: { ...toy.routes, agent: `http://127.0.0.1:${port}/graphql` },
    });
    const results = await Array.fromAsync(gateway.executor.subscribe({ query: runEvents, token: await toy.sign('1') }));
    expect(results).toMatchObject([{ errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
    silentHost.close();
  });

  test('a socket to it that drops ends its subscriptions with UNAVAILABLE, and only them', async () => {
    await using toy = await startToyGraph();
    await using gateway = await startGateway(toy);
    const client = wsClient(gateway, await toy.sign('1'));
    const subscription = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    await subscription.untilResults(1);
    await toy.stop('agent');
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2 } }]);
    await toy.start('agent');
    const query = new Subscription(client, '{ me { email } }');
    await query.ended;
    expect(query.results).toEqual([{ data: { me: { email: 'ada@example.org' } } }]);
    await client.dispose();
  });

  test('readiness names it, and is 503 only when none answers', async () => {
    await using toy = await startToyGraph(['file']);
    await using gateway = await startGateway(toy);
    const partial = await fetch(`${gateway.url}/readyz`);
    expect(partial.status).toBe(200);
    expect(await partial.json()).toMatchObject({
      status: 'partial',
      subgraphs: { auth: { ok: true }, session: { ok: true }, file: { ok: false }, agent: { ok: true } },
      subscriptions: { sockets: 0, subscriptions: 0, clients: 0 },
    });
    for (const name of ['auth', 'session', 'agent'] as const) await toy.stop(name);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
  });
});

describe('a subgraph that misbehaves', () => {
  test.each([
    ['never answers', () => undefined, 'TIMEOUT'],
    ['answers with a page', (end: (text: string) => void) => end('<html>secret</html>'), 'UNAVAILABLE'],
    ['answers with other JSON', (end: (text: string) => void) => end('{"secret":1}'), 'UNAVAILABLE'],
    [
      'answers with data of the wrong shape',
      (end: (text: string) => void) => end('{"data":[1],"secret":1}'),
      'UNAVAILABLE',
    ],
  ])('one that %s is a typed error that shows nothing of it', async (_name, answer, code) => {
    await using toy = await startToyGraph();
    const fake = await listen({
      port: 0,
      host: '127.0.0.1',
      listener: (_request, response) => answer((text) => void response.end(text)),
    });
    const routes = { ...toy.routes, auth: `${fake.url}/graphql` };
    // The limit is for the one that never answers; the others answer, however busy the machine is.
    const http = code === 'TIMEOUT' ? { subgraphTimeoutMs: 300 } : {};
    await using gateway = await startGateway(toy, { routes, http });
    const { body } = await post(gateway, { query: '{ me { email } }' }, { token: await toy.sign('1') });
    expect(body.errors?.[0]?.extensions?.['code']).toBe(code);
    expect(JSON.stringify(body)).not.toMatch(/secret|127\.0\.0\.1|serviceName|stack|at .*\.ts/);
    await fake.close(0);
  });

  test('what its resolvers throw is masked, under an id that the answer carries', async () => {
    await using toy = await startToyGraph();
    toy.state.faults.set('User.email', new Error('select password from users at /srv/auth.ts:12'));
    await using gateway = await startGateway(toy);
    const { body, headers } = await post(gateway, { query: '{ me { email } }' }, { token: await toy.sign('1') });
    const requestId = headers.get('x-request-id');
    expect(body.errors).toEqual([
      {
        message: 'Internal server error',
        path: ['me', 'email'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ]);
  });

  test('a read is asked again after a dropped connection, a mutation is not', async () => {
    await using toy = await startToyGraph();
    const bodies: string[] = [];
    const listener: RequestListener = (request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => {
        if (bodies.length === 1) request.socket.destroy();
        else response.end('{"data":{"me":{"email":"x@y.z"}}}');
      });
    };
    const fake = await listen({ port: 0, host: '127.0.0.1', listener });
    const routes = { ...toy.routes, auth: `${fake.url}/graphql` };
    await using gateway = await startGateway(toy, { routes });
    expect((await post(gateway, { query: '{ me { email } }' })).body).toEqual({ data: { me: { email: 'x@y.z' } } });
    expect(bodies).toHaveLength(2);
    bodies.length = 0;
    const { body } = await post(gateway, { query: 'mutation { login(email: "a", password: "b") { accessToken } }' });
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(bodies).toHaveLength(1);
    await fake.close(0);
  });
});

describe('a supergraph that changes', () => {
  test('is taken up from its file without dropping sockets; an unusable one is not', async () => {
    await using toy = await startToyGraph();
    const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    const file = join(folder, 'supergraph.graphql');
    await copyFile(toy.supergraphFile, file);
    await using gateway = await startGateway(toy, { supergraph: { file } });
    const client = wsClient(gateway, await toy.sign('1'));
    const subscription = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(1);

    const replace = async (text: string): Promise<void> => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    };
    const describes = async (): Promise<string> =>
      JSON.stringify((await post(gateway, { query: '{ __type(name: "Run") { description } }' })).body);
    const original = await readFile(file, 'utf8');
    await replace(original.replace('A question, and all that was done to answer it.', 'Changed.'));
    while (!(await describes()).includes('Changed.')) await delay(20);
    await replace('type Query {');
    await delay(300);
    expect(await describes()).toContain('Changed.');
    toy.state.events.send({ __typename: 'RunStarted', seq: 9 });
    expect(await subscription.untilResults(1)).toEqual([{ data: { runEvents: { seq: 9 } } }]);
    await client.dispose();
    await rm(folder, { recursive: true });
  });
});

describe('shutdown', () => {
  test('tells running subscriptions to resume, closes sockets with 1012 and lets requests end', async () => {
    await using toy = await startToyGraph();
    const gateway = await startGateway(toy, { http: { shutdownGraceMs: 60_000 } });
    const closes: unknown[] = [];
    const client = wsClient(gateway, await toy.sign('1'));
    client.on('closed', (event) => closes.push(event));
    const subscription = new Subscription(client, runEvents);
    await toy.state.events.untilOpen(1);
    const start = performance.now();
    await gateway.dispose();
    expect(performance.now() - start).toBeLessThan(30_000); // nobody was waited for
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 1 } }]);
    expect(closes).toMatchObject([{ code: 1012 }]);
    await toy.state.events.untilOpen(0);
    await expect(fetch(`${gateway.url}/livez`)).rejects.toThrow('fetch failed');
  });
});
