import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../server/free-port.ts';
import { manyRegistrations } from './many-registrations.ts';
import { plainEnv } from './plain-env.ts';
import type { TestStores } from './stores.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const names = ['auth', 'session', 'file', 'agent', 'gateway'] as const;
const startTimeoutMs = 60_000;

export type ServiceName = (typeof names)[number];

/** The services, each a process of its own, as they run in production; their data goes with them. */
export interface RunningServices extends AsyncDisposable {
  /** `http://host:port` of the gateway. */
  readonly gatewayUrl: string;
  /** Resolves when nothing listens at its address any more. */
  stop(name: ServiceName): Promise<void>;
  /** Resolves when it is ready. */
  start(name: ServiceName): Promise<void>;
  /** Runs SQL in the database of a service, and gives the rows. */
  query(name: ServiceName, sql: string): Promise<readonly unknown[]>;
}

interface Service {
  readonly url: string;
  readonly port: number;
  process: ChildProcess | undefined;
}

/** Starts them over PostgreSQL and Redis servers, which stay with the caller. */
export async function startServices(
  stores: TestStores,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServices> {
  const storage = await mkdtemp(join(tmpdir(), 'mas-services-'));
  const services = await describeServices();
  const urls = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, services[name].url]));

  const start = async (name: ServiceName): Promise<void> => {
    const service = services[name];
    const folder = name === 'gateway' ? 'gateway' : `subgraphs/${name}`;
    service.process = spawn(process.execPath, [join(root, folder, 'src/main.ts')], {
      cwd: join(root, folder),
      env: {
        ...plainEnv(),
        LOG_LEVEL: 'warn',
        HOST: '127.0.0.1',
        SECRET_KEY: 'the same secret for all of them, 32 characters',
        DATABASE_URL: stores.databaseUrl(`${name}_db`),
        REDIS_URL: stores.redisUrl,
        LOCAL_STORAGE_PATH: storage,
        BCRYPT_COST: '10',
        ...manyRegistrations,
        GRAPHIQL: 'false',
        ...urls,
        ...env,
        [`${name.toUpperCase()}_PORT`]: String(service.port),
      },
      stdio: ['ignore', 'ignore', process.env['TEST_LOG_LEVEL'] === undefined ? 'ignore' : 'inherit'],
    });
    await untilReady(name, service);
  };
  const stop = async (name: ServiceName): Promise<void> => {
    const { process: child } = services[name];
    services[name].process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  const query = async (name: ServiceName, sql: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: stores.databaseUrl(`${name}_db`) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const dispose = async (): Promise<void> => {
    await Promise.all(names.toReversed().map(stop));
    await rm(storage, { recursive: true, force: true });
  };

  try {
    await Promise.all(names.map(start));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { gatewayUrl: services.gateway.url, start, stop, query, [Symbol.asyncDispose]: dispose };
}

async function describeServices(): Promise<Record<ServiceName, Service>> {
  const describe = async (): Promise<Service> => {
    const port = await freePort();
    return { port, url: `http://127.0.0.1:${String(port)}`, process: undefined };
  };
  const [auth, session, file, agent, gateway] = await Promise.all([
    describe(),
    describe(),
    describe(),
    describe(),
    describe(),
  ]);
  return { auth, session, file, agent, gateway };
}

async function untilReady(name: ServiceName, { url, process: child }: Service): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (child?.exitCode === null && performance.now() < deadline) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined); // it does not listen yet
    if (response?.ok === true) return;
    await wait(50);
  }
  throw new Error(`${name} did not become ready; TEST_LOG_LEVEL=warn shows why`);
}
