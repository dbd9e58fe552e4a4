import { describe, expect, test } from '@jest/globals';
import { jsonReply, textReply } from '../messages-api/messages-reply.ts';
import { question, recordCall, subtask, subtaskResult } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const { title, goal, kind } = subtask;
const steps = ['Group by origin', 'Average delay'];
const quick = {
  interpretation: 'The mean of delay for each origin.',
  route: 'EXPLORATORY',
  mode: 'QUICK',
  subtasks: [{ title, goal, kind, steps }],
};

describe('decisions', () => {
  test('a QUICK question gets its subtasks and plans in the first call', async () => {
    await using running = await startAnalyst([jsonReply(quick)]);
    const decision = await running.analyst.classify(question, recordCall());
    expect(decision).toEqual({ ...quick, subtasks: [{ title, goal, kind, plan: { steps } }] });
    expect(running.api.requests).toHaveLength(1);
  });

  test('other questions get none', async () => {
    await using running = await startAnalyst([jsonReply({ ...quick, mode: 'TECHNICAL' })]);
    expect(await running.analyst.classify(question, recordCall())).not.toHaveProperty('subtasks');
  });

  test("the schema leaves no mode but the person's choice", async () => {
    await using running = await startAnalyst([jsonReply({ ...quick, mode: 'TECHNICAL' }), jsonReply(quick)]);
    const decision = await running.analyst.classify({ ...question, requestedMode: 'QUICK' }, recordCall());
    expect(decision.mode).toBe('QUICK');
    const schema = JSON.stringify(running.api.requests[0]?.body.output_config?.format);
    expect(schema).not.toContain('"TECHNICAL"');
  });

  test('every other decision comes in the shape of the port', async () => {
    const followUps = ['How does the delay differ by month?'];
    const memory = { analysis: 'ATL 9.25', visualization: '', code: '', userPreferences: 'brief', followUps };
    await using running = await startAnalyst([
      jsonReply({ subtasks: [{ title, goal }] }),
      jsonReply({ kinds: ['ANALYSIS', 'VISUALIZATION'] }),
      jsonReply({ steps }),
      jsonReply(memory),
    ]);
    const { analyst } = running;
    const call = recordCall();
    expect(await analyst.decompose(question, call)).toEqual([{ title, goal }]);
    expect(await analyst.classifySubtasks(question, [subtask, subtask], call)).toEqual(['ANALYSIS', 'VISUALIZATION']);
    expect(await analyst.plan(question, subtask, call)).toEqual({ steps });
    expect(await analyst.summarize(question, { report: 'ATL: 9.25', results: [subtaskResult] }, call)).toEqual(memory);
    expect(call.texts).toEqual([]);
    expect(call.usages).toHaveLength(4);
  });
});

describe('a decision that does not fit', () => {
  test.each([
    ['is no JSON', textReply('Sure! {"mode": "QUICK"')],
    ['lacks a field', jsonReply({ ...quick, interpretation: undefined })],
    ['has no subtasks although the mode is QUICK', jsonReply({ ...quick, subtasks: [] })],
    ['is cut off', textReply(JSON.stringify(quick).slice(0, 40), { stopReason: 'max_tokens' })],
    ['is empty', textReply('')],
  ])('goes back once, when it %s', async (_problem, malformed) => {
    await using running = await startAnalyst([malformed, jsonReply(quick)]);
    const call = recordCall();
    expect((await running.analyst.classify(question, call)).mode).toBe('QUICK');
    expect(call.usages).toHaveLength(2);
    const messages = running.api.requests[1]?.body.messages ?? [];
    expect(JSON.stringify(messages.at(-1)?.content)).toMatch(/cannot be used[\s\S]*JSON that fits/);
    if (malformed.text !== '') expect(messages.at(-2)).toEqual({ role: 'assistant', content: malformed.text });
  });

  test('is an error the second time', async () => {
    await using running = await startAnalyst([textReply('no'), textReply('still no')]);
    const call = recordCall();
    await expect(running.analyst.decompose(question, call)).rejects.toMatchObject({ code: 'ANALYST_UNAVAILABLE' });
    expect(running.api.requests).toHaveLength(2);
    expect(call.usages).toHaveLength(2);
  });

  test('has as many kinds as there are subtasks', async () => {
    await using running = await startAnalyst([jsonReply({ kinds: [] }), jsonReply({ kinds: ['ANALYSIS'] })]);
    expect(await running.analyst.classifySubtasks(question, [subtask], recordCall())).toEqual(['ANALYSIS']);
  });
});
