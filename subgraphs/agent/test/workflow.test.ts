import { describe, expect, it } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import { storeKinds } from '@mas/kit/testing/stores';
import type { Analyst, CodeFailure } from '../src/analyst/analyst.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { startAgent, type TestEvent, typesOf, useStores } from './support/agent-fixture.ts';
import { quick, scriptedAnalyst, subtask, sumCode, technical, write } from './support/scripted-analyst.ts';

const stepsOf = (events: readonly TestEvent[]) =>
  events.filter(({ __typename }) => __typename === 'StepStarted').map(({ step }) => step);
const ofType = (events: readonly TestEvent[], type: string) =>
  events.filter(({ __typename }) => __typename === type) as unknown as Record<string, never>[];

describe.each(await storeKinds())('the workflow over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const run = async (script: Partial<Analyst>, mode = 'AUTO') => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst(script) });
    const ada = agent.person();
    return await ada.allEvents(await ada.ask('What is the total?', { mode }));
  };

  it('answers a quick question in the shortest way', async () => {
    const events = await run({});
    expect(stepsOf(events)).toEqual([
      'memory_retrieval',
      'mode_classification',
      'task_routing',
      'code_generation',
      'execution',
      'display',
      'report',
      'memory_save',
    ]);
    expect(ofType(events, 'PlanReady')).toMatchObject([
      { mode: 'QUICK', interpretation: 'the sum of `amount`', subtasks: [{ index: 0, steps: ['compute Sum'] }] },
    ]);
    expect(ofType(events, 'CodeOutput')).toMatchObject([{ subtask: 0, attempt: 0, result: { total: 210 } }]);
    expect(events.at(-1)).toMatchObject({
      report: 'The total is 210.',
      numbers: [{ text: '210', value: 210, verified: true, source: 'result.total of subtask 0' }],
    });
  });

  it('plans a thorough answer, part by part, in one kernel', async () => {
    const events = await run({
      classify: () => Promise.resolve(technical),
      decompose: () =>
        Promise.resolve([
          { title: 'A', goal: 'a' },
          { title: 'B', goal: 'b' },
          { title: 'C', goal: 'c' },
        ]),
      classifySubtasks: () => Promise.resolve(['ANALYSIS', 'DIRECT_RESPONSE', 'VISUALIZATION']),
      writeCode: (_context, { subtask: { title } }) =>
        Promise.resolve(title === 'A' ? 'const kept = 42; result(kept);' : 'result({ kept });'),
      report: (_context, results, call) => write(call, [`${results.length} parts, ${results[1]?.response ?? 'none'}`]),
    });
    expect(stepsOf(events)).toEqual([
      ...['memory_retrieval', 'mode_classification', 'task_routing', 'decomposition', 'subtask_classification'],
      ...['action_planning', 'code_generation', 'execution', 'display'],
      'direct_response',
      ...['action_planning', 'code_generation', 'execution', 'display'],
      ...['report', 'memory_save'],
    ]);
    expect(ofType(events, 'CodeOutput')[1]).toMatchObject({ subtask: 2, result: { kept: 42 } });
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', report: '3 parts, On B: words.' });
    expect(typesOf(events).filter((type) => type === 'TextDelta')).toHaveLength(1);
  });

  it('advises without running code', async () => {
    const events = await run({ classify: () => Promise.resolve({ ...technical, route: 'ADVISORY' }) });
    expect(stepsOf(events)).toContain('context_advising');
    expect(stepsOf(events)).not.toContain('execution');
    expect(events.at(-1)).toMatchObject({ report: 'Look at the regions.' });
  });

  it('answers in words alone when no part needs code', async () => {
    const subtasks = [subtask('one', 'DIRECT_RESPONSE'), subtask('two', 'DIRECT_RESPONSE')];
    const events = await run({ classify: () => Promise.resolve({ ...quick, subtasks }) });
    const report = 'On one: words.\n\nOn two: words.';
    expect(events.at(-1)).toMatchObject({ report });
    const deltas = ofType(events, 'TextDelta') as unknown as { text: string; offset: number }[];
    expect(deltas.map(({ text }) => text).join('')).toBe(report);
    for (const { text, offset } of deltas) expect(report.slice(offset, offset + text.length)).toBe(text);
  });

  it.each([
    ['a quick answer', 'QUICK', 2],
    ['a thorough answer', 'TECHNICAL', 5],
  ])('repairs each part of %s in %s mode %d times at most, counted afresh', async (_what, mode, repairs) => {
    const failures: CodeFailure[] = [];
    const events = await run(
      {
        classify: () => Promise.resolve({ ...quick, subtasks: [subtask('A'), subtask('B')] }),
        decompose: () =>
          Promise.resolve([
            { title: 'A', goal: 'a' },
            { title: 'B', goal: 'b' },
          ]),
        writeCode: () => Promise.resolve('missing();'),
        debug(_context, _task, failure) {
          failures.push(failure);
          return Promise.resolve('missing();');
        },
      },
      mode,
    );
    const failed = ofType(events, 'CodeFailed');
    const attempts = Array.from({ length: repairs + 1 }, (_value, index) => index);
    expect(failed.map(({ subtask: index, attempt }) => [index, attempt])).toEqual(
      [0, 1].flatMap((index) => attempts.map((attempt) => [index, attempt])),
    );
    expect(failed.map(({ willRepair }) => willRepair)).toEqual(
      [0, 1].flatMap(() => attempts.map((at) => at < repairs)),
    );
    expect(failures.map(({ repair }) => repair)).toEqual([0, 1].flatMap(() => attempts.slice(1)));
    expect(failures[0]).toMatchObject({ code: 'missing();', error: { name: 'ReferenceError' } });
    expect(stepsOf(events)).toContain('fallback');
    expect(events.at(-1)).toMatchObject({ report: 'Nothing could be computed.' });
  });

  it('reports on the parts that could be computed', async () => {
    const events = await run({
      classify: () => Promise.resolve({ ...quick, subtasks: [subtask('A'), subtask('B')] }),
      writeCode: (_context, { subtask: { title } }) => Promise.resolve(title === 'A' ? 'missing();' : sumCode),
      debug: () => Promise.resolve('missing();'),
      report: (_context, results, call) => write(call, [results.map(({ execution }) => execution?.ok).join()]),
    });
    expect(events.at(-1)).toMatchObject({ report: 'false,true' });
  });

  it('has a chart that cannot be drawn repaired, and shows nothing of the failed try', async () => {
    const chart = (mark: string) =>
      `chart({ data: { values: [{ a: 1 }] }, mark: '${mark}', encoding: { x: { field: 'a', type: 'quantitative' } } }, 'A');`;
    const events = await run({
      writeCode: () => Promise.resolve(`table([{ a: 1 }], 'T'); ${chart('no such mark')} result(1);`),
      debug: () => Promise.resolve(`table([{ a: 1 }], 'T'); ${chart('bar')} result(1);`),
    });
    expect(ofType(events, 'CodeFailed')).toMatchObject([
      { attempt: 0, error: { name: 'ChartError' }, willRepair: true },
    ]);
    const artifacts = ofType(events, 'ArtifactCreated').map(
      ({ artifact }) => artifact as unknown as Record<string, unknown>,
    );
    expect(artifacts).toMatchObject([
      { kind: 'TABLE', title: 'T', columns: ['a'], rows: [[1]], totalRows: 1, svg: null },
      { kind: 'CHART', title: 'A', rows: null },
    ]);
    expect(artifacts[1]?.['svg']).toContain('<svg');
  });

  it('goes on without a chart that cannot be repaired', async () => {
    const code = `chart({ data: { values: [] }, mark: 'no such mark', encoding: {} }, 'A'); result(210);`;
    const events = await run({ writeCode: () => Promise.resolve(code), debug: () => Promise.resolve(code) });
    expect(ofType(events, 'CodeFailed').map(({ willRepair }) => willRepair)).toEqual([true, true, false]);
    expect(ofType(events, 'ArtifactCreated')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', report: 'The total is 210.' });
  });

  it('gives a repair a fresh kernel, and says so, when the code took the old one down', async () => {
    const failures: CodeFailure[] = [];
    const analyst = scriptedAnalyst({
      writeCode: () => Promise.resolve('const kept = 1; result(kept);'),
      debug(_context, _task, failure) {
        failures.push(failure);
        return Promise.resolve('result(typeof kept);');
      },
    });
    await using agent = await startAgent(stores(), workshop(), { analyst, sandbox: crashingOnce(workshop().sandbox) });
    const ada = agent.person();
    const events = await ada.allEvents(await ada.ask('What is the total?'));
    expect(failures).toHaveLength(1);
    expect(failures[0]?.error).toMatchObject({ name: 'SandboxCrashed' });
    expect(failures[0]?.error.message).toContain('variables of earlier code are gone');
    expect(ofType(events, 'CodeOutput')).toMatchObject([{ attempt: 1, result: 'undefined' }]);
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished' });
  });

  it('ends with what the analyst said went wrong, and works on', async () => {
    let isDown = true;
    const script: Partial<Analyst> = {
      writeCode: () =>
        isDown
          ? Promise.reject(new AppError('ANALYST_UNAVAILABLE', 'Claude is not answering.'))
          : Promise.resolve(sumCode),
    };
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst(script) });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    const error = { code: 'ANALYST_UNAVAILABLE', message: 'Claude is not answering.' };
    expect((await ada.allEvents(id)).at(-1)).toMatchObject({ __typename: 'RunFailed', error });
    expect(await ada.data('query ($id: ID!) { run(id: $id) { status error { code message } } }', { id })).toEqual({
      run: { status: 'FAILED', error },
    });
    isDown = false;
    expect(typesOf(await ada.allEvents(await ada.ask('And now?'))).at(-1)).toBe('RunFinished');
  });

  it('shows nothing of an unexpected error but an id', async () => {
    const events = await run({ report: () => Promise.reject(new Error('password=hunter2 in /srv/secret.ts')) });
    const { error } = events.at(-1) as unknown as { error: { code: string; message: string } };
    expect(error.code).toBe('INTERNAL_SERVER_ERROR');
    expect(error.message).toMatch(/error id [0-9a-f-]{36}/);
    expect(JSON.stringify(events)).not.toMatch(/hunter2|secret/);
  });

  it('keeps its answer when the exchange cannot be summarized', async () => {
    const events = await run({ summarize: () => Promise.reject(new AppError('ANALYST_UNAVAILABLE', 'gone')) });
    expect(typesOf(events).at(-1)).toBe('RunFinished');
  });

  it('ends a run whose time is up', async () => {
    const analyst = scriptedAnalyst({ writeCode: (_context, _task, { signal }) => untilAborted(signal) });
    await using agent = await startAgent(stores(), workshop(), { analyst, runTimeoutMs: 300 });
    const ada = agent.person();
    const events = await ada.allEvents(await ada.ask('What is the total?'));
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFailed', error: { code: 'TIMEOUT' } });
  });

  it('adds up what the model was asked for', async () => {
    const usage = {
      modelCalls: 1,
      inputTokens: 10,
      outputTokens: 5,
      cacheReadTokens: 2,
      cacheWriteTokens: 1,
      cost: 0.5,
    };
    const events = await run({
      classify: (_context, call) => (call.onUsage(usage), Promise.resolve(quick)),
      report: (_context, _results, call) => (call.onUsage(usage), write(call, ['It is 210.'])),
    });
    expect(ofType(events, 'UsageUpdated').map(({ usage: total }) => total)).toEqual([
      usage,
      { modelCalls: 2, inputTokens: 20, outputTokens: 10, cacheReadTokens: 4, cacheWriteTokens: 2, cost: 1 },
    ]);
  });

  it('marks numbers that nothing computed', async () => {
    const events = await run({ report: (_context, _results, call) => write(call, ['210 in all, 77.7 elsewhere.']) });
    expect(events.at(-1)).toMatchObject({
      numbers: [
        { text: '210', verified: true },
        { text: '77.7', verified: false, source: null },
      ],
    });
  });

  it('writes an answer of two thousand tokens as a few rows', async () => {
    const tokens = Array.from({ length: 2_000 }, (_value, index) => `w${index % 7} `);
    const events = await run({ report: (_context, _results, call) => write(call, tokens) });
    const deltas = ofType(events, 'TextDelta') as unknown as { text: string; offset: number }[];
    expect(deltas.length).toBeLessThan(100);
    expect(deltas.map(({ text }) => text).join('')).toBe(tokens.join(''));
  });
});

/** The first code that runs in it takes its kernel down. */
function crashingOnce(sandbox: Sandbox): Sandbox {
  let hasCrashed = false;
  return {
    description: sandbox.description,
    async open(options) {
      const kernel = await sandbox.open(options);
      if (hasCrashed) return kernel;
      return {
        async run(code) {
          hasCrashed = true;
          await kernel.run(code);
          await kernel.dispose();
          throw new AppError('SANDBOX_CRASHED', 'The sandbox ended unexpectedly.');
        },
        saveVariables: () => kernel.saveVariables(),
        dispose: () => kernel.dispose(),
      };
    },
    dispose: () => sandbox.dispose(),
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
