import { AppError, toError } from '@mas/kit/errors';
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket, type RawData } from 'ws';
import type { SubgraphClient } from '../federation/subgraph-client.ts';
import { subgraphUnavailable } from '../federation/subgraph-errors.ts';

export interface SubgraphOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Verified by the subgraph for each operation: the socket itself belongs to nobody. */
  readonly authorization: string | undefined;
}

export interface EventSink {
  next(event: FormattedExecutionResult, bytes: number): void;
  error(error: Error): void;
  complete(): void;
}

const idleMs = 30_000;
const pingMs = 10_000;
const pongMs = 5_000;
const openMs = 5_000;

/** A host that takes the connection and says nothing more must not keep subscriptions waiting. */
function socketOf({ peerHeaders }: SubgraphClient): unknown {
  return class extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { handshakeTimeout: openMs, perMessageDeflate: false, headers: peerHeaders });
    }
  };
}

/**
 * One graphql-ws socket to a subgraph, shared by all subscriptions to it. It opens with the first and closes a while after
 * the last. Once it is closed it stays so: an event source must not be asked again from the start behind the client's back.
 */
export class SubgraphSocket {
  readonly #subgraph: SubgraphClient;
  readonly #client: Client;
  readonly #running = new Set<{ sink: EventSink; stop: () => void }>();
  #isClosed = false;
  #isConnected = false;
  #lastBytes = 0;
  #nextId = 0;
  #pongTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(subgraph: SubgraphClient) {
    this.#subgraph = subgraph;
    this.#client = createClient({
      url: subgraph.url.href.replace(/^http/, 'ws'),
      webSocketImpl: socketOf(subgraph),
      // The library's own idle timer outlives its client; here the first subscription opens the socket, and #idle closes it.
      lazy: false,
      onNonLazyError: () => this.#closed(new Error('no connection')),
      retryAttempts: 0,
      connectionAckWaitTimeout: pongMs,
      keepAlive: pingMs,
      generateID: () => String((this.#nextId += 1)),
      on: {
        opened: (socket) => this.#measure(socket),
        connected: () => (this.#isConnected = true),
        ping: (isReceived) => this.#expectPong(isReceived),
        pong: (isReceived) => isReceived && clearTimeout(this.#pongTimer),
        closed: (event) => this.#closed(event),
      },
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  get subscriptions(): number {
    return this.#running.size;
  }

  /** Gives what unsubscribes; the sink hears nothing after that. */
  subscribe(operation: SubgraphOperation, sink: EventSink): () => void {
    const { query, operationName, variables, authorization } = operation;
    const running = { sink, stop: () => {} };
    const end = (report: () => void): void => {
      if (!this.#running.delete(running)) return;
      report();
      this.#idle();
    };
    clearTimeout(this.#idleTimer);
    this.#running.add(running);
    const unsubscribe = this.#client.subscribe(
      {
        query,
        variables,
        ...(operationName !== undefined && { operationName }),
        ...(authorization !== undefined && { extensions: { authorization } }),
      },
      {
        next: ({ data, errors }) => {
          if (!this.#running.has(running)) return;
          sink.next({ ...(data !== undefined && { data }), ...(errors !== undefined && { errors }) }, this.#lastBytes);
        },
        error: (error) => end(() => sink.error(this.#translate(error))),
        complete: () => end(() => sink.complete()),
      },
    );
    running.stop = () => end(unsubscribe);
    return running.stop;
  }

  dispose(): void {
    for (const { stop } of this.#running) stop();
    this.#close();
  }

  #idle(): void {
    if (this.#running.size > 0) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#close(), idleMs).unref();
  }

  #closed(event: unknown): void {
    for (const { sink, stop } of this.#running) {
      stop();
      sink.error(subgraphUnavailable(this.#subgraph.name, closeError(event)));
    }
    this.#close();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isConnected = false;
    clearTimeout(this.#pongTimer);
    clearTimeout(this.#idleTimer);
    // Rejects when the socket never opened, which #closed has told everyone already.
    Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  /** The client parses messages itself; their sizes are what bounds the queues behind it. */
  #measure(socket: unknown): void {
    if (!(socket instanceof WebSocket)) return;
    socket.prependListener('message', (data: RawData) => {
      this.#lastBytes = Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
    });
  }

  #expectPong(isReceived: boolean): void {
    if (isReceived) return;
    clearTimeout(this.#pongTimer);
    this.#pongTimer = setTimeout(() => this.#client.terminate(), pongMs);
  }

  #translate(error: unknown): Error {
    if (!Array.isArray(error)) return subgraphUnavailable(this.#subgraph.name, closeError(error));
    const [first] = error as GraphQLFormattedError[]; // the protocol's error message holds a list of them
    if (first === undefined) return subgraphUnavailable(this.#subgraph.name, new Error('an empty list of errors'));
    const { message, extensions } = first;
    return new GraphQLError(message, { extensions: { ...extensions, serviceName: this.#subgraph.name } });
  }
}

function closeError(event: unknown): Error {
  if (event instanceof AppError || event instanceof Error) return toError(event);
  if (typeof event === 'object' && event !== null && 'code' in event)
    return new Error(`closed with ${String(event.code)}`);
  if (typeof event === 'object' && event !== null && 'message' in event) return new Error(String(event.message));
  return new Error('closed');
}
