import type { SubgraphClient } from '../federation/subgraph-client.ts';
import { SubgraphSocket, type EventSink, type SubgraphOperation } from './subgraph-socket.ts';

/** Where all subscriptions to subgraphs go through: one socket for each subgraph, opened when it is needed. */
export class SubscriptionHub {
  readonly #sockets = new Map<string, SubgraphSocket>();

  /** Gives what unsubscribes. */
  subscribe(subgraph: SubgraphClient, operation: SubgraphOperation, sink: EventSink): () => void {
    return this.#socketOf(subgraph).subscribe(operation, sink);
  }

  /** Open sockets and running subscriptions, for the readiness report. */
  state(): { readonly sockets: number; readonly subscriptions: number } {
    const open = [...this.#sockets.values()].filter(({ isConnected }) => isConnected);
    return { sockets: open.length, subscriptions: open.reduce((sum, { subscriptions }) => sum + subscriptions, 0) };
  }

  dispose(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.dispose();
    return Promise.resolve();
  }

  #socketOf(subgraph: SubgraphClient): SubgraphSocket {
    const key = subgraph.url.href;
    const known = this.#sockets.get(key);
    if (known !== undefined && !known.isClosed) return known;
    const socket = new SubgraphSocket(subgraph);
    this.#sockets.set(key, socket);
    return socket;
  }
}
