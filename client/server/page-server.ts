import type { Logger } from '@mas/kit/logger';
import type { AllowedHosts } from '@mas/kit/server/allowed-hosts';
import { listen } from '@mas/kit/server/http-server';
import { createTokenHandler } from './auth/token-handler.ts';
import { createCspReports } from './csp-reports.ts';
import { createOriginReader } from './request-origin.ts';
import { createGatewayProxy } from './gateway-proxy.ts';
import { refuse } from './refuse.ts';
import { createRouter } from './router.ts';
import { createPageBuild } from './static/page-build.ts';
import { createPageFiles } from './static/page-files.ts';

export interface PageServerOptions {
  /** `http://host:port` of the gateway, without a slash at the end. */
  readonly gatewayUrl: string;
  /** Where builds of the page are kept. */
  readonly cacheDirectory: string;
  /** A folder with a build; it is served as it is, and nothing is built. */
  readonly buildDirectory?: string | undefined;
  /** Where people find the page, when that is not what their requests say. */
  readonly publicUrl: string | undefined;
  /** Names that it is called by, besides localhost, addresses and that of `publicUrl`: `data.example.com`, `*.example.com`. */
  readonly allowedHosts?: readonly string[];
  /** How many proxies stand in front of this server; what they say of the client is believed. */
  readonly trustedProxies: number;
  /** Shown to the gateway, so that it believes us where requests come from. */
  readonly key: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

export interface RunningPageServer extends AsyncDisposable {
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, lets those under way end, cuts the sockets that it hands on. */
  dispose(): Promise<void>;
}

const shutdownGraceMs = 3_000;

/** Serves the page, keeps its refresh token, hands the graph on. It listens at once; the page is built behind that if it must be. */
export async function createPageServer(options: PageServerOptions): Promise<RunningPageServer> {
  const { gatewayUrl, logger, port, host } = options;
  const origins = createOriginReader(options);
  const proxy = createGatewayProxy({ gatewayUrl, origins, logger });
  const build = createPageBuild(options);
  const router = createRouter({
    proxy,
    origins,
    tokens: createTokenHandler({ gatewayUrl, origins, logger }),
    reports: createCspReports(logger),
    files: createPageFiles({ build, logger }),
    logger,
  });
  const server = await listen({ port, host, listener: router, hosts: hostsOf(options), refuse });
  proxy.attach(server);
  build.start();
  logger.info({ url: server.url }, 'the page server is ready');
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    proxy.dispose();
    await Promise.all([build.dispose(), server.close(shutdownGraceMs)]);
  };
  const dispose = (): Promise<void> => (closing ??= close());
  return { port: server.port, url: server.url, dispose, [Symbol.asyncDispose]: dispose };
}

function hostsOf({ allowedHosts = [], publicUrl, trustedProxies }: PageServerOptions): AllowedHosts {
  const publicName = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  return { names: [...allowedHosts, ...publicName], trustedProxies };
}
