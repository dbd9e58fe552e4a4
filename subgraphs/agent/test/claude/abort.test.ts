import { describe, expect, test } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import { jsonReply, rateLimitReply, slowReply, textReply } from '../messages-api/messages-reply.ts';
import { question, recordCall } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const waitMs = 30_000;
const cancelled = new AppError('RUN_INTERRUPTED', 'cancelled by its owner');

describe('an aborted call', () => {
  test('ends with the reason and closes the connection in the middle of a stream', async () => {
    await using running = await startAnalyst([textReply('a'.repeat(200), { deltaCharacters: 10, stallAfter: 3 })]);
    const controller = new AbortController();
    const call = recordCall(controller.signal);
    const report = running.analyst.report(question, [], {
      ...call,
      onText: (text) => {
        call.onText(text);
        if (call.texts.length === 3) controller.abort(cancelled);
      },
    });
    await expect(report).rejects.toBe(cancelled);
    await running.api.requests[0]?.abandoned;
    expect(call.texts).toHaveLength(3);
    expect(call.usages).toHaveLength(1);
  });

  test('ends at once while the answer has not begun, while a retry is waited for, and before it was sent', async () => {
    await using waiting = await startAnalyst([slowReply(jsonReply({}), waitMs)]);
    await using limited = await startAnalyst([rateLimitReply(waitMs / 1000)]);
    for (const { analyst, api } of [waiting, limited]) {
      const controller = new AbortController();
      const decision = analyst.decompose(question, recordCall(controller.signal));
      while (api.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const abortedAt = performance.now();
      controller.abort(cancelled);
      await expect(decision).rejects.toBe(cancelled);
      expect(performance.now() - abortedAt).toBeLessThan(waitMs / 2);
      await expect(analyst.decompose(question, recordCall(controller.signal))).rejects.toBe(cancelled);
      expect(api.requests).toHaveLength(1);
    }
    await waiting.api.requests[0]?.abandoned;
  });

  test('a listener that throws ends the call with its error', async () => {
    await using running = await startAnalyst([textReply('a'.repeat(200), { deltaCharacters: 10, paceMs: 5 })]);
    const call = recordCall();
    const onText = () => {
      throw cancelled;
    };
    await expect(running.analyst.report(question, [], { ...call, onText })).rejects.toBe(cancelled);
    await running.api.requests[0]?.abandoned;
  });
});
