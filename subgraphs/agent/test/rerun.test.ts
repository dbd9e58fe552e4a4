import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import type { Analyst, AnalystCall } from '../src/analyst/analyst.ts';
import { createOfflineAnalyst } from '../src/analyst/offline/offline-analyst.ts';
import { type Person, startAgent, type TestEvent, typesOf, useStores } from './support/agent-fixture.ts';
import { Gate, quick, scriptedAnalyst, subtask, technical, write } from './support/scripted-analyst.ts';

interface Edit {
  readonly subtask: number;
  readonly source: string;
}

async function rerun(person: Person, id: string, edits: readonly Edit[] = [], key?: string): Promise<string> {
  const query =
    'mutation ($id: ID!, $edits: [CodeEdit!]!, $key: String) { rerun(id: $id, edits: $edits, idempotencyKey: $key) { id } }';
  return (await person.data<{ rerun: { id: string } }>(query, { id, edits, key })).rerun.id;
}

async function refusal(person: Person, id: string, edits: readonly Edit[] = []): Promise<unknown> {
  const query = 'mutation ($id: ID!, $edits: [CodeEdit!]!) { rerun(id: $id, edits: $edits) { id } }';
  const { errors } = await person.send(query, { id, edits });
  return errors.map(({ extensions }) => extensions?.['code']);
}

const sourcesOf = (events: readonly TestEvent[]) =>
  events.flatMap((event) => (event.__typename === 'CodeWritten' ? [event['source']] : []));
const stepsOf = (events: readonly TestEvent[]) =>
  events.flatMap((event) => (event.__typename === 'StepStarted' ? [event['step']] : []));

/** Two parts, the second of which needs a variable of the first. */
const twoParts: Partial<Analyst> = {
  classify: () => Promise.resolve({ ...quick, subtasks: [subtask('Base'), subtask('Double')] }),
  writeCode: (_context, { subtask: { title } }) =>
    Promise.resolve(title === 'Base' ? 'base = 21; result(base);' : 'result(base * 2);'),
  report: (_context, results, call) => write(call, [`It is ${JSON.stringify(results.at(-1)?.execution?.result)}.`]),
};

describe.each(await storeKinds())('a rerun over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const start = (analyst: Analyst) => startAgent(stores(), workshop(), { analyst });

  it('runs the same code in the same order in a fresh kernel, and reports on what comes out', async () => {
    await using agent = await start(scriptedAnalyst(twoParts));
    const ada = agent.person();
    const first = await ada.ask('What is twice the base?');
    const original = await ada.allEvents(first);
    const again = await rerun(ada, first);
    const events = await ada.allEvents(again);

    expect(again).not.toBe(first);
    expect(sourcesOf(events)).toEqual(sourcesOf(original));
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', report: 'It is 42.' });
    expect(events.find(({ __typename }) => __typename === 'PlanReady')).toMatchObject({
      mode: 'QUICK',
      interpretation: quick.interpretation,
      subtasks: [{ title: 'Base' }, { title: 'Double' }],
    });
    expect(stepsOf(events)).toEqual([
      'memory_retrieval',
      'task_routing',
      ...['code_recall', 'execution', 'display'],
      ...['code_recall', 'execution', 'display'],
      'report',
      'memory_save',
    ]);
    const fields = 'id question mode status rerunOf { id } session { id } file { id }';
    const { run } = await ada.data<{ run: Record<string, unknown> }>(
      `query ($id: ID!) { run(id: $id) { ${fields} } }`,
      {
        id: again,
      },
    );
    expect(run).toMatchObject({
      question: 'What is twice the base?',
      mode: 'QUICK',
      status: 'SUCCEEDED',
      rerunOf: { id: first },
      file: { id: '7' },
    });
    expect(await ada.data('query ($id: ID!) { run(id: $id) { rerunOf { id } } }', { id: first })).toEqual({
      run: { rerunOf: null },
    });
  });

  it('runs an edit in the place of what was run, and the rest after it', async () => {
    await using agent = await start(scriptedAnalyst(twoParts));
    const ada = agent.person();
    const first = await ada.ask('What is twice the base?');
    await ada.allEvents(first);
    const edited = await rerun(ada, first, [{ subtask: 0, source: 'base = 50; result(base);' }]);
    expect((await ada.allEvents(edited)).at(-1)).toMatchObject({ report: 'It is 100.' });
    const twice = await rerun(ada, edited, [{ subtask: 1, source: 'result(base * 3);' }]);
    expect((await ada.allEvents(twice)).at(-1)).toMatchObject({ report: 'It is 150.' });
  });

  it('takes the last repair of what was repaired', async () => {
    const script = { writeCode: () => Promise.resolve('missing();') };
    await using agent = await start(scriptedAnalyst(script));
    const ada = agent.person();
    const first = await ada.ask('What is the total?');
    const repaired = sourcesOf(await ada.allEvents(first)).at(-1);
    expect(sourcesOf(await ada.allEvents(await rerun(ada, first)))).toEqual([repaired]);
  });

  it('ends with the error of an edit that fails, and repairs nothing', async () => {
    await using agent = await start(scriptedAnalyst(twoParts));
    const ada = agent.person();
    const first = await ada.ask('What is twice the base?');
    await ada.allEvents(first);
    const broken = await rerun(ada, first, [{ subtask: 0, source: 'const x = 1;\nnowhere();' }]);
    const events = await ada.allEvents(broken);
    expect(typesOf(events).filter((type) => type.startsWith('Code'))).toEqual(['CodeWritten', 'CodeFailed']);
    expect(events.find(({ __typename }) => __typename === 'CodeFailed')).toMatchObject({
      willRepair: false,
      error: { name: 'ReferenceError' },
    });
    expect(events.at(-1)).toMatchObject({
      __typename: 'RunFailed',
      error: {
        code: 'CODE_FAILED',
        message: expect.stringMatching(/“Base” failed with ReferenceError in line 2: .*nowhere/) as unknown,
      },
    });
    const mended = await rerun(ada, broken, [{ subtask: 0, source: 'base = 1; result(base);' }]);
    expect((await ada.allEvents(mended)).at(-1)).toMatchObject({ report: 'It is 2.' });
  });

  it('ends with the error of an edited chart that cannot be drawn', async () => {
    await using agent = await start(scriptedAnalyst());
    const ada = agent.person();
    const first = await ada.ask('What is the total?');
    await ada.allEvents(first);
    const source =
      "chart({ data: { values: [{ a: 1 }] }, mark: 'banana', encoding: { x: { field: 'a' } } }); result(1);";
    const events = await ada.allEvents(await rerun(ada, first, [{ subtask: 0, source }]));
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFailed', error: { code: 'CODE_FAILED' } });
    expect(typesOf(events)).not.toContain('ArtifactCreated');
  });

  it('goes on without a part that had failed in the answered run as well', async () => {
    const script: Partial<Analyst> = {
      ...twoParts,
      writeCode: (_context, { subtask: { title } }) => Promise.resolve(title === 'Base' ? 'missing();' : 'result(7);'),
      debug: () => Promise.resolve('missing();'),
    };
    await using agent = await start(scriptedAnalyst(script));
    const ada = agent.person();
    const first = await ada.ask('What is twice the base?');
    expect((await ada.allEvents(first)).at(-1)).toMatchObject({ report: 'It is 7.' });
    const events = await ada.allEvents(await rerun(ada, first));
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', report: 'It is 7.' });
    expect(typesOf(events).filter((type) => type === 'CodeFailed')).toHaveLength(1);
  });

  it('stops when it is cancelled', async () => {
    const gate = new Gate();
    let reports = 0;
    const hold: Analyst['report'] = async (_context, _results, call: AnalystCall) => {
      if (reports++ > 0) await gate.pass(call.signal);
      return write(call, ['Done.']);
    };
    await using agent = await start(scriptedAnalyst({ ...twoParts, report: hold }));
    const ada = agent.person();
    const first = await ada.ask('What is twice the base?');
    await ada.allEvents(first);
    const again = await rerun(ada, first);
    await gate.reached;
    await ada.cancel(again);
    expect(typesOf(await ada.allEvents(again)).at(-1)).toBe('RunCancelled');
  });

  it('goes on in another process where the one before it stopped', async () => {
    const gate = new Gate();
    let reports = 0;
    const hold: Analyst['report'] = async (_context, _results, call: AnalystCall) => {
      if (reports++ > 0) await gate.pass(call.signal);
      return write(call, ['Done.']);
    };
    const one = await start(scriptedAnalyst({ ...twoParts, report: hold }));
    const ada = one.person();
    const first = await ada.ask('What is twice the base?');
    await ada.allEvents(first);
    const again = await rerun(ada, first, [{ subtask: 0, source: 'base = 4; result(base);' }]);
    await gate.reached;
    await one[Symbol.asyncDispose]();

    const { databaseName, directory } = one;
    const options = { analyst: scriptedAnalyst(twoParts), databaseName };
    await using two = await startAgent(stores(), workshop(), options, directory);
    const events = await two.person().allEvents(again);
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', report: 'It is 8.' });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(stepsOf(events).filter((step) => step === 'execution')).toHaveLength(2);
  });

  it('gives the same run for the same key', async () => {
    await using agent = await start(scriptedAnalyst());
    const ada = agent.person();
    const first = await ada.ask('What is the total?');
    await ada.allEvents(first);
    expect(await rerun(ada, first, [], 'once')).toBe(await rerun(ada, first, [], 'once'));
  });

  it('refuses what cannot be run again', async () => {
    const gate = new Gate();
    const advisory = { ...technical, route: 'ADVISORY' } as const;
    const classify: Analyst['classify'] = async ({ question }, call) => {
      if (question === 'hold') await gate.pass(call.signal);
      return question === 'advise' ? advisory : quick;
    };
    await using agent = await start(scriptedAnalyst({ classify }));
    const ada = agent.person();
    const held = await ada.ask('hold');
    await gate.reached;
    expect(await refusal(ada, held)).toEqual(['FAILED_PRECONDITION']);
    gate.open();
    await ada.allEvents(held);
    const advised = await ada.ask('advise');
    await ada.allEvents(advised);
    expect(await refusal(ada, advised)).toEqual(['FAILED_PRECONDITION']);
    for (const edits of [
      [{ subtask: 3, source: 'result(1)' }],
      [{ subtask: 0, source: ' ' }],
      [{ subtask: 0, source: 'x'.repeat(100_001) }],
      [{ subtask: 0, source: 'result("\0")' }],
      [
        { subtask: 0, source: 'result(1)' },
        { subtask: 0, source: 'result(2)' },
      ],
    ]) {
      expect(await refusal(ada, held, edits)).toEqual(['BAD_USER_INPUT']);
    }
    expect(await refusal(agent.person('2'), held)).toEqual(['NOT_FOUND']);
  });
});

describe.each(await storeKinds())('a rerun of the offline analyst over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const start = () => startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });
  const reportOf = (events: readonly TestEvent[]) => {
    const { report, numbers } = events.at(-1) as unknown as { report: string; numbers: { verified: boolean }[] };
    expect(numbers.filter(({ verified }) => !verified)).toEqual([]);
    return report;
  };

  it('reports the numbers of code whose result keeps its shape, and says that it was edited', async () => {
    await using agent = await start();
    const ada = agent.person();
    const first = await ada.ask('mean price by region');
    const original = await ada.allEvents(first);
    expect(reportOf(original)).not.toContain('The code was edited');
    const source = String(sourcesOf(original)[0]).replaceAll('FROM data', 'FROM (SELECT * FROM data WHERE price > 2)');
    expect(source).not.toBe(sourcesOf(original)[0]);
    const report = reportOf(await ada.allEvents(await rerun(ada, first, [{ subtask: 0, source }])));
    expect(report).toContain('The code was edited');
    expect(report).toContain('3');
  });

  it.each([
    ['a number', 'result(1234.5);', /\*\*1,234\.5\*\*/],
    [
      'a list of rows',
      'result(sql("select region, max(price) as dearest from data group by 1 order by 1"));',
      /\| South \| 5\.5 \|/,
    ],
    ['nested values', 'result({ total: 17, by: { North: 3, South: 4 } });', /\| total \| 17 \|[\s\S]*\| North \| 3 \|/],
    ['text that looks like markup', 'result({ note: "<b>|x|</b>" });', /\\<b\\>\\\|x\\\|/],
    ['nothing but print', 'print("there are 17");', /```text\nthere are 17\n```/],
    ['nothing at all', 'const x = 1;', /gave nothing/],
    ['an empty list', 'result([]);', /empty list/],
    ['null', 'result(null);', /missing/],
  ])('shows %s as it is', async (_what, source, expected) => {
    await using agent = await start();
    const ada = agent.person();
    const first = await ada.ask('mean price by region');
    await ada.allEvents(first);
    const report = reportOf(await ada.allEvents(await rerun(ada, first, [{ subtask: 0, source }])));
    expect(report).toMatch(expected);
    expect(report).not.toContain('2.5'); // the mean of the run before
  });
});
