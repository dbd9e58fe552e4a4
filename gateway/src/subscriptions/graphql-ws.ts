import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@mas/kit/logger';
import { clientAddress } from '@mas/kit/server/client-address';
import type { ListeningServer } from '@mas/kit/server/http-server';
import { requestIdOf } from '@mas/kit/server/request-id';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { GraphQLExecutor } from '../executor/executor.ts';
import type { OperationStore } from '../executor/operation-store.ts';
import type { Federation } from '../federation/federation.ts';
import type { GatewaySettings } from '../gateway-options.ts';
import { isAllowedOrigin } from '../http/cors.ts';
import type { Authenticate } from '../identity.ts';
import type { RevokedSignIns } from '../revocation/revoked-sign-ins.ts';
import { ClientSocket, closeCode } from './client-socket.ts';
import { createSocketOptions } from './graphql-ws-operations.ts';
import { serveClient } from './serve-client.ts';
import { restarting } from './restarting.ts';
import { SocketQuota } from './socket-quota.ts';

export interface GraphQLSocketsParts {
  readonly executor: GraphQLExecutor;
  readonly federation: Federation;
  readonly operations: OperationStore;
  readonly authenticate: Authenticate;
  readonly revoked: RevokedSignIns;
  readonly settings: GatewaySettings;
  readonly logger: Logger;
}

export interface GraphQLSockets {
  /** Takes the upgrades of a server at `/graphql`. */
  attach(server: ListeningServer): void;
  readonly count: number;
  /** Closes every socket with a hint to resume elsewhere. */
  dispose(): Promise<void>;
}

/** graphql-transport-ws for clients. https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export function createGraphQLSockets(parts: GraphQLSocketsParts): GraphQLSockets {
  const { sockets: limits } = parts.settings;
  const acceptor = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxPayloadBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const clients = new Set<ClientSocket>();
  const addresses = new SocketQuota(limits.maxSocketsOfAddress);
  const protocol = makeServer<Record<string, unknown>, ClientSocket>(createSocketOptions(parts));

  const open = (socket: WebSocket, request: IncomingMessage, address: string): void => {
    const { maxBufferedBytes, keepAliveMs } = limits;
    const requestId = requestIdOf(request.headers);
    const client = new ClientSocket(socket, { maxBufferedBytes, requestId, address });
    clients.add(client);
    serveClient({ protocol, socket, client, keepAliveMs, logger: parts.logger });
    socket.once('close', () => {
      clients.delete(client);
      addresses.release(address);
    });
  };

  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const address = clientAddress(request, parts.settings.trust) ?? '';
    const refusal = refusalOf(request, parts.settings.corsOrigins);
    if (refusal !== undefined || !addresses.take(address)) {
      refuse(duplex, refusal ?? '429 Too Many Requests');
      return;
    }
    const release = (): void => addresses.release(address);
    duplex.once('close', release);
    acceptor.handleUpgrade(request, duplex, head, (socket) => {
      duplex.off('close', release);
      open(socket, request, address);
    });
  };

  return {
    attach: (server) => server.onUpgrade(upgrade),
    get count() {
      return clients.size;
    },
    async dispose() {
      const reason = 'Restarting: resume after the last event';
      for (const client of clients) client.closeWith(closeCode.restarting, reason, restarting());
      await allClosed(acceptor.clients);
      acceptor.close();
    },
  };
}

const closeGraceMs = 3_000;

async function allClosed(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, closeGraceMs);
  await Promise.all(
    [...sockets].map(
      (socket) =>
        new Promise((resolve) => {
          if (socket.readyState === WebSocket.CLOSED) resolve(undefined);
          else socket.once('close', resolve);
        }),
    ),
  );
  clearTimeout(cut);
}

/** The status of an upgrade that is not for us, or from a page that may not ask. */
function refusalOf(
  { url, headers: { origin, host } }: IncomingMessage,
  allowed: readonly string[],
): string | undefined {
  if (url?.split('?', 1)[0] !== '/graphql') return '404 Not Found';
  return origin === undefined || isAllowedOrigin(origin, host, allowed) ? undefined : '403 Forbidden';
}

function refuse(duplex: Duplex, status: string): void {
  duplex.once('error', () => duplex.destroy());
  duplex.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
