import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import type { RequestContext } from '../graphql-context.ts';
import type { Logger } from '../logger.ts';
import type { ErrorScope } from './error-scope.ts';
import { formatError } from './format-error.ts';
import { HttpError } from './http-error.ts';
import type { ListeningServer } from './http-server.ts';
import type { Identify } from './identify.ts';
import { requestIdOf } from './request-id.ts';
import { refuseUpgrade } from './send-refusal.ts';
import { subscribeWithContexts, withContexts } from './subscribe-with-contexts.ts';

export interface GraphqlWsOptions<Context extends RequestContext> {
  readonly server: ListeningServer;
  readonly schema: GraphQLSchema;
  readonly identify: Identify<Context>;
  readonly logger: Logger;
}

const maxMessageBytes = 256 * 1024;

/**
 * graphql-ws for the gateway. One socket carries the operations of many people, so each operation bears its own token, in
 * `extensions.authorization` (or, for a socket of one person, in the connection's parameters).
 */
export function serveGraphqlWs<Context extends RequestContext>(
  options: GraphqlWsOptions<Context>,
): { dispose(): Promise<void> } {
  const { server, schema, identify, logger } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.onUpgrade((request, socket, head) => {
    if (request.url?.split('?', 1)[0] === '/graphql')
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    else refuseUpgrade(socket, new HttpError(404, 'There is nothing here: the graph is at /graphql.'));
  });
  const disposable = useServer<Record<string, unknown>, Partial<Extra>>(
    {
      connectionInitWaitTimeout: 3_000,
      subscribe: subscribeWithContexts,
      async onSubscribe(ctx, _id, payload) {
        const requestId = requestIdOf(ctx.extra.request.headers);
        const authorization = authorizationOf(payload, ctx.connectionParams);
        const abort = new AbortController();
        try {
          const { createContext } = await identify({ authorization, requestId, logger, signal: abort.signal });
          const contextValue = createContext();
          const args = executionArgs(schema, payload);
          return 'errors' in args ? args.errors : withContexts({ ...args, contextValue }, createContext);
        } catch (error) {
          return [toGraphqlError(masked(error, { logger, requestId }))];
        }
      },
      onNext(ctx, _id, _payload, _args, result) {
        if (result.errors === undefined) return;
        const scope = { logger, requestId: requestIdOf(ctx.extra.request.headers) };
        const { data = null, extensions, errors } = result;
        return { data, ...(extensions && { extensions }), errors: errors.map((error) => masked(error, scope)) };
      },
      onError: (ctx, _id, _payload, errors) =>
        errors.map((error) => masked(error, { logger, requestId: requestIdOf(ctx.extra.request.headers) })),
    },
    sockets,
  );
  return { dispose: async () => disposable.dispose() };
}

function authorizationOf(
  payload: SubscribePayload,
  connectionParams: Record<string, unknown> | undefined,
): string | undefined {
  const candidate = payload.extensions?.['authorization'] ?? connectionParams?.['authorization'];
  return typeof candidate === 'string' ? candidate : undefined;
}

function executionArgs(
  schema: GraphQLSchema,
  payload: SubscribePayload,
): ExecutionArgs | { errors: readonly GraphQLError[] } {
  const document = parse(payload.query, { maxTokens: 2_000 });
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const operation = getOperationAST(document, payload.operationName);
  if (!operation) return { errors: [new GraphQLError('There is no operation of that name in the document.')] };
  return { schema, document, operationName: payload.operationName, variableValues: payload.variables };
}

function masked(error: unknown, scope: ErrorScope): GraphQLFormattedError {
  if (error instanceof GraphQLError && error.originalError === undefined) {
    return { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT', ...error.extensions } };
  }
  const formatted = error instanceof GraphQLError ? error.toJSON() : { message: '' };
  return formatError(error instanceof GraphQLError ? error.originalError : error, formatted, scope);
}

function toGraphqlError({ message, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { ...(extensions && { extensions }) });
}
