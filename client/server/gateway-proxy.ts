import { Agent as HttpAgent, ServerResponse, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Logger } from '@mas/kit/logger';
import { pageServerHeader } from '@mas/kit/server/client-address';
import type { ListeningServer } from '@mas/kit/server/http-server';
import { requestIdOf } from '@mas/kit/server/request-id';
import httpProxy from 'http-proxy-3';
import type { OriginReader } from './request-origin.ts';
import { sendJson, sendText } from './send.ts';

export interface GatewayProxy {
  /** Whether a path is the gateway's. */
  handles(path: string): boolean;
  /** Hands the request on and the answer back, both as they arrive; nothing is kept whole. */
  handle(request: IncomingMessage, response: ServerResponse, requestId: string): void;
  /** Takes the upgrades of a server. */
  attach(server: ListeningServer): void;
  /** Cuts the sockets. */
  dispose(): void;
}

export interface GatewayProxyParts {
  readonly gatewayUrl: string;
  readonly origins: OriginReader;
  readonly logger: Logger;
}

/** No dots and no escapes that the library would resolve, to paths of the gateway that are not for the page. */
const graphiqlFile = /^\/graphiql(?:\/\w[\w.-]*)+$/;

const unavailable = {
  errors: [
    {
      message: 'The system does not answer at the moment; try again in a few seconds.',
      extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2 },
    },
  ],
};

export function createGatewayProxy({ gatewayUrl, origins, logger }: GatewayProxyParts): GatewayProxy {
  const agent = new (gatewayUrl.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true });
  // The browser's Host goes on, so that the gateway sees a page of its own origin.
  const proxy = httpProxy.createProxyServer({ target: gatewayUrl, agent, changeOrigin: false });
  const upgraded = new Set<Duplex>();
  const answered = new WeakSet<IncomingMessage>();

  proxy.on('error', (error, request, peer) => {
    if (answered.has(request)) return; // what breaks then is a body that nobody wants
    const path = request.url?.split('?', 1)[0];
    const isGone = peer instanceof ServerResponse ? peer.destroyed : peer.destroyed || upgraded.has(peer);
    if (!isGone) logger.warn({ requestId: requestIdOf(request.headers), path, error }, 'the gateway does not answer');
    if (peer instanceof ServerResponse) failResponse(peer, error);
    else if (!upgraded.has(peer)) refuse(peer, '503 Service Unavailable');
  });
  proxy.on('proxyRes', (answer, _request, response) => {
    delete answer.headers.connection; // the gateway's connection is not the browser's
    delete answer.headers['keep-alive'];
    const isStream = answer.headers['content-type']?.startsWith('text/event-stream') === true;
    if (isStream) queueMicrotask(() => response.flushHeaders());
  });
  proxy.on('proxyReq', (outgoing, request) => {
    outgoing.once('response', (answer) => {
      answer.once('end', () => {
        answered.add(request);
        if (!request.complete) endEarly(request, outgoing);
      });
    });
  });
  proxy.on('proxyReqWs', (outgoing, _request, socket) => {
    const cut = (): void => void outgoing.destroy();
    socket.once('close', cut);
    outgoing.once('upgrade', () => {
      socket.off('close', cut);
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
    });
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', (error) => logger.debug({ error }, 'a socket broke'));
    const refusal = refusalOf(request, origins);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    prepare(request, requestIdOf(request.headers), origins);
    proxy.ws(request, socket, head);
  };

  return {
    handles: (path) => path === '/graphql' || path === '/readyz' || graphiqlFile.test(path),
    handle(request, response, requestId) {
      if (hasStrayBody(request)) {
        response.setHeader('connection', 'close'); // the body is not read
        sendText(response, 411, 'Only what is posted may come in chunks.');
        return;
      }
      prepare(request, requestId, origins);
      proxy.web(request, response);
    },
    attach: (server) => server.onUpgrade(upgrade),
    dispose() {
      for (const socket of upgraded) socket.destroy();
      agent.destroy();
    },
  };
}

/** What goes on to the gateway: who asks and over what, no cookies, nothing that was meant for this hop. */
function prepare(request: IncomingMessage, requestId: string, origins: OriginReader): void {
  const {
    cookie: _cookie,
    expect: _answeredAlready,
    forwarded: _forwarded,
    [pageServerHeader]: _claim,
    ...headers
  } = request.headers;
  request.headers = {
    ...headers,
    ...origins.forwardedHeaders(request),
    'x-request-id': requestId,
    'x-token-handler': '1', // GraphiQL may ask us for the token of whoever is signed in
  };
}

/**
 * The library takes `transfer-encoding` away from DELETE and OPTIONS and sends their bodies all the same: the gateway would read
 * such a body as the next request, on a connection that others share (RFC 9112, 11.2). No client of ours has use for these.
 */
function hasStrayBody({ method, headers }: IncomingMessage): boolean {
  return method !== 'POST' && headers['transfer-encoding'] !== undefined;
}

/** The gateway has answered before it had all, as it does when that is too much or too slow: the rest goes nowhere. */
function endEarly(request: IncomingMessage, outgoing: ClientRequest): void {
  request.unpipe(outgoing);
  outgoing.destroy();
}

function failResponse(response: ServerResponse, error: Error & { readonly code?: string }): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.setHeader('retry-after', '2');
  response.setHeader('connection', 'close'); // what is left of the request goes nowhere
  sendJson(response, error.code === 'ECONNREFUSED' ? 503 : 502, unavailable);
}

/** The gateway knows its own origin and those it is told of; a page of another must not come in through this one. */
function refusalOf(request: IncomingMessage, origins: OriginReader): string | undefined {
  if (request.url?.split('?', 1)[0] !== '/graphql') return '404 Not Found';
  const isForeign = request.headers.origin !== undefined && !origins.isSameOrigin(request);
  return isForeign ? '403 Forbidden' : undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
