import type { RunEventRepository } from '../db/run-event.repository.ts';
import { type EventSignal, signalTopics } from './event-signal.ts';
import { type NewRunEvent, type RunEvent, isTerminal } from './run-event.ts';

/** The one record of what happened in a run; subscriptions, history and export are views of it. */
export interface EventLog {
  /**
   * Adds events and wakes the readers.
   * @param attempt the writer's claim on the run; without it, whoever may (a cancellation).
   * @returns false, with nothing written, when the run has ended or is another worker's.
   */
  append(runId: string, events: readonly NewRunEvent[], attempt?: number): Promise<boolean>;
  /** Events behind `after`, in order. */
  read(runId: string, after: number, limit: number): Promise<readonly RunEvent[]>;
  /** The log's last event, if it is a terminal one. */
  readEnd(runId: string): Promise<RunEvent | undefined>;
  /** Calls `wake` when something was added; the result ends that. */
  listen(runId: string, wake: () => void): () => void;
}

export interface EventLogDependencies {
  /** A repository of its own for each call: an entity manager is not for several at once. */
  readonly repository: () => RunEventRepository;
  readonly signal: EventSignal;
}

export function createEventLog({ repository, signal }: EventLogDependencies): EventLog {
  return {
    async append(runId, events, attempt) {
      const isWritten = await repository().append(runId, events, attempt);
      if (isWritten) signal.notify(signalTopics.events(runId));
      return isWritten;
    },
    read: (runId, after, limit) => repository().read(runId, after, limit),
    async readEnd(runId) {
      const last = await repository().readLast(runId);
      return last !== undefined && isTerminal(last) ? last : undefined;
    },
    listen: (runId, wake) => signal.listen(signalTopics.events(runId), wake),
  };
}
