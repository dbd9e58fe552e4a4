import { describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds } from '@mas/kit/testing/stores';
import { randomUUID } from 'node:crypto';
import { startAgent, useStores } from './support/agent-fixture.ts';
import { scriptedAnalyst } from './support/scripted-analyst.ts';

const codes = (answer: { errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  answer.errors.map(({ extensions }) => extensions?.['code']);

const operations = [
  'query ($id: ID!) { run(id: $id) { question } }',
  'query ($id: ID!) { run(id: $id) { export(format: HTML) { content } } }',
  'mutation ($id: ID!) { rerun(id: $id) { id } }',
  'mutation ($id: ID!) { cancelRun(id: $id) { status } }',
  'query ($id: ID!) { _entities(representations: [{ __typename: "Run", id: $id }]) { ... on Run { question } } }',
  'query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { export(format: MARKDOWN) { content } } } }',
  'mutation ($id: ID!) { ask(question: "?", sessionId: $id) { id } }',
  'mutation ($id: ID!) { saveMemory(sessionId: $id) }',
  'mutation ($id: ID!) { clearMemory(sessionId: $id) }',
];

describe.each(await storeKinds())('isolation over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const start = () => startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });

  it('answers the same for what is foreign, unknown or no id at all', async () => {
    await using agent = await start();
    const ada = agent.person('1');
    const eve = agent.person('2');
    const runId = await ada.ask('What is the total?');
    const sessionId = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    for (const query of operations) {
      for (const id of [runId, sessionId, randomUUID(), 'no uuid', '']) {
        expect(codes(await eve.send(query, { id }))).toEqual(['NOT_FOUND']);
      }
    }
  });

  it('refuses the anonymous everything', async () => {
    await using agent = await start();
    const id = await agent.person('1').ask('What is the total?');
    for (const query of operations) {
      expect(codes(await requestGraphql(agent.server.url, { query, variables: { id } }))).toEqual(['UNAUTHENTICATED']);
    }
  });

  it("shows nobody another person's runs in a session", async () => {
    await using agent = await start();
    const ada = agent.person('1');
    const eve = agent.person('2');
    await ada.allEvents(await ada.ask('What is the total?'));
    const id = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) {
      ... on Session { runs { totalCount nodes { id } } conversation { question } }
    } }`;
    expect(await eve.data(query, { id })).toEqual({
      _entities: [{ runs: { totalCount: 0, nodes: [] }, conversation: [] }],
    });
    expect(await ada.data(query, { id })).toMatchObject({
      _entities: [{ runs: { totalCount: 1 }, conversation: [{ question: 'What is the total?' }] }],
    });
  });

  it("takes an idempotency key for its owner's alone", async () => {
    await using agent = await start();
    const own = await agent.person('1').ask('What is the total?', { key: 'same' });
    expect(await agent.person('2').ask('What is the total?', { key: 'same' })).not.toBe(own);
  });
});
