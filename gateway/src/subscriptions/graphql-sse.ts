import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphQLExecutor } from '../executor/executor.ts';
import type { OperationRequest } from '../executor/operation-request.ts';
import { callAt } from './call-at.ts';
import type { EventStream } from './event-stream.ts';
import { tokenExpired } from './token-expired.ts';

const keepAliveMs = 12_000;

export interface EventStreamOperation {
  readonly request: OperationRequest;
  readonly isSubscription: boolean;
  /** When the token of the request expires, if it bears one: its subscription ends then. */
  readonly expiresAt: Date | undefined;
}

export interface EventStreamServer {
  /** Answers with the results of an operation as server-sent events; resolves when the last is written. */
  serve(request: IncomingMessage, response: ServerResponse, operation: EventStreamOperation): Promise<void>;
  /** Ends every open stream with an error that its reader can resume from. */
  failAll(error: Error): void;
}

/**
 * The distinct connections mode of graphql-sse: one response an operation, `next` events and a `complete`. Written here and
 * not taken from the library, whose handler reads on however slowly the client does.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export function createEventStreamServer(executor: GraphQLExecutor): EventStreamServer {
  const open = new Set<EventStream>();

  async function pump(response: ServerResponse, { request, expiresAt }: EventStreamOperation): Promise<void> {
    const stream = executor.subscribe({ ...request, onOverflow: () => response.destroy() });
    const stopWaiting = expiresAt && callAt(expiresAt, () => stream.fail(tokenExpired()));
    open.add(stream);
    response.once('close', () => void stream.return());
    try {
      for await (const result of stream) await writeNext(response, result);
    } finally {
      stopWaiting?.();
      open.delete(stream);
    }
  }

  return {
    async serve(request, response, operation) {
      request.socket.setNoDelay(true);
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      response.write(':\n\n');
      const keepAlive = setInterval(() => response.writableNeedDrain || response.write(':\n\n'), keepAliveMs);
      try {
        if (operation.isSubscription) await pump(response, operation);
        else await writeNext(response, await executor.execute(operation.request));
        if (!response.destroyed) response.end('event: complete\ndata:\n\n');
      } finally {
        clearInterval(keepAlive);
      }
    },
    failAll(error) {
      for (const stream of open) stream.fail(error);
    },
  };
}

/** Waits until the client has room again, or is gone. */
async function writeNext(response: ServerResponse, result: FormattedExecutionResult): Promise<void> {
  if (response.destroyed || response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`)) return;
  const abort = new AbortController();
  const { signal } = abort;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    abort.abort(),
  );
}
