import { type Client, createClient } from 'graphql-ws';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { AskError } from '../ask-error.ts';
import { readAnswer } from './graph-answer.ts';
import { isLastEvent, type RunEvent, runEventsData, runEventsDocument } from './run-event.ts';

export interface RunEventStream extends AsyncIterable<RunEvent> {
  /** Ends the stream at once. */
  dispose(): void;
}

export interface RunEventStreamOptions {
  readonly url: URL;
  readonly token: string | undefined;
  readonly runId: string;
}

/** Half a minute and more in all: a system that restarts is back by then. */
const maxSilentAttempts = 12;
const keepAliveMs = 10_000;

/**
 * A run's events over graphql-ws. When the socket drops, it subscribes again behind the last event that came, waiting
 * longer each time, until twelve attempts in a row have brought nothing.
 */
export function streamRunEvents({ url, token, runId }: RunEventStreamOptions): RunEventStream {
  const stopped = new AbortController();
  const client = createClient({
    url: url.href.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    keepAlive: keepAliveMs,
  });
  return {
    [Symbol.asyncIterator]: () => follow(client, runId, stopped.signal),
    dispose() {
      stopped.abort();
      void client.dispose();
    },
  };
}

async function* follow(client: Client, runId: string, stopped: AbortSignal): AsyncGenerator<RunEvent, undefined> {
  const isStopped = () => stopped.aborted;
  let after = 0;
  let failures = 0;
  let cause: unknown;
  while (failures < maxSilentAttempts && !isStopped()) {
    try {
      for await (const answer of client.iterate({ query: runEventsDocument, variables: { runId, after } })) {
        const { event } = readAnswer(answer, runEventsData);
        if (event.seq <= after) continue;
        if (event.seq > after + 1) break; // one is missing: the next try brings it
        after = event.seq;
        failures = 0;
        yield event;
        if (isLastEvent(event)) return;
      }
    } catch (error) {
      throwIfFinal(error);
      cause = error;
    }
    failures += 1;
    await setTimeout(Math.min(50 * 2 ** failures, 5_000), undefined, { signal: stopped }).catch(() => undefined); // stopped
  }
  if (!isStopped()) throw lost(cause);
}

/** Errors of the graph, and close codes of graphql-ws, that another try would meet again. */
function throwIfFinal(error: unknown): void {
  if (Array.isArray(error)) {
    try {
      readAnswer({ data: null, errors: error }, runEventsData);
    } catch (refusal) {
      throwIfFinal(refusal);
    }
  }
  if (error instanceof AskError && !passingCodes.includes(error.code)) throw error;
  if (isRefusal(error)) throw new AskError('UNAUTHENTICATED', 'The gateway closed the connection: sign in again.');
}

/** Of what is away for a while: a gateway that restarts says so before it goes. */
const passingCodes = ['UNAVAILABLE', 'TIMEOUT'];

/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
function isRefusal(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && [4400, 4401, 4403].includes(Number(error.code))
  );
}

function lost(cause: unknown): AskError {
  return new AskError('UNAVAILABLE', 'The connection to the gateway is lost. The run may go on without us.', { cause });
}
