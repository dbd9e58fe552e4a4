import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '@mas/kit/logger';
import { requestIdOf } from '@mas/kit/server/request-id';
import { isTokenPath } from './auth/token-path.ts';
import type { GatewayProxy } from './gateway-proxy.ts';
import type { OriginReader } from './request-origin.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sendJson } from './send.ts';

/** Answers a request that it was given; rejects only for faults of our own. */
export type Handler = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

export interface RouterParts {
  readonly proxy: GatewayProxy;
  readonly origins: OriginReader;
  readonly tokens: Handler;
  readonly reports: Handler;
  readonly files: Handler;
  readonly logger: Logger;
}

/** Which path is whose. */
export function createRouter(parts: RouterParts): RequestListener {
  const { proxy, origins, logger } = parts;
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    const requestId = requestIdOf(request.headers);
    const startedAt = performance.now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      logger.debug({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request');
    });
    if (proxy.handles(path)) {
      proxy.handle(request, response, requestId);
      return;
    }
    response.setHeader('x-request-id', requestId);
    setSecurityHeaders(response, { isSecure: origins.isSecure(request) });
    handlerOf(parts, path)(request, response, requestId).catch((error: unknown) => {
      const isGone = request.destroyed && !request.complete; // its sender broke off: no fault of ours, and no line for each
      logger[isGone ? 'debug' : 'error']({ requestId, error }, 'request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' } });
    });
  };
}

function handlerOf({ tokens, reports, files }: RouterParts, path: string): Handler {
  if (path === '/livez') return alive;
  if (path === '/csp-reports') return reports;
  return isTokenPath(path) ? tokens : files;
}

const alive: Handler = (_request, response) => {
  sendJson(response, 200, { status: 'alive' });
  return Promise.resolve();
};
