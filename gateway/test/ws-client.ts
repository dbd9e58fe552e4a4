import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { RunningGateway } from '../src/gateway.ts';
import type { GraphQLBody } from './gateway-fixture.ts';

export function wsClient(gateway: RunningGateway, token?: string): Client {
  return createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
}

/** The results of an operation as they come, and how it ended. */
export class Subscription {
  readonly results: GraphQLBody[] = [];
  /** What the operation ended with: nothing, the protocol's list of errors, or the socket's close event. */
  readonly ended: Promise<unknown>;
  readonly unsubscribe: () => void;
  #changed: (() => void) | undefined;

  constructor(client: Client, query: string, variables: Record<string, unknown> = {}) {
    let end: (outcome: unknown) => void;
    this.ended = new Promise((resolve) => (end = resolve));
    this.unsubscribe = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          this.results.push(result as GraphQLBody); // as it came over the wire
          this.#changed?.();
        },
        error: (error) => end(error),
        complete: () => end(undefined),
      },
    );
  }

  async untilResults(count: number): Promise<GraphQLBody[]> {
    while (this.results.length < count) await new Promise<void>((resolve) => (this.#changed = resolve));
    return this.results;
  }
}
