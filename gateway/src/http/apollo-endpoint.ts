import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from '@mas/kit/logger';
import { executeOverHttp, sendAnswer } from '@mas/kit/server/apollo-over-http';
import type { ErrorScope } from '@mas/kit/server/error-scope';
import { OperationTypeNode } from 'graphql';
import { AsyncLocalStorage } from 'node:async_hooks';
import { notOverThisTransport } from '../errors/not-over-this-transport.ts';
import { maskError } from '../errors/mask-error.ts';
import { extraRules } from '../executor/operation-store.ts';
import type { Federation } from '../federation/federation.ts';
import type { RequestContext } from '../federation/request-context.ts';
import type { GatewaySettings } from '../gateway-options.ts';
import { readJson } from './read-json.ts';

export interface ApolloEndpoint {
  handle(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void>;
  dispose(): Promise<void>;
}

/** GraphQL over HTTP as JSON: GET and POST, automatic persisted queries, CSRF prevention. Loads the gateway. */
export async function startApolloEndpoint(
  federation: Federation,
  { limits, introspection, http }: GatewaySettings,
  logger: Logger,
): Promise<ApolloEndpoint> {
  // Apollo Server formats errors without knowing whose they are.
  const scopes = new AsyncLocalStorage<ErrorScope>();
  const apollo = new ApolloServer<RequestContext>({
    gateway: federation.gateway,
    logger,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: [...extraRules({ limits, introspection: true })],
    parseOptions: { maxLexicalTokens: limits.tokens },
    cache: 'bounded',
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), refuseSubscriptions],
    formatError: (_formatted, error) => maskError(error, scopes.getStore() ?? { logger, requestId: 'none' }),
  });
  await apollo.start();

  return {
    async handle(request, response, context) {
      const limit = { maxBytes: http.maxBodyBytes, timeoutMs: http.bodyTimeoutMs };
      const body = request.method === 'POST' ? await readJson(request, limit) : undefined;
      const answer = await scopes.run(context, () => executeOverHttp(apollo, request, body, () => context));
      await sendAnswer(response, answer);
    },
    dispose: () => apollo.stop(),
  };
}

/** A subscription needs a transport that goes on; Apollo Server would run it as a query, and fail. */
const refuseSubscriptions: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notOverThisTransport();
        return Promise.resolve();
      },
    }),
};
