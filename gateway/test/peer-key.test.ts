import { expect, test } from '@jest/globals';
import { listen } from '@mas/kit/server/http-server';
import { setTimeout as delay } from 'node:timers/promises';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph } from './toy-graph.ts';

test('the gateway shows subgraphs its key with all that it asks, so that they may have any name', async () => {
  await using toy = await startToyGraph();
  const shown = new Map<string, unknown>();
  const fake = await listen({
    port: 0,
    host: '127.0.0.1',
    listener({ url = '', headers }, response) {
      shown.set(url.split('?', 1)[0] ?? '', headers['x-peer']);
      response.end('{"data":{"me":{"email":"x@y.z"}}}');
    },
  });
  fake.onUpgrade(({ headers }, socket) => {
    shown.set('socket', headers['x-peer']);
    socket.destroy();
  });
  const route = `${fake.url}/graphql`;
  await using gateway = await startGateway(toy, {
    routes: { ...toy.routes, auth: route, agent: route },
    peerKey: 'the key of this test',
    revocations: { services: toy.services, pollMs: 20 },
  });
  const token = await toy.sign('1');
  await gateway.executor.execute({ query: '{ me { email } }', token });
  await Array.fromAsync(gateway.executor.subscribe({ query: 'subscription { runEvents(runId: "r") { seq } }', token }));
  while (!shown.has('/internal/revocations')) await delay(5);
  expect(Object.fromEntries(shown)).toEqual({
    '/graphql': 'the key of this test',
    '/internal/revocations': 'the key of this test',
    socket: 'the key of this test',
  });
  await fake.close(0);
});
