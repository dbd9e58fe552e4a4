import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '../errors.ts';

export interface HttpServerOptions {
  readonly listener: RequestListener;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

export interface ListeningServer {
  readonly server: Server;
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests; those under way have the given time to end. */
  close(graceMs: number): Promise<void>;
}

/** Listens, with time limits that cut slow senders. */
export async function listen({ listener, port, host }: HttpServerOptions): Promise<ListeningServer> {
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 0, keepAliveTimeout: 65_000 }, listener);
  const sockets = openSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port; // an address is an object once a TCP server listens
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    server,
    port: bound,
    url: `http://${name === '0.0.0.0' || name === '[::]' ? '127.0.0.1' : name}:${String(bound)}`,
    close: (graceMs) => closeServer(server, { sockets, graceMs }),
  };
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new AppError('UNAVAILABLE', `Port ${String(port)} is taken: stop what listens there, or choose another port.`);
}

function openSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

interface Closing {
  readonly sockets: ReadonlySet<Socket>;
  readonly graceMs: number;
}

async function closeServer(server: Server, { sockets, graceMs }: Closing): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const closeIdle = (): void => {
    server.closeIdleConnections();
    // Clients open connections ahead of their requests; to Node.js one that has not been used yet is not idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
  closeIdle();
  const idle = setInterval(closeIdle, 50);
  const force = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(force);
}
