import { randomUUID } from 'node:crypto';
import type { AskMode } from './ask-arguments.ts';
import { AskError } from './ask-error.ts';
import type { Conversation } from './conversation.ts';
import { ask, cancelRun } from './graph/operations.ts';
import { isLastEvent, type RunEvent } from './graph/run-event.ts';
import { emptyRecord, type RunRecord, withError, withEvent } from './run-record.ts';

export interface QuestionOptions {
  readonly conversation: Conversation;
  readonly question: string;
  readonly mode: AskMode;
  /** Aborting it cancels the run. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** How long a cancelled run may take to say so. */
const cancelGraceMs = 5_000;

/** Asks and follows the run to its end. What goes wrong is in the record; nothing is thrown. */
export async function askQuestion(options: QuestionOptions): Promise<RunRecord> {
  const { question, onEvent } = options;
  const start = performance.now();
  const elapsedMs = () => Math.round(performance.now() - start);
  let record = emptyRecord(question);
  try {
    const runId = await startRun(options);
    for await (const event of followRun(options, runId)) {
      record = withEvent(record, event, elapsedMs());
      onEvent(event);
      if (isLastEvent(event)) return record;
    }
    throw cancelled(); // it took too long to say so itself
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return withError(record, error, elapsedMs());
  }
}

/** The key makes a second try harmless when the first one's answer was lost. */
async function startRun({ conversation, question, mode, signal }: QuestionOptions): Promise<string> {
  if (signal.aborted) throw cancelled();
  const { graph, sessionId, fileId } = conversation;
  const variables = { question, sessionId, fileId, mode: mode.toUpperCase(), idempotencyKey: randomUUID() };
  const send = () => graph.request(ask, variables);
  const { run } = await send().catch((error: unknown) => {
    if (error instanceof AskError && error.code === 'UNAVAILABLE') return send();
    throw error;
  });
  return run.id;
}

async function* followRun(
  { conversation, signal }: QuestionOptions,
  runId: string,
): AsyncGenerator<RunEvent, undefined> {
  const { graph } = conversation;
  const events = graph.runEvents(runId);
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    timer = setTimeout(() => events.dispose(), cancelGraceMs);
    graph.request(cancelRun, { id: runId }).catch(() => events.dispose()); // whom we cannot tell we cannot wait for
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    yield* events;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    events.dispose();
  }
}

function cancelled(): AskError {
  return new AskError('RUN_CANCELLED', 'The run was cancelled.');
}
