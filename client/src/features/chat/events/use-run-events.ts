import { useEffect, useReducer, useState } from 'react';
import { useClient, type Client, type CombinedError } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { toAppError, type AppError } from '../../../lib/app-error.ts';
import { createFrameBatch } from './frame-batch.ts';
import { followRun, type EventSink } from './follow-run.ts';
import { RunEvents, type RunEvent } from './run-events.ts';
import { applyEvents, initialRunState, type RunState } from './run-state.ts';

export interface LiveRun {
  readonly state: RunState;
  readonly isConnected: boolean;
  /** The events cannot be had at all. */
  readonly error: AppError | undefined;
}

/**
 * Follows a run from its first event to its last, through lost sockets and networks. Events that come between two frames
 * make one change: thousands of them stay smooth.
 */
export function useRunEvents(runId: string, isFollowed: boolean): LiveRun {
  const client = useClient();
  const [state, apply] = useReducer(applyEvents, initialRunState);
  const [isConnected, setIsConnected] = useState(true);
  const [error, setError] = useState<AppError>();

  useEffect(() => {
    if (!isFollowed) return;
    const batch = createFrameBatch(apply);
    const follower = followRun<RunEvent>({
      open: (after, sink) => openEvents(client, runId, after, sink),
      isLast,
      onEvent: batch.add,
      onConnection: setIsConnected,
      onRefused: setError,
    });
    const seen = (): void => {
      if (document.visibilityState === 'visible') follower.retryNow();
    };
    addEventListener('online', follower.reconnect);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', follower.reconnect);
      document.removeEventListener('visibilitychange', seen);
      follower.stop();
      batch.flush();
    };
  }, [client, runId, isFollowed]);
  return { state, isConnected, error };
}

function isLast({ __typename: type }: RunEvent): boolean {
  return type === 'RunFinished' || type === 'RunFailed' || type === 'RunCancelled';
}

/** Codes that asking again does not change. */
const finalCodes: ReadonlySet<string> = new Set(['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']);

function openEvents(client: Client, runId: string, after: number, sink: EventSink<RunEvent>): () => void {
  const subscription = pipe(
    client.subscription(RunEvents, { runId, after }),
    onEnd(sink.lost),
    subscribe(({ data, error }) => {
      if (data !== undefined && error === undefined) sink.next(data.runEvents);
      else fail(error, sink);
    }),
  );
  return () => subscription.unsubscribe();
}

function fail(error: CombinedError | undefined, sink: EventSink<RunEvent>): void {
  const appError = toAppError(error);
  if (appError !== undefined && finalCodes.has(appError.code)) sink.refused(appError);
  else sink.lost();
}
