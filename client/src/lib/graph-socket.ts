import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { accessToken } from './auth.ts';

/** How long the server may take to answer a ping before the way to it counts as cut. */
const pongTimeoutMs = 5_000;

type SocketOptions = Pick<
  ClientOptions,
  'lazy' | 'lazyCloseTimeout' | 'retryAttempts' | 'shouldRetry' | 'retryWait'
> & {
  readonly onClosed?: (event: unknown) => void;
};

/**
 * A WebSocket to the graph that bears a good token. A cut network closes no socket, so a ping that nobody answers does. Without
 * retries a lost socket ends its subscriptions with an error: whoever subscribed knows from where to go on, the socket does not.
 */
export function openGraphSocket({ onClosed, ...options }: SocketOptions): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    ...options,
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    keepAlive: 12_000,
    connectionParams: async () => ({ authorization: `Bearer ${(await accessToken()) ?? ''}` }),
    on: {
      ping(isReceived) {
        if (!isReceived) silence = setTimeout(() => socket.terminate(), pongTimeoutMs);
      },
      pong: () => clearTimeout(silence),
      closed(event) {
        clearTimeout(silence);
        onClosed?.(event);
      },
    },
  });
  return socket;
}
