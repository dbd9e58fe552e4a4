import type { Logger } from '@mas/kit/logger';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeCode, type ClientSocket } from './client-socket.ts';

export interface ServedClient {
  readonly protocol: Server<ClientSocket>;
  readonly socket: WebSocket;
  readonly client: ClientSocket;
  readonly keepAliveMs: number;
  readonly logger: Logger;
}

/** Connects a client's socket to the protocol, until it closes. */
export function serveClient({ protocol, socket, client, keepAliveMs, logger }: ServedClient): void {
  const { requestId } = client;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (message) => client.send(message),
      close: (code = closeCode.internalError, reason = '') => client.close(code, reason),
      onMessage: (handle) => {
        socket.on('message', (data, isBinary) => {
          if (isBinary) {
            client.close(closeCode.badRequest, 'Invalid message received');
            return;
          }
          const text = (data as Buffer).toString('utf8'); // one buffer, by ws' default binary type
          handle(text).catch((error: unknown) => {
            logger.error({ error, requestId }, 'message failed');
            client.close(closeCode.internalError, 'Internal server error');
          });
        });
      },
    },
    client,
  );
  const stopPinging = keepAlive(socket, keepAliveMs);
  socket.on('error', (error) => logger.debug({ error: error.message, requestId }, 'socket error'));
  socket.once('close', (code, reason) => {
    stopPinging();
    void closed(code, reason.toString());
  });
}

/** Cuts a peer that has not answered the last ping when the next is due. */
function keepAlive(socket: WebSocket, intervalMs: number): () => void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, intervalMs);
  return () => clearInterval(timer);
}
