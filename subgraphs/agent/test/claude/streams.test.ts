import { describe, expect, test } from '@jest/globals';
import { codeReply, textReply } from '../messages-api/messages-reply.ts';
import { question, recordCall, subtask, subtaskResult } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const report = 'Über **ATL**: 9.25 min — 平均遅延 ✈️🧪.\n\n- origin `ATL`';

describe('streamed texts', () => {
  test('a report arrives in pieces and is returned whole', async () => {
    await using running = await startAnalyst([textReply(report, { deltaCharacters: 5, hasThinking: true })]);
    const call = recordCall();
    expect(await running.analyst.report(question, [subtaskResult], call)).toBe(report);
    expect(call.text).toBe(report);
    expect(call.texts.length).toBeGreaterThan(5);
  });

  test.each([1, 2, 3, 7])('frames and characters may be split after every %i bytes', async (chunkBytes) => {
    await using running = await startAnalyst([textReply(report, { deltaCharacters: 9, chunkBytes })]);
    const call = recordCall();
    await running.analyst.report(question, [subtaskResult], call);
    expect(call.text).toBe(report);
  });

  test.each(['advise', 'respond', 'fallback'] as const)('%s streams', async (method) => {
    await using running = await startAnalyst([textReply(report, { deltaCharacters: 4 })]);
    const call = recordCall();
    const { analyst } = running;
    const text = await {
      advise: () => analyst.advise(question, call),
      respond: () => analyst.respond(question, subtask, call),
      fallback: () => analyst.fallback(question, [subtaskResult], call),
    }[method]();
    expect(text).toBe(report);
    expect(call.texts.length).toBeGreaterThan(3);
  });

  test('code streams without the fence and the prose around it', async () => {
    const code = "const rows = sql('select origin from data');\nresult({ rows });";
    const answer = `Here it is:\n\`\`\`javascript\n${code}\n\`\`\`\nIt groups the rows.`;
    await using running = await startAnalyst([textReply(answer, { deltaCharacters: 3 })]);
    const call = recordCall();
    expect(await running.analyst.writeCode(question, { subtask, earlier: [] }, call)).toBe(code);
    expect(call.text.trim()).toBe(code);
    expect(call.texts.length).toBeGreaterThan(5);
  });

  test('a repair is asked for with the code, the error and the output', async () => {
    await using running = await startAnalyst([codeReply('result(1)')]);
    const failure = {
      code: 'resultt(2)',
      error: { name: 'ReferenceError', message: 'resultt is not defined', line: 1 },
      output: 'got this far',
      repair: 2,
    };
    const call = recordCall();
    expect(await running.analyst.debug(question, { subtask, earlier: [subtaskResult] }, failure, call)).toBe(
      'result(1)',
    );
    const prompt = JSON.stringify(running.api.requests[0]?.body.messages[0]?.content);
    for (const part of ['resultt(2)', 'ReferenceError (line 1): resultt is not defined', 'got this far', 'repair 2']) {
      expect(prompt).toContain(part);
    }
  });
});

describe('texts from data', () => {
  test('are sent well-formed, wherever they were cut', async () => {
    await using running = await startAnalyst([textReply('report')]);
    const printed = { ...subtaskResult.execution!, output: `${'🧪'.repeat(20_000)}x\ud83d` };
    for (const pad of ['', 'x']) {
      const asked = { ...question, question: pad + '🧪'.repeat(9000) };
      await running.analyst.report(asked, [{ ...subtaskResult, execution: printed }], recordCall());
    }
    expect(running.api.requests).toHaveLength(2);
  });
});

describe('texts at the length limit', () => {
  test('go on where they stopped', async () => {
    await using running = await startAnalyst([
      textReply('The mean delay of ATL is 9.', { stopReason: 'max_tokens' }),
      textReply('25 minutes.'),
    ]);
    const call = recordCall();
    expect(await running.analyst.report(question, [], call)).toBe('The mean delay of ATL is 9.25 minutes.');
    expect(call.text).toBe('The mean delay of ATL is 9.25 minutes.');
    expect(running.api.requests[1]?.body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(call.usages).toHaveLength(2);
  });

  test('say so when they do not end', async () => {
    await using running = await startAnalyst(({ index }) =>
      textReply(`Part number ${index} of a long story. `, { stopReason: 'max_tokens' }),
    );
    const call = recordCall();
    const text = await running.analyst.report(question, [], call);
    expect(text).toContain('reached the length limit');
    expect(call.text).toBe(text);
    expect(running.api.requests).toHaveLength(4);
  });

  test('are no code, when the code is not whole', async () => {
    await using running = await startAnalyst(({ index }) =>
      textReply(index === 0 ? '```js\nlet a = 1;\n' : `let b${index} = 2;\n`, { stopReason: 'max_tokens' }),
    );
    await expect(running.analyst.writeCode(question, { subtask, earlier: [] }, recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
      message: expect.stringContaining('length limit'),
    });
  });

  test('get a larger limit when thinking used all of it', async () => {
    await using running = await startAnalyst([textReply('', { stopReason: 'max_tokens' }), textReply('9.25')]);
    expect(await running.analyst.report(question, [], recordCall())).toBe('9.25');
    const [first, second] = running.api.requests;
    expect(second?.body.max_tokens).toBe((first?.body.max_tokens ?? 0) * 2);
    expect(second?.body.messages).toEqual(first?.body.messages);
  });
});
