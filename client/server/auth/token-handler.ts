import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { HttpError } from '@mas/kit/server/http-error';
import type { OriginReader } from '../request-origin.ts';
import type { Handler } from '../router.ts';
import { sendJson, sendNothing } from '../send.ts';
import { readSmallBody } from '../small-body.ts';
import { createAuthGraph, type CallerHeaders, type TokenPair } from './auth-graph.ts';
import { clearRefreshCookie, keepRefreshCookie, readRefreshCookie } from './refresh-cookie.ts';
import { SharedRefreshes } from './shared-refreshes.ts';
import { sendTokenError } from './token-error.ts';
import { createTokenRoutes, type TokenRoute } from './token-routes.ts';

export interface TokenHandlerParts {
  readonly gatewayUrl: string;
  readonly origins: OriginReader;
  readonly logger: Logger;
}

const maxBodyBytes = 16_384;

/**
 * Signs the page in and out. The refresh token stays between this server and the browser's cookie store: no script ever
 * holds it. Answers are `{accessToken, expiresIn, user}`, 204 where nobody is signed in (any more), or `{error}` with the status
 * of its code.
 */
export function createTokenHandler({ gatewayUrl, origins, logger }: TokenHandlerParts): Handler {
  const refreshes = new SharedRefreshes();
  const routes = createTokenRoutes(createAuthGraph(gatewayUrl), refreshes);

  const answer = async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const route = routeOf(routes, path, request, origins);
    const isSecure = origins.isSecure(request);
    const refreshToken = readRefreshCookie(request, isSecure);
    // Whoever signs out is signed out here, even when the gateway cannot be told.
    if (path === '/auth/logout') clearRefreshCookie(response, isSecure);
    const body = await readSmallBody(request, maxBodyBytes);
    const pair = await route({ body, refreshToken, headers: callerHeaders(request, requestId, origins) });
    if (pair === undefined) {
      clearRefreshCookie(response, isSecure);
      sendNothing(response);
    } else {
      keepRefreshCookie(response, pair, isSecure);
      sendJson(response, 200, shown(pair));
    }
  };

  return async (request, response, requestId) => {
    try {
      await answer(request, response, requestId);
    } catch (error) {
      if (!(error instanceof AppError || error instanceof HttpError)) throw error;
      if (error.status >= 500) logger.warn({ requestId, error }, 'the token handler failed');
      sendTokenError(response, error);
    }
  };
}

/** @throws HttpError unless one of our pages may have sent it. */
function routeOf(
  routes: Readonly<Record<string, TokenRoute>>,
  path: string,
  request: IncomingMessage,
  origins: OriginReader,
): TokenRoute {
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) throw new HttpError(404, 'There is nothing here.', 'NOT_FOUND');
  if (request.method !== 'POST') throw new HttpError(405, 'Signing in and out is posted.');
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  if (!isJson || !origins.isSameOrigin(request)) {
    throw new HttpError(403, 'Only the page itself may ask this, in JSON; scripts use the graph.', 'FORBIDDEN');
  }
  return route;
}

function callerHeaders(request: IncomingMessage, requestId: string, origins: OriginReader): CallerHeaders {
  const { authorization, 'user-agent': userAgent } = request.headers;
  return {
    'x-request-id': requestId,
    ...origins.forwardedHeaders(request),
    ...(userAgent !== undefined && { 'user-agent': userAgent }),
    ...(authorization !== undefined && { authorization }),
  };
}

/** What scripts may see of a pair. */
function shown({ accessToken, expiresIn, user }: TokenPair) {
  return { accessToken, expiresIn, user };
}
