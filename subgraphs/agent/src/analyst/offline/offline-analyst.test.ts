import { describe, expect, test } from '@jest/globals';
import { orders, trial, type InventedDataset } from '../../../test/offline/invented-datasets.ts';
import { call, contextOf } from '../../../test/offline/offline-fixture.ts';
import type { CodeTask, Subtask } from '../analyst.ts';
import { createOfflineAnalyst } from './offline-analyst.ts';
import { suggestQuestions } from './suggestions.ts';

const analyst = createOfflineAnalyst();

async function classify(dataset: InventedDataset, question: string) {
  return analyst.classify(contextOf(dataset, question), call);
}

describe('the mode', () => {
  test.each([
    ['What is the mean age?', 'QUICK'],
    ['average response by arm', 'QUICK'],
    ['predict response from dose', 'TECHNICAL'],
    ['does response differ between treatment and placebo?', 'TECHNICAL'],
    ['Give me a thorough report on the distribution of age', 'TECHNICAL'],
  ])('%s is %s', async (question, mode) => {
    expect((await classify(trial, question)).mode).toBe(mode);
  });

  test('is the user’s when they chose one', async () => {
    const context = { ...contextOf(trial, 'predict response from dose'), requestedMode: 'QUICK' as const };
    const decision = await analyst.classify(context, call);
    expect(decision.mode).toBe('QUICK');
    expect(decision.subtasks).toHaveLength(1);
  });
});

describe('the route', () => {
  test.each([
    'How should I analyse this?',
    'suggest some questions',
    'what does the column dose_mg mean?',
    'help',
    'what could I look at next?',
  ])('%s asks for advice', async (question) => {
    const decision = await classify(trial, question);
    expect(decision).toMatchObject({ route: 'ADVISORY' });
    expect(decision.subtasks).toBeUndefined();
    expect(await analyst.advise(contextOf(trial, question), call)).toContain('`');
  });

  test('a quick question has its subtasks with kinds and plans at once', async () => {
    const decision = await classify(trial, 'mean age by arm');
    expect(decision.interpretation).toBe('I read this as: the mean of `age` by `arm`.');
    expect(decision.subtasks).toMatchObject([{ kind: 'ANALYSIS', plan: { steps: expect.any(Array) as unknown } }]);
  });
});

test('code stays the same after the state went through JSON', async () => {
  const context = contextOf(trial, 'mean age by arm, and the correlation of dose and response');
  const drafts = await analyst.decompose(context, call);
  expect(new Set(drafts.map(({ goal }) => goal)).size).toBe(2);
  const stored = JSON.parse(JSON.stringify({ context, subtask: { ...drafts[1], kind: 'ANALYSIS' } })) as {
    context: typeof context;
    subtask: Subtask;
  }; // what was written above
  const code = await analyst.writeCode(stored.context, { subtask: stored.subtask, earlier: [] }, call);
  expect(code).toContain('corr(x, y)');
});

describe('a repair', () => {
  const subtask: Subtask = { title: '', goal: 'Find out the distribution of `age`.', kind: 'ANALYSIS' };
  const context = contextOf(trial, 'how is age distributed?');
  const task: CodeTask = { subtask, earlier: [] };
  const repair = (code: string, message: string, name = 'SqlError', times = 1) =>
    analyst.debug(context, task, { code, error: { name, message }, output: '', repair: times }, call);

  test('reads values leniently after a failed cast', async () => {
    const code = await analyst.writeCode(context, task, call);
    const repaired = await repair(code, 'Conversion Error: Could not convert string "n/a" to DOUBLE');
    expect(repaired).not.toBe(code);
    expect(repaired).toContain('TRY_CAST');
  });

  test('leaves out the chart when the chart is at fault', async () => {
    const code = await analyst.writeCode(context, task, call);
    expect(code).toContain('chart(');
    expect(await repair(code, 'the chart is invalid', 'ChartError')).not.toContain('chart(');
  });

  test('works on a sample when time or memory ran out', async () => {
    const code = await analyst.writeCode(context, task, call);
    expect(await repair(code, 'took too long', 'TimeoutError')).toContain('USING SAMPLE');
  });

  test('never gives the same code again', async () => {
    const seen = [await analyst.writeCode(context, task, call)];
    for (let times = 1; times <= 4; times++) {
      const next = await repair(seen.at(-1) ?? '', 'Binder Error: something else', 'SqlError', times);
      expect(next).not.toBe(seen.at(-1));
      seen.push(next);
    }
    expect(new Set(seen.slice(0, 4)).size).toBe(4);
  });
});

test.each([
  ['orders', orders],
  ['trial', trial],
] as const)('every question suggested for %s is answered', async (_name, dataset) => {
  const questions = suggestQuestions(dataset.dataset);
  expect(questions.length).toBeGreaterThanOrEqual(3);
  expect(questions.length).toBeLessThanOrEqual(6);
  for (const question of questions) {
    const decision = await classify(dataset, question);
    expect(decision.route).toBe('EXPLORATORY');
    expect(decision.subtasks?.map(({ kind }) => kind) ?? []).not.toContain('DIRECT_RESPONSE');
  }
});

test('what is remembered stays small however much is asked', async () => {
  let context = contextOf(trial, 'What is the mean age?');
  const subtask: Subtask = { title: 'The mean of `age`', goal: '', kind: 'ANALYSIS' };
  const execution = { ok: true, output: '', artifacts: [], notices: [], durationMs: 1 };
  for (let turn = 0; turn < 80; turn++) {
    const question = `What is the mean age in round ${String(turn)}?`;
    const summaries = await analyst.summarize(
      { ...context, question },
      { report: `The mean is **${String(turn)}**.`, results: [{ subtask, execution, repairs: 0 }] },
      call,
    );
    context = { ...context, memory: { ...context.memory, summaries } };
  }
  const { analysis } = context.memory.summaries;
  expect(Buffer.byteLength(analysis)).toBeLessThanOrEqual(4000);
  expect(analysis).toContain('round 79');
});

test('an aborted call does nothing', async () => {
  const aborted = { ...call, signal: AbortSignal.abort() };
  await expect(analyst.classify(contextOf(trial, 'mean age'), aborted)).rejects.toThrow();
});
