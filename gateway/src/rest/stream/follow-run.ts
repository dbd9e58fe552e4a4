import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { GraphClient } from '../graph-client.ts';
import { readOperation } from '../operation.ts';
import { isLast, runEvent, type RunEvent } from './run-event.ts';

export interface FollowOptions {
  readonly graph: GraphClient;
  readonly runId: string;
  /** The number of the last event that the caller has. */
  readonly after: number;
  readonly followAgainMs: readonly number[];
  readonly signal: AbortSignal;
}

export type FollowRun = (options: FollowOptions) => AsyncGenerator<RunEvent>;

/**
 * Gives what follows the events of a run to its last one. A run's log can be read again from any place, so a reader that
 * fell behind what is kept for it, or whose subscription was lost, goes on behind the last event it had.
 */
export function createFollowRun(): FollowRun {
  const operation = readOperation('follow-run', z.object({ runEvents: runEvent }), ['run-event-fields']);
  return async function* followRun({ graph, runId, after, followAgainMs, signal }) {
    const place = { seq: after, attempt: 0 };
    while (!signal.aborted) {
      const overflow = new AbortController();
      const onOverflow = (): void => overflow.abort();
      const variables = { runId, after: place.seq };
      let fault: unknown = lost();
      try {
        for await (const { runEvents: event } of graph.follow(operation, variables, { onOverflow, signal })) {
          if (event.seq <= place.seq) continue;
          place.seq = event.seq;
          place.attempt = 0;
          yield event;
          if (isLast(event)) return;
        }
      } catch (error) {
        if (!isPassing(error)) throw error;
        fault = error;
      }
      if (overflow.signal.aborted) continue;
      const pauseMs = followAgainMs[place.attempt++];
      if (pauseMs === undefined) throw fault;
      await wait(pauseMs, undefined, { signal }).catch(() => undefined); // the loop ends when it was aborted
    }
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT');
}

function lost(): AppError {
  return new AppError('UNAVAILABLE', 'The answer was lost sight of; it will be in the history when it is complete.');
}
