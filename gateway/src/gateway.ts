import { readFile } from 'node:fs/promises';
import { listen } from '@mas/kit/server/http-server';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import { createExecutor, type GraphQLExecutor } from './executor/executor.ts';
import { createOperationStore, type OperationStore } from './executor/operation-store.ts';
import { createFederation, type Federation } from './federation/federation.ts';
import { watchSupergraph } from './federation/watch-supergraph.ts';
import { settingsOf, type GatewayOptions, type GatewaySettings } from './gateway-options.ts';
import { createGraphiql } from './graphiql/graphiql.ts';
import { startApolloEndpoint, type ApolloEndpoint } from './http/apollo-endpoint.ts';
import { createGraphQLEndpoint } from './http/graphql-endpoint.ts';
import { createRouter } from './http/router.ts';
import { createAuthenticate } from './identity.ts';
import { followRevocations } from './revocation/follow-revocations.ts';
import { refuseRevoked } from './revocation/refuse-revoked.ts';
import { RevokedSignIns } from './revocation/revoked-sign-ins.ts';
import { createEventStreamServer } from './subscriptions/graphql-sse.ts';
import { createGraphQLSockets } from './subscriptions/graphql-ws.ts';
import { restarting } from './subscriptions/restarting.ts';
import { SubscriptionHub } from './subscriptions/subscription-hub.ts';
import { createMultipartEndpoint } from './uploads/multipart-endpoint.ts';

export interface RunningGateway extends AsyncDisposable {
  readonly port: number;
  /** `http://host:port`, without a slash at the end; the graph is at `/graphql`, over WebSocket too. */
  readonly url: string;
  /** Runs operations in this process, for those that have no need of HTTP. */
  readonly executor: GraphQLExecutor;
  /** Takes no more, lets what runs end, closes sockets with a hint to resume; resolves when all is closed. */
  dispose(): Promise<void>;
}

/** Starts the gateway. Subgraphs may come later: a query that needs one that is not there says so. */
export async function createGateway(options: GatewayOptions): Promise<RunningGateway> {
  const core = await startCore(options, settingsOf(options));
  try {
    return await serve(options, core);
  } catch (error) {
    await disposeAll(core.disposers);
    throw error;
  }
}

/** What executes operations, whoever brings them. */
interface GatewayCore {
  readonly settings: GatewaySettings;
  readonly federation: Federation;
  readonly apollo: ApolloEndpoint;
  readonly operations: OperationStore;
  readonly hub: SubscriptionHub;
  readonly verifier: TokenVerifier;
  readonly revoked: RevokedSignIns;
  readonly executor: GraphQLExecutor;
  readonly disposers: readonly Disposer[];
}

async function startCore(options: GatewayOptions, settings: GatewaySettings): Promise<GatewayCore> {
  const { supergraph, logger, routes = {}, revocations } = options;
  const { http, sockets } = settings;
  const revoked = new RevokedSignIns();
  const verifier = refuseRevoked(options.verifier, revoked);
  const federation = createFederation({
    supergraphSdl: 'sdl' in supergraph ? supergraph.sdl : await readFile(supergraph.file, 'utf8'),
    routes,
    timeoutMs: http.subgraphTimeoutMs,
    uploadTimeoutMs: http.uploadTimeoutMs,
    peerKey: options.peerKey,
    logger,
  });
  const apollo = await startApolloEndpoint(federation, settings, logger);
  const operations = createOperationStore(settings);
  const hub = new SubscriptionHub();
  const { maxQueuedBytes } = sockets;
  const executor = createExecutor({ federation, operations, hub, verifier, revoked, logger, maxQueuedBytes });
  const auth = () => federation.graph().subgraphs.get('auth');
  const followed = revocations && followRevocations({ ...revocations, revoked, auth, logger });
  const disposers = [
    () => federation.dispose(),
    () => apollo.dispose(),
    () => hub.dispose(),
    () => Promise.resolve(followed?.dispose()),
  ];
  return { settings, federation, apollo, operations, hub, verifier, revoked, executor, disposers };
}

async function serve(options: GatewayOptions, core: GatewayCore): Promise<RunningGateway> {
  const { supergraph, logger, port, host } = options;
  const { settings, federation, apollo, operations, hub, verifier, revoked, executor } = core;
  const { corsOrigins, trust, http } = settings;
  const events = createEventStreamServer(executor);
  const authenticate = createAuthenticate(verifier);
  const multipart = createMultipartEndpoint(executor, http);
  const sockets = createGraphQLSockets({ executor, federation, operations, authenticate, revoked, settings, logger });
  const surfaces = (options.surfaces ?? []).map((create) => create({ executor, logger, corsOrigins }));
  let closing: Promise<void> | undefined;
  const router = createRouter({
    graphql: createGraphQLEndpoint({ apollo, multipart, events, federation, operations, settings }),
    graphiql: options.graphiql && createGraphiql(options.graphiql.cacheDirectory),
    surfaces,
    health: {
      ...{ federation, hub, logger, warnings: options.warnings ?? [] },
      ...{ clientSockets: () => sockets.count, isClosing: () => closing !== undefined },
    },
    authenticate,
    corsOrigins,
    trust,
    logger,
  });
  const server = await listen({ port, host, ...router, hosts: settings.hosts, pace: http.pace });
  sockets.attach(server);
  const reload = (sdl: string): void => federation.update(sdl);
  const watcher = 'file' in supergraph ? watchSupergraph(supergraph.file, reload, logger) : undefined;
  logger.info({ url: server.url }, 'gateway is ready');

  const close = async (): Promise<void> => {
    watcher?.dispose();
    events.failAll(restarting());
    for (const surface of surfaces) surface.dispose();
    const stopServing = () => Promise.all([sockets.dispose(), server.close(http.shutdownGraceMs)]);
    await disposeAll([...core.disposers, stopServing]);
  };
  const dispose = (): Promise<void> => (closing ??= close());
  return { port: server.port, url: server.url, executor, dispose, [Symbol.asyncDispose]: dispose };
}
