import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '@mas/kit/logger';
import { DuckDBInstance } from '@duckdb/node-api';
import { createSandbox, type SandboxConfig } from '../../src/sandbox/create-sandbox.ts';
import type { Kernel, KernelOptions, Sandbox } from '../../src/sandbox/sandbox.ts';

/** Kept between test runs: its entries are named by their content. */
export const cacheDirectory = join(tmpdir(), 'mas-test-sandbox-cache');
export const quietLogger: Logger = createLogger({ service: 'test', level: 'silent' });

export interface SandboxFixture extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly directory: string;
  readonly scratchDirectory: string;
  readonly dataset: KernelOptions['dataset'];
  open(options?: Partial<KernelOptions>): Promise<Kernel>;
}

const defaultDataset = `
  SELECT i AS id, 'group ' || (i % 3) AS "group", DATE '2024-01-01' + CAST(i AS INTEGER) AS day,
         CAST(i * 1.5 AS DECIMAL(10, 2)) AS price, CASE WHEN i % 10 = 0 THEN NULL ELSE i * 2 END AS area
  FROM range(100) AS numbers(i)`;

/** A sandbox over a Parquet file with the rows of the query. */
export async function startSandbox(
  config: Partial<SandboxConfig> = {},
  query: string = defaultDataset,
): Promise<SandboxFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-sandbox-test-'));
  // Reachable by the users that children become when the tests run as root.
  await chmod(directory, 0o711);
  const path = join(directory, 'dataset.parquet');
  await writeParquet(path, query);
  const scratchDirectory = join(directory, 'scratch');
  const sandbox = await createSandbox({
    preferred: 'auto',
    scratchDirectory,
    cacheDirectory,
    logger: quietLogger,
    ...config,
  });
  const dataset = { path, format: 'parquet' } as const;
  return {
    sandbox,
    directory,
    scratchDirectory,
    dataset,
    open: (options = {}) =>
      sandbox.open({ runId: 'run', userId: 'user', dataset, signal: new AbortController().signal, ...options }),
    async [Symbol.asyncDispose]() {
      await sandbox.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/** What suites before this one left in the process; a child of theirs that ends late is not this suite's. */
const inherited = new Set(await allChildren());

/** Ids of the children that this suite's process has started since the suite began, read from /proc. */
export async function childProcesses(): Promise<number[]> {
  return (await allChildren()).filter((id) => !inherited.has(id));
}

async function allChildren(): Promise<number[]> {
  const threads = await readdir('/proc/self/task');
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, 'utf8')));
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** Waits until every child of this suite is gone. */
export function noChildIsLeft(): Promise<void> {
  return eventually('no child is left', async () => (await childProcesses()).length === 0);
}

/** Waits until the condition holds; fails after the time with what did not. */
export async function eventually(what: string, condition: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Measures how long the event loop was ever held up by work; what others take of a busy machine is not counted. */
export function watchEventLoop(): { longestBlockMs(): number; stop(): void } {
  const workedMs = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = workedMs();
  let longest = 0;
  const timer = setInterval(() => {
    const now = workedMs();
    longest = Math.max(longest, now - last);
    last = now;
  }, 20);
  return { longestBlockMs: () => Math.max(longest, workedMs() - last), stop: () => clearInterval(timer) };
}
