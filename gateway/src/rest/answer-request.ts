import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@mas/kit/logger';
import { bearerToken } from '@mas/kit/tokens/bearer';
import { createGraphClient } from './graph-client.ts';
import type { GraphExecutor } from './graph-executor.ts';
import { closeSignal } from './http/close-signal.ts';
import { readInput } from './http/read-input.ts';
import { sendJson } from './http/send.ts';
import type { Operation } from './operation.ts';
import { notAuthenticated } from './rest-error.ts';
import type { RestSettings } from './rest-settings.ts';
import type { RouteMatch } from './route-table.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly clientAddress: string | undefined;
}

export interface AnswerParts {
  readonly executor: GraphExecutor;
  readonly settings: RestSettings;
  readonly logger: Logger;
  readonly checkToken: Operation<unknown>;
  /** Aborted when the gateway closes. */
  readonly closing: AbortSignal;
}

/**
 * Answers a request by its route.
 * @throws RestError, AppError or HttpError when it cannot; then nothing was sent.
 */
export async function answerRequest(
  parts: AnswerParts,
  { route, segments }: RouteMatch,
  exchange: Exchange,
): Promise<void> {
  const { executor, settings, logger, checkToken, closing } = parts;
  const { request, response, requestId, clientAddress } = exchange;
  const isPublic = route.isPublic === true;
  const token = isPublic ? undefined : bearerToken(request.headers.authorization);
  if (!isPublic && token === undefined) throw notAuthenticated();
  const graph = createGraphClient({ executor, token, requestId, clientAddress, signal: closeSignal(response) });
  const input = await readInput({ route, segments }, request, settings).catch(async (error: unknown) => {
    // A stranger learns that they are one, not what is wrong with what they sent.
    if (!isPublic) await graph.run(checkToken);
    throw error;
  });
  const body = await route.handle({ input, graph, request, response, settings, logger, closing });
  if (body !== undefined && !response.destroyed) sendJson(response, 200, body);
}
