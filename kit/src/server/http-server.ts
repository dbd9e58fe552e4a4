import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '../errors.ts';
import { type AllowedHosts, checkHost } from './allowed-hosts.ts';
import { drainAfterAnswer } from './drain.ts';
import { HttpError } from './http-error.ts';
import { keepPace } from './keep-pace.ts';
import { defaultPace, type Pace } from './pace.ts';
import { refuseUpgrade, sendRefusal, type SendRefusal } from './send-refusal.ts';

export interface HttpServerOptions {
  readonly listener: RequestListener;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Whatever calls the server by another name is refused before the listener sees it. */
  readonly hosts?: AllowedHosts;
  /** How it is refused, if not in the form of GraphQL. */
  readonly refuse?: SendRefusal;
  /** How slow the other end may be. */
  readonly pace?: Partial<Pace>;
}

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface ListeningServer {
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Takes the upgrades, of which the same is refused as of requests. */
  onUpgrade(listener: UpgradeListener): void;
  /** Takes no more requests; those under way have the given time to end. */
  close(graceMs: number): Promise<void>;
}

/** Listens for whoever calls the server by a name of its own and keeps pace; nobody else gets to the listener, or stays. */
export async function listen(options: HttpServerOptions): Promise<ListeningServer> {
  const { port, host, listener, refuse = sendRefusal } = options;
  const pace: Pace = { ...defaultPace, ...options.pace };
  const hosts = withOwnName(options.hosts ?? {}, host);
  const server = createServer({
    headersTimeout: pace.headersMs,
    connectionsCheckingInterval: Math.min(5_000, pace.headersMs),
    requestTimeout: 0, // big uploads take their time; their pace is watched
    keepAliveTimeout: pace.keepAliveMs,
  });
  const watch = keepPace(server, pace, refuse);
  server.on('request', (request, response) => {
    drainAfterAnswer(request, response);
    watch(request, response);
    const refusal = refusalOf(request, hosts);
    if (refusal === undefined) listener(request, response);
    else refuse(request, response, refusal);
  });
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
    port: bound,
    url: `http://${name === '0.0.0.0' || name === '[::]' ? '127.0.0.1' : name}:${String(bound)}`,
    onUpgrade: (listener) => void server.on('upgrade', guardUpgrade(listener, hosts)),
    close: (graceMs) => closeServer(server, { sockets, graceMs }),
  };
}

/** A name to listen on is a name to be called by. */
function withOwnName(hosts: AllowedHosts, host: string): AllowedHosts {
  return { ...hosts, names: [...(hosts.names ?? []), host.toLowerCase()] };
}

function guardUpgrade(listener: UpgradeListener, hosts: AllowedHosts): UpgradeListener {
  return (request, socket, head) => {
    const refusal = refusalOf(request, hosts);
    if (refusal === undefined) listener(request, socket, head);
    else refuseUpgrade(socket, refusal);
  };
}

function refusalOf(request: IncomingMessage, hosts: AllowedHosts): HttpError | undefined {
  try {
    checkHost(request, hosts);
    return undefined;
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
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
