import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { registerAnalyst } from './support/rest-client.ts';
import { startStack, type RunningStack } from '@mas/kit/testing/running-stack';
import { openStream } from './support/stream-client.ts';

/** A model that takes requests and never answers: a run that asks it ends when it is cancelled, and not before. */
let model: Server;
let stack: RunningStack;
beforeAll(async () => {
  model = createServer().listen(0, '127.0.0.1');
  await once(model, 'listening');
  const { port } = model.address() as AddressInfo; // listening on TCP
  stack = await startStack({ ANTHROPIC_API_KEY: 'none', ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  model.closeAllConnections();
  model.close();
});

it('ends the run of a client that goes away, down to the call of the model', async () => {
  const base = `${stack.gatewayUrl}/api/v1/gateway`;
  const { token } = await registerAnalyst(base);
  const asked = once(model, 'request');
  const { request, response } = await openStream(base, '/chat/stream?question=why', { token });
  const [frame] = (await once(response, 'data')) as [Buffer];
  const runId = /"run_id": "([^"]+)"/.exec(frame.toString())![1]!;
  const [, call] = (await asked) as [IncomingMessage, ServerResponse];
  const hungUp = once(call, 'close');
  request.destroy();
  await hungUp;
  const { data } = await requestGraphql(stack.gatewayUrl, {
    query: 'query ($runId: ID!) { run(id: $runId) { status } }',
    variables: { runId },
    authorization: `Bearer ${token}`,
  });
  expect(data).toEqual({ run: { status: 'CANCELLED' } });
});
