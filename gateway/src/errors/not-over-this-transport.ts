import { GraphQLError } from 'graphql';

/** What a subscription is told that came as a plain request. */
export function notOverThisTransport(): GraphQLError {
  return new GraphQLError(
    'Subscriptions are served over WebSocket (graphql-transport-ws), and over HTTP with `Accept: text/event-stream`.',
    { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
  );
}
