import { describe, expect, test } from '@jest/globals';
import type { Usage } from '../../src/analyst/analyst.ts';
import { codeReply, jsonReply, textReply } from '../messages-api/messages-reply.ts';
import { question, recordCall, subtask, subtaskResult } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const usage = {
  input_tokens: 1000,
  output_tokens: 200,
  cache_creation_input_tokens: 4000,
  cache_read_input_tokens: 8000,
};

describe('usage', () => {
  test('is counted and priced for each call, by its model', async () => {
    await using running = await startAnalyst([textReply('report', { usage }), codeReply('result(1)', 'js', { usage })]);
    const call = recordCall();
    await running.analyst.report(question, [], call);
    await running.analyst.writeCode(question, { subtask, earlier: [] }, call);
    const counts = {
      modelCalls: 1,
      inputTokens: 1000,
      outputTokens: 200,
      cacheReadTokens: 8000,
      cacheWriteTokens: 4000,
    };
    expect(call.usages).toEqual([
      { ...counts, cost: expect.closeTo((1000 * 2 + 200 * 10 + 8000 * 0.1 + 4000 * 2.5) / 1e6, 12) },
      { ...counts, cost: expect.closeTo((1000 * 4 + 200 * 20 + 8000 * 0.2 + 4000 * 5) / 1e6, 12) },
    ]);
  });

  test.each([
    ['up to the limit', 99_000, (99_000 * 0.1 + 200 * 0.5) / 1e6],
    ['above it', 100_001, (100_001 * 0.5 + 200 * 2.5) / 1e6],
  ])('is priced by the length of the prompt where the model is: %s', async (_what, input_tokens, cost) => {
    const counts = { ...usage, input_tokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
    await using running = await startAnalyst([textReply('report', { usage: counts })], {
      models: { report: 'claude-haiku-5-5' },
    });
    const call = recordCall();
    await running.analyst.report(question, [], call);
    expect(call.usages[0]?.cost).toBeCloseTo(cost, 12);
  });

  test('follows the prices of the configuration, and dated model names', async () => {
    const prices = { 'claude-house': { input: 1, output: 1, cacheWrite: 1, cacheRead: 1 } };
    await using running = await startAnalyst([textReply('report', { usage })], {
      models: { report: 'claude-house-20260101' },
      prices,
    });
    const call = recordCall();
    await running.analyst.report(question, [], call);
    expect(call.usages[0]?.cost).toBeCloseTo(13_200 / 1e6, 12);
  });

  test('costs nothing where there is no price, and the log says so', async () => {
    await using running = await startAnalyst([textReply('report')], { models: { report: 'claude-unheard-of' } });
    const call = recordCall();
    await running.analyst.report(question, [], call);
    expect(call.usages[0]).toMatchObject({ modelCalls: 1, cost: 0 });
    expect(running.logLines.join('')).toContain('claude-unheard-of');
  });

  test('of a stream that was cut is what it told', async () => {
    await using running = await startAnalyst([
      textReply('abc', { usage, deltaCharacters: 1, cutAfter: 1 }),
      textReply('bc', { usage }),
    ]);
    const call = recordCall();
    await running.analyst.report(question, [], call);
    expect(call.usages.map(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])).toEqual([
      [1000, 1],
      [1000, 200],
    ]);
  });
});

describe('the prompt cache', () => {
  test('holds role and dataset, which every request has first and alike', async () => {
    await using running = await startAnalyst(({ body }) =>
      body.output_config?.format ? jsonReply({ subtasks: [{ title: 'a', goal: 'b' }] }) : codeReply('result(1)'),
    );
    const call = recordCall();
    await running.analyst.decompose(question, call);
    await running.analyst.writeCode(
      { ...question, question: 'Another one?' },
      { subtask, earlier: [subtaskResult] },
      call,
    );
    await running.analyst.report({ ...question, mode: 'TECHNICAL' }, [subtaskResult], call);
    const systems = running.api.requests.map(({ body }) => JSON.stringify(body.system));
    expect(new Set(systems).size).toBe(1);
    const blocks = running.api.requests[0]?.body.system;
    expect(Array.isArray(blocks) && blocks.map(({ cache_control }) => cache_control)).toEqual([
      undefined,
      { type: 'ephemeral' },
    ]);
  });

  test('is read by the second request of the same model', async () => {
    await using running = await startAnalyst([textReply('report')]);
    const call = recordCall();
    await running.analyst.report(question, [subtaskResult], call);
    await running.analyst.report({ ...question, question: 'And by month?' }, [subtaskResult], call);
    const [first, second] = call.usages as readonly [Usage, Usage];
    expect(first.cacheWriteTokens).toBeGreaterThan(512);
    expect(second).toMatchObject({ cacheWriteTokens: 0, cacheReadTokens: first.cacheWriteTokens });
    expect(second.cost).toBeLessThan(first.cost);
  });

  test('stays apart from what differs: question, memory and results', async () => {
    await using running = await startAnalyst([textReply('report')]);
    const memory = { ...question.memory, conversation: [{ role: 'user', content: 'unique words' }] } as const;
    await running.analyst.report({ ...question, memory }, [subtaskResult], recordCall());
    const { system, messages } = running.api.requests[0]!.body;
    expect(JSON.stringify(system)).not.toMatch(/unique words|mean delay/);
    expect(JSON.stringify(messages)).toMatch(/unique words[\s\S]*mean delay/);
  });
});

describe('requests', () => {
  test('go to the configured models with the effort of the mode', async () => {
    await using running = await startAnalyst(
      ({ body }) => (body.output_config?.format ? jsonReply({ steps: ['a'] }) : textReply('```js\nresult(1)\n```')),
      { models: { decide: 'claude-haiku-4-5', code: 'claude-opus-5-5', report: 'claude-sonnet-5-5' } },
    );
    const { analyst } = running;
    await analyst.plan(question, subtask, recordCall());
    await analyst.writeCode({ ...question, mode: 'TECHNICAL' }, { subtask, earlier: [] }, recordCall());
    await analyst.report({ ...question, mode: 'QUICK' }, [], recordCall());
    expect(running.api.requests.map(({ body }) => [body.model, body.output_config?.effort])).toEqual([
      ['claude-haiku-4-5', undefined],
      ['claude-opus-5-5', 'medium'],
      ['claude-sonnet-5-5', 'low'],
    ]);
    expect(analyst.name).toBe('claude-opus-5-5');
  });
});
