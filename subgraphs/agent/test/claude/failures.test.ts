import { describe, expect, test } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { AppError } from '@mas/kit/errors';
import { createClaudeAnalyst } from '../../src/analyst/claude/claude-analyst.ts';
import {
  codeReply,
  errorReply,
  jsonReply,
  overloadedReply,
  rateLimitReply,
  refusalReply,
  slowReply,
  textReply,
} from '../messages-api/messages-reply.ts';
import { apiKey, question, recordCall, recordLog, subtask } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const overloadAfterThree = { deltas: 3, type: 'overloaded_error', message: 'Overloaded' };

describe('retries', () => {
  test('429, 529 and 5xx are sent again and counted', async () => {
    await using running = await startAnalyst([rateLimitReply(), overloadedReply(), textReply('done')]);
    const call = recordCall();
    expect(await running.analyst.report(question, [], call)).toBe('done');
    expect(running.api.requests.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    expect(call.usages).toHaveLength(1);
  });

  test('retry-after is waited for', async () => {
    await using running = await startAnalyst([rateLimitReply(1), textReply('done')]);
    await running.analyst.report(question, [], recordCall());
    const [first, second] = running.api.requests;
    expect((second?.receivedAt ?? 0) - (first?.receivedAt ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('a retry-after of hours is not waited for but told', async () => {
    await using running = await startAnalyst([rateLimitReply(7200)]);
    await expect(running.analyst.report(question, [], recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
      retryAfterSeconds: 7200,
      message: expect.stringContaining('7200 s'),
    });
    expect(running.api.requests).toHaveLength(1);
  });

  test('a retry-after may be a date', async () => {
    const inTwoHours = new Date(Date.now() + 7_200_000).toUTCString();
    await using running = await startAnalyst([
      errorReply(529, 'overloaded_error', 'no', { 'retry-after': inTwoHours }),
    ]);
    const error: unknown = await running.analyst.report(question, [], recordCall()).catch((thrown: unknown) => thrown);
    expect(error instanceof AppError && error.retryAfterSeconds).toBeGreaterThan(7000);
    expect(running.api.requests).toHaveLength(1);
  });

  test('they end after maxRetries', async () => {
    await using running = await startAnalyst([overloadedReply()], { maxRetries: 1 });
    await expect(running.analyst.decompose(question, recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
      message: expect.stringContaining('overloaded'),
    });
    expect(running.api.requests).toHaveLength(2);
  });
});

describe('a stream that breaks off', () => {
  test.each([
    ['a cut connection', { cutAfter: 3 }],
    ['an early end', { endAfter: 3 }],
    ['an error event', { errorAfter: overloadAfterThree }],
    ['a silence', { stallAfter: 3 }],
  ])('goes on after %s without repeating a word', async (_what, delivery) => {
    const whole = 'The mean delay is 9.25 minutes; ATL has the most flights of all the origins in the dataset.';
    await using running = await startAnalyst(
      [textReply(whole, { deltaCharacters: 8, ...delivery }), textReply(whole.slice(24))],
      { timeoutMs: 1000 },
    );
    const call = recordCall();
    expect(await running.analyst.report(question, [], call)).toBe(whole);
    expect(call.text).toBe(whole);
    expect(running.api.requests).toHaveLength(2);
  });

  test('is closed when it went silent', async () => {
    await using running = await startAnalyst([textReply('abc', { stallAfter: 0 }), textReply('done')], {
      timeoutMs: 200,
    });
    expect(await running.analyst.report(question, [], recordCall())).toBe('done');
    await running.api.requests[0]?.abandoned;
  });

  test('leaves out what the continuation repeats', async () => {
    const before = '```js\nconst mean = sql("select avg(delay) from data");\nresult({ mea';
    const after = '```js\nresult({ mean });\n```';
    await using running = await startAnalyst([
      textReply(before, { deltaCharacters: before.length, cutAfter: 1 }),
      textReply(after, { deltaCharacters: 2 }),
    ]);
    const call = recordCall();
    const code = await running.analyst.writeCode(question, { subtask, earlier: [] }, call);
    expect(code).toBe('const mean = sql("select avg(delay) from data");\nresult({ mean });');
    expect(call.text.trim()).toBe(code);
  });

  test('is asked for again from the start when it is a decision', async () => {
    const decision = { subtasks: [{ title: 'a', goal: 'b' }] };
    await using running = await startAnalyst([
      jsonReply(decision, { deltaCharacters: 4, errorAfter: overloadAfterThree }),
      jsonReply(decision),
    ]);
    expect(await running.analyst.decompose(question, recordCall())).toEqual(decision.subtasks);
    const [first, second] = running.api.requests;
    expect(second?.body).toEqual(first?.body);
  });

  test('pings keep a silent stream alive', async () => {
    await using running = await startAnalyst(
      [textReply('x'.repeat(40), { stallAfter: 1, pingMs: 50 }), textReply('never asked for')],
      { timeoutMs: 2_000 },
    );
    const controller = new AbortController();
    const report = running.analyst.report(question, [], recordCall(controller.signal));
    const outcome = await Promise.race([report, new Promise((resolve) => setTimeout(resolve, 5_000, 'still waiting'))]);
    expect(outcome).toBe('still waiting');
    expect(running.api.requests).toHaveLength(1);
    controller.abort();
    await expect(report).rejects.toThrow();
  });

  test('is given up in the end', async () => {
    await using running = await startAnalyst([textReply('abcdef', { deltaCharacters: 1, cutAfter: 2 })], {
      maxRetries: 1,
    });
    await expect(running.analyst.report(question, [], recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
    });
    expect(running.api.requests).toHaveLength(2);
  });
});

describe('errors for people', () => {
  test.each([
    ['a bad key', errorReply(401, 'authentication_error', `invalid key ${apiKey}`), /ANTHROPIC_API_KEY/],
    ['a key without rights', errorReply(403, 'permission_error', 'no'), /may not use claude-/],
    ['an unknown model', errorReply(404, 'not_found_error', 'model: x'), /no model named claude-/],
    ['a billing problem', errorReply(402, 'billing_error', 'pay'), /billing/],
    [
      'a bad request',
      errorReply(400, 'invalid_request_error', `spend limit, ${apiKey}`),
      /\(400\): spend limit, \[secret\]/,
    ],
    ['a large request', errorReply(413, 'request_too_large', 'large'), /too large/],
  ])('say what to do about %s, never the key, and are not retried', async (_what, reply, message) => {
    await using running = await startAnalyst([reply]);
    const error: unknown = await running.analyst.report(question, [], recordCall()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'ANALYST_UNAVAILABLE', message: expect.stringMatching(message) });
    expect(everythingIn(error)).not.toContain(apiKey);
    expect(running.logLines.join('')).not.toContain(apiKey);
    expect(running.api.requests).toHaveLength(1);
  });

  test('a key that is none is refused before anything is sent, and not shown', () => {
    const { logger } = recordLog();
    for (const bad of ['', '  ', 'sk-ant\nsecret', 'sk-ant-…']) {
      expect(() => createClaudeAnalyst({ apiKey: bad, logger })).toThrow(/ANTHROPIC_API_KEY/);
      expect(() => createClaudeAnalyst({ apiKey: bad, logger })).not.toThrow(/secret/);
    }
  });

  test('a server that does not answer is named, after retries', async () => {
    await using running = await startAnalyst([slowReply(textReply('late'), 2000)], { timeoutMs: 100, maxRetries: 1 });
    await expect(running.analyst.report(question, [], recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
      message: expect.stringContaining('did not answer'),
    });
    expect(running.api.requests).toHaveLength(2);
  });

  test('a server that is not there is named', async () => {
    const { logger } = recordLog();
    const baseUrl = `http://127.0.0.1:${await freePort()}`;
    const analyst = createClaudeAnalyst({ apiKey, baseUrl, logger, maxRetries: 0 });
    await expect(analyst.report(question, [], recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
      message: expect.stringContaining('ANTHROPIC_BASE_URL'),
    });
  });

  test('a refusal is one, and its usage counts', async () => {
    await using running = await startAnalyst([refusalReply('general_harms', 'I cannot')]);
    const call = recordCall();
    await expect(running.analyst.report(question, [], call)).rejects.toMatchObject({
      code: 'ANALYST_REFUSED',
      message: expect.stringContaining('general harms'),
    });
    await expect(running.analyst.classify(question, call)).rejects.toMatchObject({ code: 'ANALYST_REFUSED' });
    expect(call.usages).toHaveLength(2);
  });

  test('an answer without text is an error', async () => {
    await using running = await startAnalyst([textReply('')]);
    await expect(running.analyst.report(question, [], recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
    });
    await expect(running.analyst.writeCode(question, { subtask, earlier: [] }, recordCall())).rejects.toMatchObject({
      code: 'ANALYST_UNAVAILABLE',
    });
  });

  test("people's data stays out of the log", async () => {
    await using running = await startAnalyst([textReply('no JSON: cell 4711'), overloadedReply(), codeReply('x')], {
      maxRetries: 1,
    });
    await running.analyst.decompose(question, recordCall()).catch(() => undefined);
    expect(running.logLines.join('')).toContain('schema');
    expect(running.logLines.join('')).not.toMatch(/4711|mean delay|ATL/);
  });
});

function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [
    error.message,
    error.stack,
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    everythingIn(error.cause),
  ].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
