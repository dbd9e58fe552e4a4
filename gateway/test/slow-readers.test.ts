import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningGateway } from '../src/gateway.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';

const mebibyte = 1024 ** 2;

describe('a client that never reads', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let authorization: string;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, { http: { pace: { readerSilenceMs: 500 } } });
    authorization = `Authorization: Bearer ${await toy.sign('1')}`;
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  const ask = (query: string, accept: string) => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.on('error', () => undefined); // its closing says it
    socket.pause();
    const body = JSON.stringify({ query });
    const head = ['POST /graphql HTTP/1.1', 'Host: localhost', authorization, `Accept: ${accept}`];
    const type = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    socket.write([...head, ...type, '', body].join('\r\n'));
    return socket;
  };

  test('an event stream is cut, and its upstream stops', async () => {
    const socket = ask(
      'subscription { runEvents(runId: "r1") { seq ... on TextDelta { text } } }',
      'text/event-stream',
    );
    await toy.state.events.untilOpen(1);
    const text = 'x'.repeat(mebibyte);
    for (let seq = 1; seq <= 12; seq++) toy.state.events.send({ __typename: 'TextDelta', seq, text });
    await toy.state.events.untilOpen(0);
    socket.destroy();
  });

  test('of one large answer is cut, whatever it was', async () => {
    toy.state.values.set('User.email', 'x'.repeat(16 * mebibyte));
    const socket = ask('{ me { email } }', 'application/json');
    await delay(3_000);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    socket.resume();
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    expect(received).toBeLessThan(16 * mebibyte);
  });
});
