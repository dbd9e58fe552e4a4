import { systemErrorCode } from '@mas/kit/system-error-code';
import { setTimeout } from 'node:timers/promises';
import type { EventLog } from './event-log.ts';
import type { NewRunEvent } from './run-event.ts';

/** The run has ended, or another worker has it: whoever finds that out stops. */
export class RunLostError extends Error {
  override readonly name = 'RunLostError';

  constructor() {
    super('The run has ended or is worked on elsewhere.');
  }
}

/** The log cannot be written: the run is let go, and taken up again when the database is back. */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';
}

/** Writes one run's events, in the order of `emit`, for the worker that has it. */
export interface RunEventWriter {
  /** Never waits and never throws: what goes wrong is told to `onFailure` once, and thrown by `flush`. */
  emit(event: NewRunEvent): void;
  /** Resolves when all that was emitted is in the log. @throws RunLostError, EventLogError */
  flush(): Promise<void>;
}

export interface RunEventWriterOptions {
  readonly log: EventLog;
  readonly runId: string;
  readonly attempt: number;
  readonly onFailure: (error: RunLostError | EventLogError) => void;
  /** How long a piece of text may wait for the next one, so that an answer is not a row a token. */
  readonly textDelayMs?: number;
  readonly maxTextLength?: number;
}

const retryDelaysMs = [50, 200, 800];

export function createRunEventWriter(options: RunEventWriterOptions): RunEventWriter {
  const { log, runId, attempt, onFailure, textDelayMs = 50, maxTextLength = 256 } = options;
  let pending: NewRunEvent[] = [];
  let failure: RunLostError | EventLogError | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const events = pending;
    pending = [];
    if (events.length === 0 || failure !== undefined) return;
    try {
      if (!(await appendPatiently(log, runId, events, attempt))) throw new RunLostError();
    } catch (error) {
      failure = error instanceof RunLostError ? error : new EventLogError('no event can be written', { cause: error });
      onFailure(failure);
    }
  };
  const startWriting = () => (writing = writing.then(write));
  return {
    emit(event) {
      const last = pending.at(-1);
      const merged = last === undefined ? undefined : mergeText(last, event);
      if (merged === undefined) pending.push(event);
      else pending[pending.length - 1] = merged;
      const isDue = event.type !== 'TextDelta' || (merged ?? event).text.length >= maxTextLength;
      if (isDue) void startWriting();
      else timer ??= globalThis.setTimeout(() => void startWriting(), textDelayMs);
    },
    async flush() {
      await startWriting();
      if (failure !== undefined) throw failure;
    },
  };
}

/** Two pieces of text that follow one another, as one. */
function mergeText(last: NewRunEvent, next: NewRunEvent) {
  if (last.type !== 'TextDelta' || next.type !== 'TextDelta') return undefined;
  if (last.offset + last.text.length !== next.offset) return undefined;
  return { ...last, text: last.text + next.text };
}

async function appendPatiently(log: EventLog, runId: string, events: readonly NewRunEvent[], attempt: number) {
  for (const delayMs of retryDelaysMs) {
    try {
      return await log.append(runId, events, attempt);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await setTimeout(delayMs);
    }
  }
  return log.append(runId, events, attempt);
}

/**
 * Whether the statement certainly did nothing and may go through later. A connection that broke in mid-statement may have
 * written: repeating it would double events, so the run is let go and taken up from its checkpoint instead.
 */
function isPassing(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code !== undefined && ['ECONNREFUSED', '57P03', '53300', '40001', '40P01'].includes(code);
}
