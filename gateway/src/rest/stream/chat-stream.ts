import { ShownReport } from '@mas/kit/shown-report';
import { z } from 'zod';
import { readOperation } from '../operation.ts';
import { RestError } from '../rest-error.ts';
import type { Call } from '../route.ts';
import { createStreamAnswer } from './answer-stream.ts';
import { createCancelWhenGone } from './cancel-when-gone.ts';
import { parseEventId } from './event-id.ts';
import { createReportBefore } from './report-before.ts';

export interface ChatStream {
  /** Asks, and streams the answer. A client that goes away ends the run. */
  ask(call: Call<unknown>, question: string): Promise<void>;
  /** The same with `id:` lines; who goes away can come back, so the run goes on. */
  askResumable(call: Call<unknown>, question: string): Promise<void>;
  /** Goes on behind the frame of that id. @throws RestError 404 when there is no such frame of the caller's. */
  resume(call: Call<unknown>, lastEventId: string): Promise<void>;
}

/** Two operations are inherent here: one asks, one follows the run; whoever comes back needs what came before. */
export function createChatStream(): ChatStream {
  const ask = readOperation('ask', z.object({ ask: z.object({ id: z.string() }) }));
  const find = readOperation('find-run', z.object({ run: z.object({ lastSeq: z.int() }) }));
  const reportBefore = createReportBefore();
  const streamAnswer = createStreamAnswer();
  const cancelWhenGone = createCancelWhenGone();
  const beginningOf = (runId: string) => ({ from: { runId, seq: 0, index: 0 }, report: new ShownReport() });

  return {
    async ask(call, question) {
      const runId = (await call.graph.run(ask, { question })).ask.id;
      cancelWhenGone(call, runId);
      await streamAnswer(call, { ...beginningOf(runId), hasIds: false });
    },
    async askResumable(call, question) {
      const runId = (await call.graph.run(ask, { question })).ask.id;
      await streamAnswer(call, { ...beginningOf(runId), hasIds: true });
    },
    async resume(call, lastEventId) {
      const from = parseEventId(lastEventId);
      if (from === undefined) throw noSuchEvent();
      const { lastSeq } = (await call.graph.run(find, { runId: from.runId })).run;
      if (from.seq > lastSeq) throw noSuchEvent();
      const report = await reportBefore(call.graph, from.runId, from.seq);
      await streamAnswer(call, { from, report, hasIds: true });
    },
  };
}

function noSuchEvent(): RestError {
  return new RestError(404, 'There is no event of that id: ask again without Last-Event-ID.');
}
