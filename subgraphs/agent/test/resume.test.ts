import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { connectAgentDatabase } from '../src/db/database.ts';
import type { Analyst, AnalystCall } from '../src/analyst/analyst.ts';
import { startAgent, type TestEvent, typesOf, useStores } from './support/agent-fixture.ts';
import { heldStages } from './support/held-stages.ts';
import { Gate, quick, scriptedAnalyst, subtask, sumCode, write } from './support/scripted-analyst.ts';

describe.each(await storeKinds())('a run whose worker went away over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it.each(heldStages)('goes on from %s after a shutdown', async (step, script) => {
    const gate = new Gate();
    const held = scriptedAnalyst(script(({ signal }) => gate.pass(signal)));
    const first = await startAgent(stores(), workshop(), { analyst: held });
    const id = await first.person().ask('What is the total?');
    await gate.reached;
    await first[Symbol.asyncDispose]();

    const { databaseName, directory } = first;
    const next = scriptedAnalyst(script(() => Promise.resolve()));
    await using second = await startAgent(stores(), workshop(), { analyst: next, databaseName }, directory);
    const events = await second.person().allEvents(id);
    expectWholeRun(events);
    const started = events.filter(({ __typename }) => __typename === 'StepStarted').map((event) => event['step']);
    const again = started.filter((name, index) => started.indexOf(name) !== index);
    expect(again.filter((name) => name !== 'execution')).toEqual([step]); // repaired code is executed again by right
  });

  it('goes on elsewhere when its process is gone without a word, and what that still writes is refused', async () => {
    const gate = new Gate();
    const script: Partial<Analyst> = {
      report: async (_context, _results, call) => {
        await gate.pass(new AbortController().signal); // deaf: it is not stopped, as a process that hangs is not
        return write(call, ['A ghost answers.']);
      },
    };
    await using first = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst(script) });
    const id = await first.person().ask('What is the total?');
    await gate.reached;

    const { databaseName, directory } = first;
    await using second = await startAgent(
      stores(),
      workshop(),
      { analyst: scriptedAnalyst(), databaseName },
      directory,
    );
    const ada = second.person();
    const finished = await ada.until(id, 'RunFinished');
    gate.open();
    expect(finished).toMatchObject({ report: 'The total is 210.' });
    const events = await ada.allEvents(id);
    expectWholeRun(events);
    expect(JSON.stringify(events)).not.toContain('ghost');
  });

  it('says that variables are gone when the next code misses them', async () => {
    const gate = new Gate();
    const heard: string[] = [];
    const script = (hold: (call: AnalystCall) => Promise<void>): Partial<Analyst> => ({
      classify: () => Promise.resolve({ ...quick, subtasks: [subtask('A'), subtask('B')] }),
      async writeCode(_context, { subtask: { title } }, call) {
        if (title === 'A') return 'const kept = 1; result(kept);';
        await hold(call);
        return 'result(kept + 1);';
      },
      debug(_context, _task, { error }) {
        heard.push(error.message);
        return Promise.resolve(sumCode);
      },
    });
    const first = await startAgent(stores(), workshop(), {
      analyst: scriptedAnalyst(script(({ signal }) => gate.pass(signal))),
    });
    const id = await first.person().ask('What is the total?');
    await gate.reached;
    await first[Symbol.asyncDispose]();

    const { databaseName, directory } = first;
    const analyst = scriptedAnalyst(script(() => Promise.resolve()));
    await using second = await startAgent(stores(), workshop(), { analyst, databaseName }, directory);
    expectWholeRun(await second.person().allEvents(id));
    expect(heard).toEqual([expect.stringContaining('variables of earlier code are gone')]);
  });

  it('is begun when it had only waited', async () => {
    const gate = new Gate();
    const classify: Analyst['classify'] = async (_context, { signal }) => (await gate.pass(signal), quick);
    const first = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst({ classify }), concurrency: 1 });
    const ada = first.person();
    const ids = [await ada.ask('First?'), await ada.ask('Second?'), await ada.ask('Third?')];
    await gate.reached;
    await first[Symbol.asyncDispose]();

    const { databaseName, directory } = first;
    await using second = await startAgent(
      stores(),
      workshop(),
      { analyst: scriptedAnalyst(), databaseName },
      directory,
    );
    for (const id of ids) expectWholeRun(await second.person().allEvents(id));
  });

  it.each([
    ['cannot be read', `update checkpoint_blobs set blob = '\\x00'`],
    ['took four workers down', 'update runs set attempts = 4'],
  ])('ends INTERRUPTED when its checkpoint %s', async (_why, damage) => {
    const gate = new Gate();
    const analyst = scriptedAnalyst({ writeCode: async (_c, _t, { signal }) => (await gate.pass(signal), sumCode) });
    const first = await startAgent(stores(), workshop(), { analyst });
    const id = await first.person().ask('What is the total?');
    await gate.reached;
    await first[Symbol.asyncDispose]();
    const { databaseName, directory } = first;
    const database = await connectAgentDatabase(stores().databaseUrl(databaseName));
    await database.fork().execute(damage);
    await database.dispose();

    await using second = await startAgent(
      stores(),
      workshop(),
      { analyst: scriptedAnalyst(), databaseName },
      directory,
    );
    const ada = second.person();
    expect((await ada.allEvents(id)).at(-1)).toMatchObject({
      __typename: 'RunFailed',
      error: { code: 'RUN_INTERRUPTED' },
    });
    expect(await ada.data('query ($id: ID!) { run(id: $id) { status } }', { id })).toEqual({
      run: { status: 'INTERRUPTED' },
    });
  });
});

function expectWholeRun(events: readonly TestEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  expect(typesOf(events).filter((type) => type === 'RunStarted')).toHaveLength(1);
  const end = events.at(-1);
  expect(end).toMatchObject({ __typename: 'RunFinished', report: 'The total is 210.' });
  const shown = events.reduce(
    (report, { __typename, text, offset }) =>
      __typename === 'TextDelta' ? report.slice(0, Number(offset)) + String(text) : report,
    '',
  );
  expect(shown).toBe(end?.['report']);
}
