import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import type { Client } from 'graphql-ws';
import type { RunningGateway } from '../src/gateway.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const acrossSubgraphs = `subscription ($runId: ID!, $after: Int! = 0) {
  runEvents(runId: $runId, after: $after) {
    seq
    run { session { title user { email } activeFile { name } } file { name } }
  }
}`;

describe('federated subscriptions', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let client: Client;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy);
    client = wsClient(gateway, await toy.sign('1'));
  });
  afterEach(async () => {
    toy.state.faults.clear();
    toy.state.events.end();
    await toy.state.events.untilOpen(0);
  });
  afterAll(async () => {
    await client.dispose();
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  test('each event has the fields of three other subgraphs', async () => {
    const subscription = new Subscription(client, acrossSubgraphs, { runId: 'r1', after: 3 });
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 4 });
    toy.state.events.send({ __typename: 'TextDelta', seq: 5, text: 'a' });
    const session = { title: 'Sales', user: { email: 'ada@example.org' }, activeFile: { name: 'sales' } };
    const run = { session, file: { name: 'sales' } };
    expect(await subscription.untilResults(2)).toEqual([
      { data: { runEvents: { seq: 4, run } } },
      { data: { runEvents: { seq: 5, run } } },
    ]);
    expect(toy.state.events.afters.at(-1)).toBe(3);
    toy.state.events.end();
    expect(await subscription.ended).toBeUndefined();
  });

  test('an interface is shaped by its fragments and aliases without a fetch', async () => {
    const before = toy.state.requests.session;
    const subscription = new Subscription(
      client,
      `subscription { event: runEvents(runId: "r1") { __typename number: seq ...Delta ... on UsageUpdated { usage { cost } } } }
       fragment Delta on TextDelta { chunk: text }`,
    );
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'TextDelta', seq: 1, text: 'Hello' });
    toy.state.events.send({ __typename: 'UsageUpdated', seq: 2 });
    toy.state.events.send({ __typename: 'RunStarted', seq: 3 });
    expect(await subscription.untilResults(3)).toEqual([
      { data: { event: { __typename: 'TextDelta', number: 1, chunk: 'Hello' } } },
      { data: { event: { __typename: 'UsageUpdated', number: 2, usage: { cost: 0 } } } },
      { data: { event: { __typename: 'RunStarted', number: 3 } } },
    ]);
    expect(toy.state.requests.session).toBe(before);
    subscription.unsubscribe();
  });

  test('a nullable field of another subgraph that fails is null, with its path', async () => {
    toy.state.faults.set('Session.activeFile', new AppError('NOT_FOUND', 'The file is gone.'));
    const subscription = new Subscription(client, acrossSubgraphs, { runId: 'r1' });
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    const [result] = await subscription.untilResults(1);
    expect(result).toMatchObject({
      data: { runEvents: { seq: 1, run: { session: { title: 'Sales', activeFile: null } } } },
      errors: [{ message: 'The file is gone.', extensions: { code: 'NOT_FOUND' } }],
    });
    expect(result?.errors?.[0]?.path).toEqual(['runEvents', 'run', 'session', 'activeFile']);
    expect(result?.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    subscription.unsubscribe();
  });

  test('a non-null field that fails takes its event with it, not the subscription', async () => {
    toy.state.faults.set('Session.title', new Error('connect ECONNREFUSED 10.1.2.3:5432'));
    const subscription = new Subscription(client, acrossSubgraphs, { runId: 'r1' });
    await toy.state.events.untilOpen(1);
    toy.state.events.send({ __typename: 'RunStarted', seq: 1 });
    const [failed] = await subscription.untilResults(1);
    expect(failed?.data).toBeNull();
    expect(failed?.errors?.[0]).toMatchObject({
      message: 'Internal server error',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(JSON.stringify(failed)).not.toContain('10.1.2.3');
    toy.state.faults.clear();
    toy.state.events.send({ __typename: 'RunStarted', seq: 2 });
    expect((await subscription.untilResults(2))[1]).toMatchObject({ data: { runEvents: { seq: 2 } } });
    subscription.unsubscribe();
  });

  test('unsubscribing stops the upstream, also while nothing happens', async () => {
    const subscription = new Subscription(client, acrossSubgraphs, { runId: 'r1' });
    await toy.state.events.untilOpen(1);
    subscription.unsubscribe();
    await toy.state.events.untilOpen(0);
  });

  test('a refusal of the subgraph reaches the client with its code', async () => {
    const subscription = new Subscription(client, acrossSubgraphs, { runId: 'missing' });
    expect(await subscription.ended).toBeUndefined();
    expect(subscription.results).toMatchObject([
      { data: null, errors: [{ message: 'There is no such run.', extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  test('the anonymous are refused by the subgraph, per operation', async () => {
    const anonymous = wsClient(gateway);
    const subscription = new Subscription(anonymous, acrossSubgraphs, { runId: 'r1' });
    await subscription.ended;
    expect(subscription.results).toMatchObject([{ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    await anonymous.dispose();
  });

  test('queries and mutations run over the socket too', async () => {
    const query = new Subscription(client, '{ me { email } }');
    expect(await query.ended).toBeUndefined();
    expect(query.results).toEqual([{ data: { me: { email: 'ada@example.org' } } }]);
    const mutation = new Subscription(client, 'mutation { ask(question: "why?") { id session { title } } }');
    await mutation.ended;
    expect(mutation.results).toEqual([{ data: { ask: { id: 'r1', session: { title: 'Sales' } } } }]);
  });
});
