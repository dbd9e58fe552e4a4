import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { randomUUID } from 'node:crypto';
import { Person, startAgent, typesOf, useStores } from './support/agent-fixture.ts';
import { Gate, quick, scriptedAnalyst } from './support/scripted-analyst.ts';

const ask = 'mutation ($question: String!, $fileId: ID) { ask(question: $question, fileId: $fileId) { id status } }';

describe.each(await storeKinds())('asking over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it('queues a run and says so', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const answer = await agent.person().data<{ ask: { status: string } }>(ask, { question: 'What is the total?' });
    expect(answer.ask.status).toBe('QUEUED');
  });

  it.each([
    ['an empty question', { question: '' }, 'BAD_USER_INPUT'],
    ['a blank question', { question: ' \n ' }, 'BAD_USER_INPUT'],
    ['a question of 10,001 characters', { question: 'ä'.repeat(10_001) }, 'BAD_USER_INPUT'],
    ['a question with a NUL', { question: 'a\0b' }, 'BAD_USER_INPUT'],
    ['a foreign file', { question: 'What?', fileId: '8' }, 'NOT_FOUND'],
  ])('refuses %s', async (_what, variables, code) => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const { errors } = await agent.person().send(ask, variables);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  });

  it('takes a question of 10,000 characters of any script', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('🦊'.repeat(10_000));
    expect(typesOf(await ada.allEvents(id)).at(-1)).toBe('RunFinished');
  });

  it('refuses who has no active session', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const { errors } = await new Person('9', () => agent.server.url).send(ask, { question: 'What?' });
    expect(errors).toMatchObject([{ message: 'No active session.', extensions: { code: 'NOT_FOUND' } }]);
  });

  it('gives the same run to many that ask with one key at once', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const key = randomUUID();
    const ids = await Promise.all(Array.from({ length: 20 }, () => ada.ask('What is the total?', { key })));
    expect(new Set(ids).size).toBe(1);
    const query = `query ($id: ID!) { run(id: $id) { session { runs { totalCount } } } }`;
    expect(await ada.data(query, { id: ids[0] })).toEqual({ run: { session: { runs: { totalCount: 1 } } } });
  });

  it('lets so many questions wait and no more, and only their owner notices', async () => {
    const gate = new Gate();
    const classify = async (_context: unknown, { signal }: { signal: AbortSignal }) => (await gate.pass(signal), quick);
    const analyst = scriptedAnalyst({ classify });
    await using agent = await startAgent(stores(), workshop(), { analyst, concurrency: 1, waitingPerUser: 3 });
    const ada = agent.person('1');
    const first = await ada.ask('First?');
    await gate.reached;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_value, index) => ada.send(ask, { question: `${index}?` })),
    );
    const refused = answers.flatMap(({ errors }) => errors);
    expect(refused).toHaveLength(9);
    for (const { extensions } of refused) expect(extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 10 });
    const bob = agent.person('2');
    const other = await bob.ask('And mine?');
    gate.open();
    expect(typesOf(await ada.allEvents(first)).at(-1)).toBe('RunFinished');
    expect(typesOf(await bob.allEvents(other)).at(-1)).toBe('RunFinished');
  });

  it("lists a session's runs newest first, page by page", async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift(await ada.ask(`${index}?`));
    const id = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    const query = `query ($id: ID!, $after: String) {
      _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session {
        runs(first: 2, after: $after) {
          edges { cursor node { id question } } nodes { id } totalCount
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      } }
    }`;
    interface Page {
      readonly _entities: readonly [
        {
          readonly runs: {
            readonly nodes: readonly { readonly id: string }[];
            readonly pageInfo: {
              readonly hasNextPage: boolean;
              readonly hasPreviousPage: boolean;
              readonly endCursor: string;
            };
          };
        },
      ];
    }
    const seen: string[] = [];
    let after: string | undefined;
    for (let index = 0; index < 3; index += 1) {
      const { runs } = (await ada.data<Page>(query, { id, after }))._entities[0];
      expect(runs).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: index < 2, hasPreviousPage: index > 0 } });
      seen.push(...runs.nodes.map((run) => run.id));
      after = runs.pageInfo.endCursor;
    }
    expect(seen).toEqual(ids);
    const { errors } = await ada.send(query, { id, after: 'nonsense' });
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
