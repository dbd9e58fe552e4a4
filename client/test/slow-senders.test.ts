import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '@mas/kit/server/http-server';
import type { RunningGateway } from '../../gateway/src/gateway.ts';
import { startGateway } from '../../gateway/test/gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from '../../gateway/test/toy-graph.ts';
import { chunks, end, fileHead, operationParts, sendMultipart } from '../../gateway/test/upload-client.ts';
import { type PageServerFixture, startPageServer } from './support/page-server-fixture.ts';

/** Sends a head, then single bytes until the connection is gone; says what came and how long that took. */
async function trickle(url: string, head: readonly string[]): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined); // its closing says it
  socket.write([...head, 'Host: localhost', '', ''].join('\r\n'));
  while (!socket.closed && performance.now() - startedAt < 30_000) {
    socket.write(' ');
    await delay(100);
  }
  socket.destroy();
  return { text, ms: performance.now() - startedAt };
}

const json = ['Content-Type: application/json', 'Content-Length: 100000'];

describe('a sender through the page server', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let server: PageServerFixture;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, { http: { bodyTimeoutMs: 500, maxUploadBytes: 1024 ** 2 } });
    server = await startPageServer({ gatewayUrl: gateway.url });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  it('that is too slow for the gateway gets its 408, and is gone', async () => {
    const { text, ms } = await trickle(server.url, ['POST /graphql HTTP/1.1', ...json]);
    expect(text).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_TIMEOUT/);
    expect(ms).toBeLessThan(25_000);
  });

  it('is let go at the far end as soon as that has answered', async () => {
    let closedAfterMs = Infinity;
    const far = await listen({
      port: 0,
      host: '127.0.0.1',
      listener(request, response) {
        const answeredAt = performance.now();
        response.writeHead(413, { 'content-type': 'application/json' }).end('{"errors":[]}');
        request.socket.once('close', () => (closedAfterMs = performance.now() - answeredAt));
      },
    });
    await using stack = new AsyncDisposableStack();
    stack.defer(() => far.close(0));
    const near = stack.use(await startPageServer({ gatewayUrl: far.url }));
    const { text } = await trickle(near.url, ['POST /graphql HTTP/1.1', ...json]);
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(closedAfterMs).toBeLessThan(1_900); // what the far end itself waits for is 2 seconds
    expect(near.log.filter((line) => line.includes('does not answer'))).toEqual([]);
  });

  it('of an upload that the gateway refuses half-way reads why, whole', async () => {
    const token = await toy.sign('1');
    const parts = [operationParts(), fileHead('large.csv'), ...chunks(24, 1024 ** 2), end];
    const { status, body } = await sendMultipart({ url: `${server.url}/graphql`, token, parts });
    expect([status, body]).toMatchObject([413, { errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] }]);
  });

  it('who has no token is told so before an upload is read', async () => {
    const upload = [
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 100000',
      'Apollo-Require-Preflight: 1',
    ];
    const { text, ms } = await trickle(server.url, ['POST /graphql HTTP/1.1', ...upload]);
    expect(text).toMatch(/^HTTP\/1\.1 401 [^]*UNAUTHENTICATED/);
    expect(ms).toBeLessThan(25_000);
  });

  it('to the token handler has ten seconds', async () => {
    const { text, ms } = await trickle(server.url, [
      'POST /auth/login HTTP/1.1',
      'Sec-Fetch-Site: same-origin',
      ...json.slice(0, 1),
      'Content-Length: 1000',
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_TIMEOUT/);
    expect(ms).toBeLessThan(28_000);
  });
});
