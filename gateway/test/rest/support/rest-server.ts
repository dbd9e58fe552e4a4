import type { Logger } from '@mas/kit/logger';
import { listen } from '@mas/kit/server/http-server';
import type { Pace } from '@mas/kit/server/pace';
import { requestIdOf } from '@mas/kit/server/request-id';
import { testLogger } from '@mas/kit/testing/test-logger';
import type { GraphExecutor } from '../../../src/rest/graph-executor.ts';
import type { RestSettings } from '../../../src/rest/rest-settings.ts';
import { createRestSurface } from '../../../src/rest/rest-surface.ts';

export interface RestServer extends AsyncDisposable {
  /** `http://host:port/api/v1/gateway` */
  readonly base: string;
  readonly port: number;
  /** What the gateway does first when it closes. */
  closeStreams(): void;
}

export interface RestServerOptions {
  readonly settings?: Partial<RestSettings>;
  readonly pace?: Partial<Pace>;
  readonly logger?: Logger;
}

/** The surface alone on a socket of its own. */
export async function startRestServer(
  executor: GraphExecutor,
  { settings = {}, pace = {}, logger = testLogger }: RestServerOptions = {},
): Promise<RestServer> {
  const surface = createRestSurface({ executor, logger, settings });
  const server = await listen({
    port: 0,
    host: '127.0.0.1',
    pace,
    refuse: (_request, response, refusal) => surface.refuse(response, refusal),
    listener: (request, response) => {
      const requestId = requestIdOf(request.headers);
      response.setHeader('x-request-id', requestId);
      if (surface.handles(request)) void surface.handle(request, response, { requestId });
      else response.writeHead(421).end();
    },
  });
  return {
    base: `${server.url}/api/v1/gateway`,
    port: server.port,
    closeStreams: () => surface.dispose(),
    [Symbol.asyncDispose]: () => server.close(0),
  };
}
