import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningGateway } from '../src/gateway.ts';
import { post, startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';

describe('queries and mutations', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let token: string;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy);
    token = await toy.sign('1');
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  test('one query takes its fields from three subgraphs', async () => {
    const query = '{ me { email activeSession { title activeFile { name } } } }';
    const { status, body } = await post(gateway, { query }, { token });
    expect(body).toEqual({
      data: { me: { email: 'ada@example.org', activeSession: { title: 'Sales', activeFile: { name: 'sales' } } } },
    });
    expect(status).toBe(200);
  });
});
