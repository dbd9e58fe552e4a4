import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { eventually } from './sandbox/sandbox-fixture.ts';
import { type Person, startAgent, type TestEvent, typesOf, useStores } from './support/agent-fixture.ts';
import { Gate, quick, scriptedAnalyst, sumCode, write } from './support/scripted-analyst.ts';

/** Reads a run's events over as many subscriptions as `pieces` says, each one cut after so many events, then to the end. */
async function readInPieces(person: Person, id: string, pieces: readonly number[]): Promise<readonly TestEvent[]> {
  const events: TestEvent[] = [];
  for (const piece of [...pieces, Infinity]) {
    let count = 0;
    for await (const event of person.events(id, { after: events.at(-1)?.seq ?? 0 })) {
      events.push(event);
      count += 1;
      if (count >= piece) break;
    }
  }
  return events;
}

describe.each(await storeKinds())("a run's events over $name", (kind) => {
  const { stores, workshop } = useStores(kind);

  it('come whole to readers that disconnect at random, while it runs and later', async () => {
    const pieces = Array.from({ length: 40 }, (_value, index) => `piece ${index} ${'x'.repeat(200)} `);
    const report = pieces.join('');
    const analyst = scriptedAnalyst({ report: (_context, _results, call) => write(call, pieces) });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }), async (cuts) => {
        const id = await ada.ask('What is the total?');
        const live = await readInPieces(ada, id, cuts);
        const later = await readInPieces(ada, id, cuts.toReversed());
        expect(live.map(({ seq }) => seq)).toEqual(live.map((_event, index) => index + 1));
        expect(later).toEqual(live);
        expect(live.map(({ __typename, text }) => (__typename === 'TextDelta' ? text : '')).join('')).toBe(report);
        expect(typesOf(live).at(-1)).toBe('RunFinished');
      }),
      { numRuns: 6 },
    );
  });

  it('come in the order of many readers at once', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    const readers = await Promise.all(Array.from({ length: 8 }, () => ada.allEvents(id)));
    for (const events of readers) expect(events).toEqual(readers[0]);
  });

  it('end at once for a reader that has all of them, or claims more than there are', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    const { length } = await ada.allEvents(id);
    expect(await ada.allEvents(id, length)).toEqual([]);
    expect(await ada.allEvents(id, length + 1_000)).toEqual([]);
    expect(await ada.allEvents(id, length - 1)).toHaveLength(1);
  });

  it('stop for a reader that leaves while nothing happens, and the run goes on', async () => {
    const gate = new Gate();
    const writeCode = async (_context: unknown, _task: unknown, { signal }: { signal: AbortSignal }) => {
      await gate.pass(signal);
      return sumCode;
    };
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst({ writeCode }) });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await gate.reached;
    const reader = ada.events(id, { after: 5 });
    await reader.return(); // and does not wait for the next event, which comes only after it
    gate.open();
    expect(typesOf(await ada.allEvents(id)).at(-1)).toBe('RunFinished');
  });

  it('are refused to strangers before the first, like those of a run that never was', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person('1');
    const eve = agent.person('2');
    const id = await ada.ask('What is the total?');
    for (const unknown of [id, randomUUID(), 'no uuid', `${id}'; drop table runs; --`]) {
      await expect(eve.allEvents(unknown)).rejects.toThrow('There is no such run.');
    }
  });

  it('lead to the session and the file without asking the database for the run', async () => {
    const gate = new Gate();
    const classify = async (_context: unknown, { signal }: { signal: AbortSignal }) => (await gate.pass(signal), quick);
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst({ classify }) });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await gate.reached;
    const fields = '__typename seq run { id session { id } file { id } }';
    const events: TestEvent[] = [];
    const reading = (async () => {
      for await (const event of ada.events(id, { fields })) events.push(event);
    })();
    await eventually('the first events are read', () => Promise.resolve(events.length >= 3));
    gate.open();
    await reading;
    const sessionId = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    for (const { run } of events) expect(run).toEqual({ id, session: { id: sessionId }, file: { id: '7' } });
  });

  it('show the run as it is now', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.allEvents(id);
    for await (const event of ada.events(id, { fields: '__typename seq run { status report code { output } }' })) {
      expect(event['run']).toMatchObject({ status: 'SUCCEEDED', report: 'The total is 210.', code: [{ output: '' }] });
    }
  });
});
