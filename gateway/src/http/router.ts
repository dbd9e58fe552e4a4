import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '@mas/kit/logger';
import { clientAddress, type ProxyTrust } from '@mas/kit/server/client-address';
import { HttpError } from '@mas/kit/server/http-error';
import { requestIdOf } from '@mas/kit/server/request-id';
import { sendRefusal, type SendRefusal } from '@mas/kit/server/send-refusal';
import type { Authenticate } from '../identity.ts';
import type { Graphiql } from '../graphiql/graphiql.ts';
import { applyCors } from './cors.ts';
import type { Endpoint } from './graphql-endpoint.ts';
import { sendLiveness, sendReadiness, type HealthParts } from './health-endpoint.ts';
import { sendError } from './send.ts';
import type { HttpSurface } from './surface.ts';

export interface RouterParts {
  readonly graphql: Endpoint;
  readonly graphiql: Graphiql | undefined;
  readonly surfaces: readonly HttpSurface[];
  readonly health: HealthParts;
  readonly authenticate: Authenticate;
  readonly corsOrigins: readonly string[];
  readonly trust: ProxyTrust;
  readonly logger: Logger;
}

export interface Router {
  readonly listener: RequestListener;
  /** Answers what does not get that far, in the form of what was asked. */
  readonly refuse: SendRefusal;
}

/** Which path is whose; the one place where a failed request is answered. */
export function createRouter(parts: RouterParts): Router {
  return { listener: createListener(parts), refuse: createRefuse(parts) };
}

function createRefuse({ surfaces }: RouterParts): SendRefusal {
  return (request, response, refusal) => {
    const surface = surfaces.find((each) => each.handles(request));
    if (surface === undefined) sendRefusal(request, response, refusal);
    else surface.refuse(response, refusal);
  };
}

function createListener(parts: RouterParts): RequestListener {
  return (request, response) => {
    const requestId = requestIdOf(request.headers);
    const logger = parts.logger.child({ requestId });
    response.setHeader('x-request-id', requestId);
    if (parts.health.isClosing()) response.setHeader('connection', 'close');
    const startedAt = performance.now();
    response.once('close', () => {
      const path = request.url?.split('?', 1)[0];
      const ms = Math.round(performance.now() - startedAt);
      logger.debug({ method: request.method, path, status: response.statusCode, ms }, 'request');
    });
    route(parts, request, response, requestId).catch((error: unknown) => {
      sendError(response, error, { logger, requestId });
    });
  };
}

async function route(
  parts: RouterParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const surface = parts.surfaces.find((each) => each.handles(request));
  const from = clientAddress(request, parts.trust);
  if (surface !== undefined) return surface.handle(request, response, { requestId, clientAddress: from });
  if (applyCors(request, response, parts.corsOrigins)) return;
  const path = request.url?.split('?', 1)[0];
  if (path === '/livez') {
    sendLiveness(response);
    return;
  }
  if (path === '/readyz') return sendReadiness(response, parts.health);
  if (parts.graphiql?.handles(request) === true) return parts.graphiql.handle(request, response);
  if (path !== '/graphql') throw new HttpError(404, 'There is nothing here: the graph is at /graphql.');
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const identity = await parts.authenticate(request.headers.authorization);
  const { logger } = parts;
  const { signal } = abort;
  await parts.graphql(request, response, { identity, requestId, clientAddress: from, logger, signal });
}
