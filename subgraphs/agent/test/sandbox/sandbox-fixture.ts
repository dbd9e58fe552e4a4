import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '@mas/kit/logger';
import type { JailChoice } from '@mas/kit/sandbox/create-jail';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
export { childProcesses, eventually, noChildIsLeft } from '@mas/kit/testing/child-processes';
import { openTestJail, testProgramCache } from '@mas/kit/testing/test-jail';
import { DuckDBInstance } from '@duckdb/node-api';
import { createSandbox, type SandboxConfig } from '../../src/sandbox/create-sandbox.ts';
import type { Kernel, KernelOptions, Sandbox } from '../../src/sandbox/sandbox.ts';

export const cacheDirectory = testProgramCache;
export const quietLogger: Logger = createLogger({ service: 'test', level: 'silent' });

export interface SandboxFixture extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly jail: Jail;
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
  { preferred = 'auto', ...config }: Partial<Omit<SandboxConfig, 'jail'>> & Partial<Pick<JailChoice, 'preferred'>> = {},
  query: string = defaultDataset,
): Promise<SandboxFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-sandbox-test-'));
  // Reachable by the users that children become when the tests run as root.
  await chmod(directory, 0o711);
  const path = join(directory, 'dataset.parquet');
  await writeParquet(path, query);
  const scratchDirectory = join(directory, 'scratch');
  const jail = await openTestJail(scratchDirectory, preferred);
  const sandbox = await createSandbox({ jail, cacheDirectory, logger: quietLogger, spareKernels: 1, ...config });
  const dataset = { path, format: 'parquet' } as const;
  return {
    sandbox,
    jail,
    directory,
    scratchDirectory,
    dataset,
    open: (options = {}) =>
      sandbox.open({ runId: 'run', userId: 'user', dataset, signal: new AbortController().signal, ...options }),
    async [Symbol.asyncDispose]() {
      await sandbox.dispose();
      await jail.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What kernels have on the disk, but for what the jail keeps for all of them. */
export async function kernelDirectories({
  scratchDirectory,
}: Pick<SandboxFixture, 'scratchDirectory'>): Promise<string[]> {
  return (await readdir(scratchDirectory)).filter((name) => name.startsWith('kernel-'));
}

export async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
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
