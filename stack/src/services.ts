import { hostNames } from '@mas/kit/env';
import type { Database } from '@mas/kit/database/database';
import { createLogger, type Logger } from '@mas/kit/logger';
import { jailWarnings } from '@mas/kit/sandbox/jail-warnings';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import type { DataDirectory } from './data-directory.ts';
import { buildCacheDirectory, type StackEnv, supergraphFile } from './env.ts';
import type { Stores } from './stores.ts';
import { join } from 'node:path';

/**
 * In the order in which they are shut down, last first: people lose the gateway before what it stands on. What the gateway
 * says to open sockets as it goes still passes through the page server, so that one goes after it.
 */
export const serviceNames = ['auth', 'session', 'file', 'agent', 'client', 'gateway'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Only the page and the gateway are for others: the subgraphs leave its limits to it. */
const loopback = '127.0.0.1';

export interface Service {
  readonly name: ServiceName;
  readonly url: string;
  dispose(): Promise<void>;
}

export interface ServiceSettings {
  readonly env: StackEnv;
  readonly directory: DataDirectory;
  readonly stores: Stores;
  /** Holds whatever is not trusted: generated code, charts, the reading of uploads. */
  readonly jail: Jail;
  readonly ports: Readonly<Record<ServiceName, number>>;
  /** By which the gateway knows the page server. */
  readonly pageServerKey: string;
}

/** Each service loads its code when it starts, while the others wait for their stores. */
export async function startService(name: ServiceName, settings: ServiceSettings): Promise<Service> {
  const server = await starters[name](settings);
  return { name, url: server.url, dispose: () => server.dispose() };
}

type Starter = (settings: ServiceSettings) => Promise<Omit<Service, 'name'>>;

const starters: Readonly<Record<ServiceName, Starter>> = {
  async auth(settings) {
    const { env, stores, ports } = settings;
    const { createAuth } = await import('@mas/auth/create-auth');
    return createAuth({
      ...env.auth,
      databaseUrl: stores.databaseUrl('auth_db'),
      redisUrl: env.redisUrl,
      token: tokenSettings(settings),
      port: ports.auth,
      host: loopback,
      logger: serviceLogger('auth', settings),
    });
  },

  async session(settings) {
    const [{ connectSessionDatabase }, { createSubgraph }, cache] = await Promise.all([
      import('@mas/session/db/database'),
      import('@mas/session/subgraph'),
      openCache(settings),
    ]);
    const database = await connectSessionDatabase(settings.stores.databaseUrl('session_db'));
    return withDatabase(
      database,
      async () => createSubgraph({ database, cache, ...(await serverOf('session', settings)) }),
      () => cache.dispose(),
    );
  },

  async file(settings) {
    const { env, jail } = settings;
    const [{ connectFileDatabase }, { createSubgraph }, sessions, blobs, cache] = await Promise.all([
      import('@mas/file/db/database'),
      import('@mas/file/subgraph'),
      sessionDirectory(settings),
      openBlobs(settings),
      openCache(settings),
    ]);
    const database = await connectFileDatabase(settings.stores.databaseUrl('file_db'));
    const limits = { maxUploadBytes: env.MAX_UPLOAD_BYTES, quotaBytes: env.USER_QUOTA_BYTES };
    const cacheDirectory = buildCacheDirectory;
    const server = await serverOf('file', settings);
    return withDatabase(
      database,
      () => createSubgraph({ database, cache, blobs, sessions, jail, cacheDirectory, ...limits, ...server }),
      () => cache.dispose(),
    );
  },

  async agent(settings) {
    const { env, stores, ports, jail } = settings;
    const { createAgent } = await import('@mas/agent/create-agent');
    return createAgent({
      ...env.agent,
      databaseUrl: stores.databaseUrl('agent_db'),
      redisUrl: env.redisUrl,
      token: tokenSettings(settings),
      sessionUrl: localUrl(ports.session),
      fileUrl: localUrl(ports.file),
      storageDirectory: storageDirectory(settings),
      jail,
      cacheDirectory: buildCacheDirectory,
      port: ports.agent,
      host: loopback,
      logger: serviceLogger('agent', settings),
    });
  },

  async client(settings) {
    const { env, ports } = settings;
    const { createPageServer } = await import('@mas/client/page-server');
    return createPageServer({
      gatewayUrl: localUrl(ports.gateway),
      cacheDirectory: join(buildCacheDirectory, 'client'),
      publicUrl: env.CLIENT_PUBLIC_URL,
      allowedHosts: env.ALLOWED_HOSTS,
      trustedProxies: env.TRUST_PROXY,
      key: settings.pageServerKey,
      port: ports.client,
      host: env.HOST,
      logger: serviceLogger('client', settings),
    });
  },

  async gateway(settings) {
    const { env, ports } = settings;
    const [{ createGateway }, { createRestSurface }, { createServiceTokens }] = await Promise.all([
      import('@mas/gateway/gateway'),
      import('@mas/gateway/rest/rest-surface'),
      import('@mas/kit/tokens/service-token'),
    ]);
    const services = createServiceTokens(tokenSettings(settings), 'revocations');
    const subgraphs = serviceNames.filter((name) => name !== 'gateway' && name !== 'client');
    return createGateway({
      ...(await serverOf('gateway', settings)),
      supergraph: { file: supergraphFile },
      routes: Object.fromEntries(subgraphs.map((name) => [name, `${localUrl(ports[name])}/graphql`])),
      revocations: { services, pollMs: env.REVOCATION_POLL_MS },
      allowedHosts: hostNames(env),
      trustedProxies: env.TRUST_PROXY,
      pageServerKey: settings.pageServerKey,
      warnings: jailWarnings(settings.jail.kind),
      corsOrigins: env.CORS_ORIGINS,
      introspection: env.INTROSPECTION,
      http: { maxUploadBytes: env.MAX_UPLOAD_BYTES },
      surfaces: [(parts) => createRestSurface({ ...parts, settings: { maxUploadBytes: env.MAX_UPLOAD_BYTES } })],
      graphiql: { cacheDirectory: join(buildCacheDirectory, 'graphiql') },
    });
  },
};

async function serverOf(name: ServiceName, settings: ServiceSettings) {
  const { createTokenVerifier } = await import('@mas/kit/tokens/token-verifier');
  return {
    verifier: createTokenVerifier(tokenSettings(settings)),
    port: settings.ports[name],
    host: name === 'gateway' ? settings.env.HOST : loopback,
    logger: serviceLogger(name, settings),
  };
}

function serviceLogger(service: string, { env }: ServiceSettings): Logger {
  return createLogger({ service, level: env.LOG_LEVEL });
}

function tokenSettings({ env, directory }: ServiceSettings) {
  return { secret: env.SECRET_KEY ?? directory.secretKey, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE };
}

async function openCache(settings: ServiceSettings) {
  const { createCache } = await import('@mas/kit/cache/create-cache');
  return createCache({ url: settings.env.redisUrl, logger: serviceLogger('cache', settings) });
}

async function openBlobs(settings: ServiceSettings) {
  const { createLocalBlobStore } = await import('@mas/kit/blobs/local-blob-store');
  return createLocalBlobStore({ directory: storageDirectory(settings) });
}

async function sessionDirectory({ ports }: ServiceSettings) {
  const [{ createSubgraphSessionDirectory }, { createSubgraphClient }] = await Promise.all([
    import('@mas/file/sessions/subgraph-session-directory'),
    import('@mas/kit/federation/subgraph-client'),
  ]);
  return createSubgraphSessionDirectory(createSubgraphClient({ name: 'session', url: localUrl(ports.session) }));
}

function storageDirectory({ env, directory }: ServiceSettings): string {
  return env.LOCAL_STORAGE_PATH ?? directory.files;
}

function localUrl(port: number): string {
  return `http://${loopback}:${String(port)}`;
}

/** The service's own server goes first, then what it stands on. */
async function withDatabase(database: Database, start: () => Promise<Omit<Service, 'name'>>, ...others: Disposer[]) {
  const stores: Disposer[] = [() => database.dispose(), ...others];
  try {
    const server = await start();
    return { url: server.url, dispose: () => disposeAll([...stores, () => server.dispose()]) };
  } catch (error) {
    await disposeAll(stores);
    throw error;
  }
}
