import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@mas/kit/logger';
import type { HttpError } from '@mas/kit/server/http-error';
import { applyCors } from '../http/cors.ts';
import type { SurfaceContext } from '../http/surface.ts';
import { answerRequest, type Exchange } from './answer-request.ts';
import type { GraphExecutor } from './graph-executor.ts';
import { sendRestError } from './http/send.ts';
import { createDocumentationRoutes } from './openapi/documentation-routes.ts';
import { RestError } from './rest-error.ts';
import { defaultRestSettings, type RestSettings } from './rest-settings.ts';
import { basePath, createRouteTable } from './route-table.ts';
import { createRoutes } from './routes/routes.ts';
import { translateError } from './translate-error.ts';

export interface RestSurface {
  /** Whether a request is for a path of this surface. */
  handles(request: IncomingMessage): boolean;
  /** Answers it, CORS, preflights and errors included; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, context: SurfaceContext): Promise<void>;
  /** Answers a request of its own that never gets that far. */
  refuse(response: ServerResponse, refusal: HttpError): void;
  /** Ends the streams; their runs go on. */
  dispose(): void;
}

export interface RestSurfaceOptions {
  readonly executor: GraphExecutor;
  readonly logger: Logger;
  readonly corsOrigins?: readonly string[];
  readonly settings?: Partial<RestSettings>;
}

/** The REST and SSE interface under `/api/v1/gateway`: each endpoint is an operation on the graph, in the caller's name. */
export function createRestSurface(options: RestSurfaceOptions): RestSurface {
  const { executor, logger, corsOrigins = ['http://localhost:3000'] } = options;
  const settings: RestSettings = { ...defaultRestSettings, ...options.settings };
  const { routes, checkToken } = createRoutes();
  const table = createRouteTable([...routes, ...createDocumentationRoutes(routes)]);

  const closing = new AbortController();

  const serve = async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    const path = pathOf(request);
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    if (request.method === 'OPTIONS' && !isPreflight) response.setHeader('allow', table.allowed(path).join(', '));
    if (applyCors(request, response, corsOrigins)) return;
    const match = table.match(request.method ?? 'GET', path);
    await answerRequest({ executor, settings, logger, checkToken, closing: closing.signal }, match, exchange);
  };

  return {
    dispose: () => closing.abort(),
    refuse: (response, { status, message }) => sendRestError(response, new RestError(status, message)),
    handles: (request) => pathOf(request) === basePath || pathOf(request).startsWith(`${basePath}/`),
    async handle(request, response, { requestId, clientAddress }) {
      try {
        await serve({ request, response, requestId, clientAddress });
      } catch (error) {
        const places = table.find(request.method ?? 'GET', pathOf(request))?.route.argumentPlaces;
        sendRestError(response, translateError(error, { logger, requestId }, places));
      }
    },
  };
}

/** As it was sent: decoding comes after splitting, because a title may hold an encoded slash. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? url;
}
