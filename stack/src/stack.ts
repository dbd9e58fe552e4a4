import { randomBytes } from 'node:crypto';
import type { Logger } from '@mas/kit/logger';
import { createJail } from '@mas/kit/sandbox/create-jail';
import { jailChoice } from '@mas/kit/sandbox/jail-env';
import type { JailKind } from '@mas/kit/sandbox/jails/jail';
import { freePort } from '@mas/kit/server/free-port';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import { openDataDirectory } from './data-directory.ts';
import type { StackEnv } from './env.ts';
import { type Service, type ServiceName, type ServiceSettings, serviceNames, startService } from './services.ts';
import { openStores } from './stores.ts';

export interface StackOptions {
  readonly env: StackEnv;
  readonly logger: Logger;
  /** False for data that is thrown away afterwards. */
  readonly durable: boolean;
}

export interface RunningStack {
  /** `http://host:port` of each service, without a slash at the end; the page's only where it is served. */
  readonly urls: ServiceUrls;
  /** What people call the stores in use. */
  readonly stores: string;
  readonly jail: JailKind;
  /** Ends the services in reverse order, then the stores. */
  dispose(): Promise<void>;
}

export type ServiceUrls = Readonly<Record<Exclude<ServiceName, 'client'>, string>> & { readonly client?: string };

/** The whole system in this process. What fails to start takes down what had started. */
export async function startStack({ env, logger, durable }: StackOptions): Promise<RunningStack> {
  const disposers: Disposer[] = [];
  try {
    const directory = await openDataDirectory(env.DATA_DIR);
    const keep = async <Resource extends { dispose(): Promise<void> }>(
      opening: Promise<Resource>,
    ): Promise<Resource> => {
      const resource = await opening;
      disposers.push(() => resource.dispose());
      return resource;
    };
    const opening = [
      keep(openStores({ databaseUrl: env.DATABASE_URL, postgresDirectory: directory.postgres, durable, logger })),
      keep(createJail(jailChoice(env), { scratchDirectory: directory.scratch, name: 'kernels', logger })),
      choosePorts(env),
    ] as const;
    await Promise.allSettled(opening); // what did open is closed when another did not
    const [stores, jail, ports] = await Promise.all(opening);
    const pageServerKey = randomBytes(32).toString('base64url');
    const settings: ServiceSettings = { env, directory, stores, jail, ports, pageServerKey };
    const names = serviceNames.filter((name) => name !== 'client' || env.CLIENT);
    const started = await Promise.allSettled(names.map((name) => startService(name, settings)));
    const services = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    disposers.push(...services.map((service) => () => service.dispose()));
    const failure = started.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    return {
      urls: urlsOf(services),
      stores: `${stores.description}, ${env.redisUrl === undefined ? 'cache in memory' : `Redis at ${new URL(env.redisUrl).host}`}`,
      jail: jail.kind,
      dispose: () => disposeAll(disposers),
    };
  } catch (error) {
    await disposeAll(disposers);
    throw error;
  }
}

/** Services know each other's addresses before they start, so that they start at the same time. */
async function choosePorts(env: StackEnv): Promise<Record<ServiceName, number>> {
  const choose = async (port: number) => (port === 0 ? freePort() : port);
  return {
    auth: await choose(env.AUTH_PORT),
    session: await choose(env.SESSION_PORT),
    file: await choose(env.FILE_PORT),
    agent: await choose(env.AGENT_PORT),
    client: await choose(env.CLIENT_PORT),
    gateway: await choose(env.GATEWAY_PORT),
  };
}

function urlsOf(services: readonly Service[]): ServiceUrls {
  const urls = Object.fromEntries(services.map(({ name, url }) => [name, url]));
  return urls as unknown as ServiceUrls; // every service has started, but for the page where it is off
}
