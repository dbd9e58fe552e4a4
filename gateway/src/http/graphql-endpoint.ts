import type { IncomingMessage, ServerResponse } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { operationKind } from '../executor/operation-kind.ts';
import type { OperationStore } from '../executor/operation-store.ts';
import type { Federation } from '../federation/federation.ts';
import type { RequestContext } from '../federation/request-context.ts';
import type { GatewaySettings } from '../gateway-options.ts';
import type { EventStreamServer } from '../subscriptions/graphql-sse.ts';
import type { ApolloEndpoint } from './apollo-endpoint.ts';
import { paramsOfSearch, parseParams, type GraphQLParams } from './graphql-params.ts';
import { HttpError } from '@mas/kit/server/http-error';
import { readJson } from './read-json.ts';

export type Endpoint = (request: IncomingMessage, response: ServerResponse, context: RequestContext) => Promise<void>;

export interface GraphQLEndpointParts {
  readonly apollo: ApolloEndpoint;
  readonly multipart: Endpoint;
  readonly events: EventStreamServer;
  readonly federation: Federation;
  readonly operations: OperationStore;
  readonly settings: GatewaySettings;
}

/** `/graphql` over HTTP: the content type and what the client accepts say which way a request takes. */
export function createGraphQLEndpoint(parts: GraphQLEndpointParts): Endpoint {
  return async (request, response, context) => {
    const { method = 'GET', headers } = request;
    if (method !== 'GET' && method !== 'POST') {
      response.setHeader('allow', 'GET, POST');
      throw new HttpError(405, 'GraphQL is served over GET and POST.');
    }
    if (wantsEvents(headers.accept)) return serveEvents(parts, request, response, context);
    if (method === 'POST' && headers['content-type']?.toLowerCase().startsWith('multipart/form-data') === true) {
      return parts.multipart(request, response, context);
    }
    return parts.apollo.handle(request, response, context);
  };
}

/** Clients like urql accept an event stream beside JSON, whatever they ask: those get JSON. */
function wantsEvents(accept = ''): boolean {
  return accept.includes('text/event-stream') && !/application\/(?:[\w-]+\+)?json/.test(accept);
}

async function serveEvents(
  { events, settings, ...operationParts }: GraphQLEndpointParts,
  request: IncomingMessage,
  response: ServerResponse,
  { identity, requestId, clientAddress, signal }: RequestContext,
): Promise<void> {
  const params = await readParams(request, settings);
  const kind = operationKind(operationParts, params);
  if (request.method === 'GET' && kind === OperationTypeNode.MUTATION) {
    response.setHeader('allow', 'POST');
    throw new HttpError(405, 'Mutations are not served over GET.');
  }
  await events.serve(request, response, {
    request: { ...params, token: identity?.token, requestId, clientAddress, signal },
    isSubscription: kind === OperationTypeNode.SUBSCRIPTION,
    expiresAt: identity?.caller.expiresAt,
  });
}

async function readParams(request: IncomingMessage, { http }: GatewaySettings): Promise<GraphQLParams> {
  if (request.method === 'GET') return paramsOfSearch(new URL(request.url ?? '/', 'http://localhost').searchParams);
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpError(415, 'The request body must be application/json.');
  }
  return parseParams(await readJson(request, { maxBytes: http.maxBodyBytes, timeoutMs: http.bodyTimeoutMs }));
}
