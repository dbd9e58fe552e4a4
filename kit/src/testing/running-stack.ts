import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { manyRegistrations } from './many-registrations.ts';
import { plainEnv } from './plain-env.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const endTimeoutMs = 30_000;

/** The whole system as `npm start` runs it, on free ports, with data that is thrown away. */
export interface RunningStack extends AsyncDisposable {
  /** `http://host:port` of the gateway. */
  readonly gatewayUrl: string;
  /** `http://host:port` of each subgraph. */
  readonly subgraphUrls: Readonly<Record<'auth' | 'session' | 'file' | 'agent', string>>;
  /** `http://localhost:port` of the page; only with `CLIENT: 'on'`. */
  readonly pageUrl: string | undefined;
  /** What it wrote to standard output until it was ready. */
  readonly greeting: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  readonly dataDirectory: string;
  readonly process: ChildProcess;
}

const freePorts = {
  GATEWAY_PORT: '0',
  AUTH_PORT: '0',
  SESSION_PORT: '0',
  FILE_PORT: '0',
  AGENT_PORT: '0',
  CLIENT_PORT: '0',
  CLIENT: 'off',
};

/**
 * With the offline analyst, unless `env` says otherwise.
 * @throws Error with its log when it does not start.
 */
export async function startStack(env: Readonly<Record<string, string>> = {}): Promise<RunningStack> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'mas-stack-'));
  await chmod(dataDirectory, 0o711); // the database's own account passes through
  const child = spawn(process.execPath, [join(root, 'stack/src/main.ts')], {
    cwd: dataDirectory,
    env: {
      ...plainEnv(),
      LOG_LEVEL: 'warn',
      BCRYPT_COST: '10',
      ...manyRegistrations,
      ...freePorts,
      DATA_DIR: dataDirectory,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const dispose = async (): Promise<void> => {
    await end(child);
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const greeting = await readGreeting(child);
  if (greeting === undefined) {
    await dispose();
    throw new Error(`the stack ended before it was ready:\n${log.join('\n')}`);
  }
  return { ...urlsIn(greeting), greeting, log, dataDirectory, process: child, [Symbol.asyncDispose]: dispose };
}

/** All it says until its last line, or nothing when it ends before that. */
async function readGreeting({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) throw new Error('the stack has no standard output');
  const lines: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (!line.startsWith('Press Ctrl+C')) continue;
    stdout.resume();
    return lines.join('\n');
  }
  return undefined;
}

function urlsIn(greeting: string): Pick<RunningStack, 'gatewayUrl' | 'subgraphUrls' | 'pageUrl'> {
  const find = (before: string): string => {
    const url = new RegExp(`\\b${before} +(http://[\\w.:]+)`).exec(greeting)?.[1];
    if (url === undefined) throw new Error(`the stack did not say where it is:\n${greeting}`);
    return url;
  };
  return {
    gatewayUrl: find('GraphiQL'),
    subgraphUrls: { auth: find('auth'), session: find('session'), file: find('file'), agent: find('agent') },
    pageUrl: /^ +Open +(http:\S+)$/m.exec(greeting)?.[1],
  };
}

/** SIGTERM, and what a person would do when that does not help. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
  await exited;
  clearTimeout(force);
}
