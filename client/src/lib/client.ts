import { authExchange } from '@urql/exchange-auth';
import {
  cacheExchange,
  Client,
  type ExecutionResult,
  fetchExchange,
  mapExchange,
  type OperationResult,
  subscriptionExchange,
} from 'urql';
import { currentToken, isTokenDue, renew } from './auth.ts';
import { openGraphSocket } from './graph-socket.ts';
import { uploadExchange } from './upload-exchange.ts';

/**
 * The one way to the graph, made anew for each person who signs in: nothing of the one before stays in its cache. Queries
 * and mutations go over HTTP, subscriptions over one WebSocket.
 */
export function createGraphClient(): Client {
  const socket = openGraphSocket({ lazy: true, lazyCloseTimeout: 5_000, retryAttempts: 0 });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      mapExchange({ onResult: withoutNullData }),
      cacheExchange,
      tokenExchange(),
      uploadExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables, operationName }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query, variables, operationName },
              // The same thing in the types of another package: a result, its absent parts left out.
              {
                next: (result) => sink.next(result as ExecutionResult),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
}

/** A failed operation's data is null on the wire; urql's types, and so everybody here, know it as absent. */
function withoutNullData(result: OperationResult<unknown>): OperationResult<unknown> {
  return result.data === null ? { ...result, data: undefined } : result;
}

/** Every request bears a good token; one that the server refuses all the same is renewed once and the request sent again. */
function tokenExchange() {
  return authExchange((utilities) =>
    Promise.resolve({
      addAuthToOperation(operation) {
        const token = currentToken();
        return token === undefined
          ? operation
          : utilities.appendHeaders(operation, { authorization: `Bearer ${token}` });
      },
      willAuthError: () => isTokenDue(),
      didAuthError: (error) => error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED'),
      async refreshAuth() {
        await renew();
      },
    }),
  );
}
