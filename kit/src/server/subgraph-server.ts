import { ApolloServer } from '@apollo/server';

import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { parse } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { RequestContext } from '../graphql-context.ts';
import type { Logger } from '../logger.ts';
import { peerHeader } from '../tokens/peer-key.ts';
import type { TokenVerifier } from '../tokens/token-verifier.ts';
import { createGraphqlHttpHandler } from './graphql-http-handler.ts';
import { serveGraphqlWs } from './graphql-ws-handler.ts';
import { checkHealth, type HealthChecks } from './health.ts';
import { listen } from './http-server.ts';
import { createIdentify } from './identify.ts';
import { defaultPace } from './pace.ts';
import { RequestScope } from './request-scope.ts';

export interface SubgraphOptions<Context extends RequestContext> {
  readonly name: string;
  /** The text of schema.graphql. */
  readonly typeDefs: string;
  /** Typed by codegen from the same schema. */
  readonly resolvers: object;
  /** Called once a request, and once an event of a subscription. */
  readonly createContext: (request: RequestContext) => Context;
  readonly verifier: TokenVerifier;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** What readiness depends on. */
  readonly health: HealthChecks;
  /** What operators should know although the service is ready: `/readyz` says it. */
  readonly warnings?: readonly string[];
  /** Reads a `multipart/form-data` body into `{query, variables}`; without it such a body is refused. */
  readonly readMultipart?: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;
  /** What other services read besides the graph, by path: each gives a JSON body. They check for themselves who asks. */
  readonly internalRoutes?: Readonly<Record<string, InternalRoute>>;
}

/** @throws AppError, whose status and words are the answer. */
export type InternalRoute = (request: IncomingMessage) => Promise<unknown>;

export interface RunningServer {
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, lets those under way end, closes sockets, and resolves when all is closed. */
  dispose(): Promise<void>;
}

const shutdownGraceMs = 20_000;
/** An upload comes through the gateway, which gives up first and says why. */
const pace = { senderWindowMs: 2 * defaultPace.senderWindowMs };
const hostAdvice = 'Ask the gateway, or this service by localhost or its address; the other services show their key.';

/** Serves a subgraph: `POST /graphql`, graphql-ws on the same path, `/livez` and `/readyz`. */
export async function startSubgraph<Context extends RequestContext>(
  options: SubgraphOptions<Context>,
): Promise<RunningServer> {
  const { logger } = options;
  const scope = new RequestScope(logger);
  const schema = buildSubgraphSchema({
    typeDefs: parse(options.typeDefs),
    resolvers: options.resolvers as GraphQLResolverMap<unknown>,
  }); // codegen's types are narrower
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
    formatError: scope.formatError,
    csrfPrevention: true,
    logger,
  });
  await apollo.start();

  const identify = createIdentify(options.verifier, options.createContext);
  let isClosing = false;
  const handleGraphql = createGraphqlHttpHandler({
    apollo,
    scope,
    identify,
    logger,
    readMultipart: options.readMultipart,
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') return handleGraphql(request, response);
    const internal = options.internalRoutes?.[path ?? ''];
    if (internal !== undefined) return answerInternal(internal, request, response);
    if (path === '/livez') {
      sendJson(response, 200, { status: 'alive' });
    } else if (path === '/readyz') {
      const report = await checkHealth(options.health, (check, error) =>
        logger.warn({ check, error: error.message }, 'health check failed'),
      );
      const { warnings = [] } = options;
      sendJson(response, report.status === 'ready' && !isClosing ? 200 : 503, { ...report, warnings });
    } else {
      sendJson(response, 404, { detail: 'There is nothing here: the graph is at /graphql.' });
    }
  };
  const http = await listen({
    port: options.port,
    host: options.host,
    pace,
    hosts: { vouches: ({ headers }) => options.verifier.knowsPeer(headers[peerHeader]), advice: hostAdvice },
    listener: (request, response) => {
      handle(request, response).catch((error: unknown) => {
        logger.error({ error }, 'request failed');
        if (!response.headersSent) sendJson(response, 500, { errors: [{ message: 'Internal server error' }] });
        else response.destroy();
      });
    },
  });
  const sockets = serveGraphqlWs({ server: http, schema, identify, logger });
  logger.info({ url: http.url }, `${options.name} is ready`);
  return {
    port: http.port,
    url: http.url,
    async dispose() {
      isClosing = true;
      await sockets.dispose();
      await http.close(shutdownGraceMs);
      await apollo.stop();
    },
  };
}

async function answerInternal(route: InternalRoute, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    sendJson(response, 200, await route(request));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    sendJson(response, error.status, { detail: error.message });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
