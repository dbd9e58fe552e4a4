import { describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds } from '@mas/kit/testing/stores';
import { createOfflineAnalyst } from '../src/analyst/offline/offline-analyst.ts';
import { startAnalyst } from './claude/start-analyst.ts';
import { codeReply, jsonReply, textReply } from './messages-api/messages-reply.ts';
import { startAgent, useStores } from './support/agent-fixture.ts';
import { Gate, quick, scriptedAnalyst, sumCode } from './support/scripted-analyst.ts';

const subtasks = [{ title: 'Sum', goal: 'The sum of amount', kind: 'ANALYSIS', steps: ['Add them up'] }];
const classified = jsonReply({ interpretation: 'The sum.', route: 'EXPLORATORY', mode: 'QUICK', subtasks });
const summaries = { analysis: 'The sum is 210.', visualization: '', code: '', userPreferences: '' };
const fileQuery = (ids: readonly string[]) =>
  `{ _entities(representations: [${ids.map((id) => `{ __typename: "File", id: "${id}" }`).join(' ')}]) {
    ... on File { suggestedQuestions } } }`;

describe.each(await storeKinds())('what could be asked over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it('next comes with an answer, and is there with its last event', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('mean price by region');
    const fields = 'seq __typename ... on RunStarted { run { followUps } } ... on RunFinished { run { followUps } }';
    const events = await Array.fromAsync(ada.events(id, { fields }));
    const { followUps } = events.at(-1)?.['run'] as { followUps: string[] };
    expect(followUps.length).toBeGreaterThan(0);
    expect(followUps.length).toBeLessThanOrEqual(4);
    expect(await ada.data('query ($id: ID!) { run(id: $id) { followUps } }', { id })).toEqual({ run: { followUps } });
  });

  it('next is nothing for a run that failed', async () => {
    const analyst = scriptedAnalyst({ report: () => Promise.reject(new Error('no')) });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.allEvents(id);
    expect(await ada.data('query ($id: ID!) { run(id: $id) { followUps } }', { id })).toEqual({
      run: { followUps: [] },
    });
  });

  it.each([
    [
      'are taken as they come',
      { followUps: ['By region?', ' By  region ', 'How much was sold?', 'b', 'c', 'd', 'e'] },
      ['By region?', 'b', 'c', 'd'],
    ],
    ['may be missing', {}, []],
    ['may be of another shape', { followUps: 'none' }, []],
  ])('next, of Claude, %s, without a call of their own', async (_what, more, expected) => {
    const replies = [classified, codeReply(sumCode), textReply('**210**'), jsonReply({ ...summaries, ...more })];
    await using claude = await startAnalyst(replies);
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const id = await ada.ask('How much was sold?');
    await ada.allEvents(id);
    const { run } = await ada.data<{ run: object }>('query ($id: ID!) { run(id: $id) { followUps report } }', { id });
    expect(run).toEqual({ followUps: expected, report: '**210**' });
    expect(claude.api.requests).toHaveLength(4);
  });

  it('first comes from the profile, whoever answers', async () => {
    await using claude = await startAnalyst([]);
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const { _entities } = await ada.data<{ _entities: [{ suggestedQuestions: string[] }] }>(fileQuery(['7']));
    expect(_entities[0].suggestedQuestions.length).toBeGreaterThan(0);
    expect(_entities[0].suggestedQuestions.length).toBeLessThanOrEqual(6);
    expect(claude.api.requests).toHaveLength(0);
  });

  it('first is not said of a file that is not there, of many files, or to nobody', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const missing = await ada.send(fileQuery(['8']));
    expect(missing.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
    const many = await ada.send(fileQuery(Array.from({ length: 11 }, (_none, index) => String(100 + index))));
    expect(many.errors.map(({ extensions }) => extensions?.['code'])).toContain('BAD_USER_INPUT');
    const anonymous = await requestGraphql(agent.server.url, { query: fileQuery(['7']) });
    expect(anonymous.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
  });
});

describe.each(await storeKinds())('what answers here over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const query = '{ agentSystem { analyst sandbox database cache runningRuns queuedRuns } }';

  it('is said with its versions and how busy it is', async () => {
    const gate = new Gate();
    const classify = async (_context: unknown, call: { signal: AbortSignal }) => (await gate.pass(call.signal), quick);
    const options = { analyst: scriptedAnalyst({ classify }), concurrency: 1 };
    await using agent = await startAgent(stores(), workshop(), options);
    const ada = agent.person();
    const ids = [await ada.ask('one'), await ada.ask('two')];
    await gate.reached;
    expect(await ada.data(query)).toEqual({
      agentSystem: {
        analyst: 'scripted',
        sandbox: expect.stringMatching(/^javascript in (bwrap|unshare|seatbelt|process)$/),
        database: expect.stringMatching(/^PostgreSQL \d+(\.\d+)*$/) as unknown,
        cache: stores().redisUrl === undefined ? 'memory' : (expect.stringMatching(/^Redis \d+\.\d+/) as unknown),
        runningRuns: 1,
        queuedRuns: 1,
      },
    });
    gate.open();
    for (const id of ids) await ada.allEvents(id);
  });

  it('names all models, and is for people who are signed in', async () => {
    await using claude = await startAnalyst([], { models: { decide: 'small', code: 'large', report: 'small' } });
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    expect(await agent.person().data(query)).toMatchObject({ agentSystem: { analyst: 'small, large' } });
    const anonymous = await requestGraphql(agent.server.url, { query });
    expect(anonymous.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
  });
});
