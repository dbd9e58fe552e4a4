import { AppError, toError } from '@mas/kit/errors';
import type { ShownReport } from '@mas/kit/shown-report';
import type { Call } from '../route.ts';
import { closeSignal } from '../http/close-signal.ts';
import { formatEventId, type FramePlace } from './event-id.ts';
import { createFollowRun } from './follow-run.ts';
import { FrameWriter } from './frame-writer.ts';
import { errorFrames, framesOfEvent } from './frames-of-event.ts';
import { isLast } from './run-event.ts';

export interface AnswerStreamOptions {
  /** The last frame that the client has; sequence 0 for none. */
  readonly from: FramePlace;
  /** What of the report was shown before the event of that frame. */
  readonly report: ShownReport;
  /** Whether frames have `id:` lines. */
  readonly hasIds: boolean;
}

/** Streams the frames of a run behind a place; resolves when the last is written or the client is gone. */
export type StreamAnswer = (call: Call<unknown>, options: AnswerStreamOptions) => Promise<void>;

export function createStreamAnswer(): StreamAnswer {
  const followRun = createFollowRun();
  return async (call, { from, report, hasIds }) => {
    const { graph, response, settings, closing } = call;
    const { runId } = from;
    using writer = new FrameWriter(response, settings);
    try {
      const { followAgainMs } = settings;
      const after = Math.max(0, from.seq - 1);
      const signal = AbortSignal.any([closeSignal(response), closing]);
      for await (const event of followRun({ graph, runId, after, followAgainMs, signal })) {
        for (const [index, frame] of framesOfEvent(runId, event, report).entries()) {
          if (event.seq === from.seq && index <= from.index) continue;
          await writer.write(frame, hasIds ? formatEventId({ runId, seq: event.seq, index }) : undefined);
        }
        if (isLast(event)) {
          writer.end();
          return;
        }
      }
      // Who can come back does so by its last id; the others get what they can show.
      if (closing.aborted && !hasIds) throw restarting();
    } catch (thrown) {
      await writeLoss(call, writer, runId, thrown);
    }
    writer.end();
  };
}

/** The head is sent, so that the error can only be a part of the answer. */
async function writeLoss(
  { logger }: Call<unknown>,
  writer: FrameWriter,
  runId: string,
  thrown: unknown,
): Promise<void> {
  const isForPeople = thrown instanceof AppError;
  if (!isForPeople) logger.error({ error: toError(thrown), runId }, 'a stream broke off');
  const { code, message } = isForPeople ? thrown : { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };
  for (const frame of errorFrames({ code, message })) await writer.write(frame);
  await writer.write({ type: 'done', data: { status: 'lost', run_id: runId } });
}

function restarting(): AppError {
  return new AppError(
    'UNAVAILABLE',
    'The server is restarting; the answer will be in the history when it is complete.',
  );
}
