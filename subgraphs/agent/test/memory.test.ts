import { describe, expect, it } from '@jest/globals';
import { cacheKeys } from '@mas/kit/cache/cache';
import { storeKinds } from '@mas/kit/testing/stores';
import { connectAgentDatabase, connectionPool } from '../src/db/database.ts';
import type { Analyst, MemoryContext } from '../src/analyst/analyst.ts';
import { decode } from '@msgpack/msgpack';
import { createAgentMemoryRepository } from '../src/db/agent-memory.repository.ts';
import { createMemoryService } from '../src/memory/memory.service.ts';
import { noVariables } from '../src/memory/agent-memory.ts';
import { Person, startAgent, type TestEvent, useStores } from './support/agent-fixture.ts';
import { quick, scriptedAnalyst, subtask } from './support/scripted-analyst.ts';

const resultOf = (events: readonly TestEvent[]) =>
  events.find(({ __typename }) => __typename === 'CodeOutput')?.['result'];
const exchange = (runId: string, text: string) => ({
  messages: [
    { role: 'user', content: `${text}?`, at: '2026-01-01T00:00:00Z', runId },
    { role: 'assistant', content: `${text}.`, at: '2026-01-01T00:00:01Z', runId },
  ] as const,
});
const summaries = { analysis: 'a', visualization: 'v', code: 'c', userPreferences: 'u' };

describe.each(await storeKinds())('memory over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it('carries variables, conversation and summaries from run to run, through a restart too', async () => {
    const seen: MemoryContext[] = [];
    const script: Partial<Analyst> = {
      classify(context) {
        seen.push(context.memory);
        return Promise.resolve({ ...quick, subtasks: [subtask(context.question)] });
      },
      writeCode: (context) =>
        Promise.resolve(context.question === 'Remember?' ? 'const kept = [1, 2, 3]; result(0);' : 'result(kept);'),
    };
    const first = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst(script) });
    const ada = first.person();
    await ada.allEvents(await ada.ask('Remember?'));
    expect(resultOf(await ada.allEvents(await ada.ask('What was it?')))).toEqual([1, 2, 3]);
    await first[Symbol.asyncDispose]();

    const { databaseName, directory } = first;
    await using second = await startAgent(
      stores(),
      workshop(),
      { analyst: scriptedAnalyst(script), databaseName },
      directory,
    );
    const same = new Person('1', () => second.server.url);
    expect(resultOf(await same.allEvents(await same.ask('And now?')))).toEqual([1, 2, 3]);
    expect(seen[0]).toMatchObject({ conversation: [], variables: [], summaries: { analysis: '' } });
    expect(seen[1]).toMatchObject({
      conversation: [
        { role: 'user', content: 'Remember?' },
        { role: 'assistant', content: 'The total is 210.' },
      ],
      summaries: { analysis: 'sums were made', code: 'sql' },
    });
    expect(seen[1]?.variables).toContain('kept');
    expect(seen[2]?.conversation).toHaveLength(4);
  });

  it('forgets when it is told to, but keeps the runs', async () => {
    const seen: MemoryContext[] = [];
    const analyst = scriptedAnalyst({
      classify: ({ memory }) => {
        seen.push(memory);
        return Promise.resolve(quick);
      },
    });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.allEvents(id);
    expect(await ada.data('mutation { saveMemory }')).toEqual({ saveMemory: true });
    expect(await ada.data('mutation { clearMemory }')).toEqual({ clearMemory: true });
    expect(await ada.data('mutation { saveMemory }')).toEqual({ saveMemory: false });
    await ada.allEvents(await ada.ask('Again?'));
    expect(seen[1]).toMatchObject({ conversation: [], variables: [] });
    expect(await ada.data('query ($id: ID!) { run(id: $id) { report } }', { id })).toMatchObject({
      run: { report: 'The total is 210.' },
    });
  });

  it("is the session's conversation, oldest first, of answered runs alone", async () => {
    const analyst = scriptedAnalyst({
      writeCode: ({ question }) =>
        question === 'Fails?' ? Promise.reject(new Error('no')) : Promise.resolve('result(210);'),
    });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    for (const question of ['First?', 'Fails?', 'Second?']) await ada.allEvents(await ada.ask(question));
    const id = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    const query = `query ($id: ID!, $fileId: ID) { _entities(representations: [{ __typename: "Session", id: $id }]) {
      ... on Session { conversation(fileId: $fileId) { question answer answeredAt run { status } } }
    } }`;
    const turns = ['First?', 'Second?'].map((question) =>
      expect.objectContaining({ question, answer: 'The total is 210.', run: { status: 'SUCCEEDED' } }),
    );
    for (const fileId of [null, '7']) {
      expect(await ada.data(query, { id, fileId })).toEqual({ _entities: [{ conversation: turns }] });
    }
    for (const fileId of ['8', 'no number', '99999999999']) {
      expect(await ada.data(query, { id, fileId })).toEqual({ _entities: [{ conversation: [] }] });
    }
  });

  describe('the service', () => {
    const key = { userId: '1', sessionId: '7f8a1c1e-6c3a-4a53-9d0b-2f6f0a9f3c11', fileName: 'sales' };
    const open = async () => {
      const database = await stores().connect(`memory_${Math.floor(Math.random() * 1e9)}`, connectAgentDatabase);
      const cache = await stores().createCache();
      const memories = createAgentMemoryRepository(await connectionPool(database));
      await cache.delete(cacheKeys.agentMemory(key.sessionId, key.fileName));
      return {
        database,
        cache,
        memories,
        service: createMemoryService({ cache, memories }),
        async [Symbol.asyncDispose]() {
          await cache.dispose();
          await database.dispose();
        },
      };
    };

    it('writes six columns of MessagePack', async () => {
      await using opened = await open();
      const variables = { engine: 'javascript', names: ['x'], bytes: new Uint8Array([1, 2, 3]) };
      await opened.service.remember(key, { ...exchange('r1', 'one'), summaries, variables });
      const [row] = await opened.database.fork().execute<Record<string, Buffer>[]>('select * from agent_memory');
      const decoded = (name: string) => decode(row?.[name] ?? Buffer.alloc(0));
      expect(decoded('analysis_summary')).toBe('a');
      expect(decoded('user_preferences_summary')).toBe('u');
      expect(decoded('conversation')).toHaveLength(2);
      expect(decoded('variables')).toMatchObject({ names: ['x'] });
    });

    it('reads from the cache, and from the database when the cache is empty, damaged or another person’s', async () => {
      await using opened = await open();
      await opened.service.remember(key, { ...exchange('r1', 'one'), summaries });
      const expected = { summaries, conversation: exchange('r1', 'one').messages, variables: noVariables };
      expect(await opened.service.load(key)).toEqual(expected);
      const cacheKey = cacheKeys.agentMemory(key.sessionId, key.fileName);
      expect(await opened.cache.get(cacheKey)).toBeDefined();
      await opened.cache.delete(cacheKey);
      expect(await opened.service.load(key)).toEqual(expected);
      await opened.cache.set(cacheKey, new Uint8Array([0xc1, 1, 2]));
      expect(await opened.service.load(key)).toEqual(expected);
      expect((await opened.service.load({ ...key, userId: '2' })).conversation).toEqual([]);
    });

    it('saves what only the cache holds', async () => {
      await using opened = await open();
      await opened.service.remember(key, { ...exchange('r1', 'one'), summaries });
      await opened.memories.delete(key);
      expect(await opened.service.persist(key)).toBe(true);
      expect((await opened.memories.find(key))?.memory.summaries).toEqual(summaries);
    });

    it('loses no exchange of runs that end at once', async () => {
      await using opened = await open();
      const ids = Array.from({ length: 20 }, (_value, index) => `r${index}`);
      await Promise.all(ids.map((id) => opened.service.remember(key, exchange(id, id))));
      const stored = (await opened.memories.find(key))?.memory;
      expect(new Set(stored?.conversation.map(({ runId }) => runId))).toEqual(new Set(ids));
      expect(await opened.service.load(key)).toEqual(stored);
    });

    it('keeps big variables out of the cache, and gives them back', async () => {
      await using opened = await open();
      const variables = { engine: 'javascript', names: ['x'], bytes: new Uint8Array(3_000_000).fill(7) };
      await opened.service.remember(key, { ...exchange('r1', 'one'), variables });
      const cached = await opened.cache.get(cacheKeys.agentMemory(key.sessionId, key.fileName));
      expect(cached?.byteLength).toBeLessThan(10_000);
      expect(Buffer.from((await opened.service.load(key)).variables.bytes).equals(variables.bytes)).toBe(true);
    });
  });
});
