import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { AppError, toError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { readIfThere } from '../read-if-there.ts';
import { freePort } from '../server/free-port.ts';
import { postgresAccount, reachableDirectory, type Account } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { readPostmasterLock } from './postmaster-lock.ts';

export interface EmbeddedPostgresOptions {
  /** Made when absent; holds the cluster and its password. Where another account cannot reach it, a place beside is used. */
  readonly dataDirectory: string;
  readonly logger: Logger;
  /** False for throw-away data: nothing waits for the disk, and a power cut loses everything. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** The address of a database of this server, password included. */
  url(database: string): string;
  /** Stops the server; what clients had committed is on disk. */
  dispose(): Promise<void>;
}

const run = promisify(execFile);
const startTimeoutMs = 30_000;

/**
 * A real PostgreSQL server from npm packages, for one process: it ends with the process that started it, also when that is
 * killed. It refuses to run as root, so root hands it to an account of its own.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger, durable = true } = options;
  const account = await postgresAccount(logger);
  const home = await homeDirectory(options.dataDirectory, account);
  const { binDirectory, libraryEnv } = await postgresBinaries(account);
  const cluster = join(home, 'cluster');
  const password = await clusterPassword(home);
  const spawnOptions = { ...account, env: { ...libraryEnv, LC_ALL: 'C', PATH: process.env['PATH'] }, cwd: home };

  if ((await readIfThere(join(cluster, 'PG_VERSION'))) === undefined) {
    await rm(cluster, { recursive: true, force: true });
    const passwordFile = join(home, 'password');
    const args = ['-D', cluster, '-U', 'mas', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
    args.push('--no-sync', '--no-instructions', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
    await run(join(binDirectory, 'initdb'), args, spawnOptions).catch((error: unknown) => {
      throw new AppError('UNAVAILABLE', `The embedded database cannot be made: ${toError(error).message}`);
    });
  }
  await untilUnused(cluster);

  const port = await freePort();
  const settings = { ...serverSettings(port, home), ...(durable ? {} : throwAwaySettings) };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const server = spawnTied(join(binDirectory, 'postgres'), args, spawnOptions);
  const url = embeddedUrl(port, password);
  await untilReady(server, url('postgres'));
  logger.debug({ port, cluster }, 'embedded PostgreSQL is up');
  return { url, dispose: () => stop(server) };
}

/** The addresses of an embedded server's databases. */
export function embeddedUrl(port: number, password: string): EmbeddedPostgres['url'] {
  return (database) => `postgresql://mas:${password}@127.0.0.1:${String(port)}/${database}`;
}

function serverSettings(port: number, home: string): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: process.platform === 'win32' ? '' : home.length < 80 ? home : '',
    max_connections: '100',
    shared_buffers: '64MB',
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
  };
}

const throwAwaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function homeDirectory(dataDirectory: string, account: Account): Promise<string> {
  const home = account.uid === undefined ? dataDirectory : await reachableDirectory(dataDirectory);
  await mkdir(dirname(home), { recursive: true, mode: 0o755 });
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(home, account.uid, account.gid);
  return home;
}

/** Kept beside the cluster: another account of this machine cannot sign in without it. */
async function clusterPassword(home: string): Promise<string> {
  const path = join(home, 'password');
  const known = await readIfThere(path);
  if (known !== undefined) return known.trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o644 });
  return password;
}

/**
 * The server's life hangs on a pipe to this process: when the pipe closes, for whatever reason, a shell beside it asks the
 * server for a fast shutdown.
 */
function spawnTied(command: string, args: readonly string[], options: Parameters<typeof spawn>[2]): ChildProcess {
  const stdio = ['pipe', 'ignore', 'pipe'] as const;
  if (process.platform === 'win32') return spawn(command, args, { ...options, stdio: [...stdio] });
  const script =
    'exec 3<&0; "$0" "$@" </dev/null & server=$!; (read -r _ <&3; kill -INT $server) & exec 3<&-; wait $server; kill $! 2>/dev/null';
  return spawn('/bin/sh', ['-c', script, command, ...args], { ...options, stdio: [...stdio], detached: true });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise((resolve) => server.once('exit', resolve));
  if (process.platform === 'win32') server.kill('SIGINT');
  else server.stdin?.end();
  await closed;
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-2_000)));
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (server.exitCode !== null)
      throw new AppError('UNAVAILABLE', `The embedded database did not start: ${log.trim()}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        await stop(server);
        throw new AppError('UNAVAILABLE', `The embedded database did not start in time: ${log.trim()}`, {
          cause: error,
        });
      }
      await setTimeout(25);
    } finally {
      await client.end().catch(() => undefined); // a client that never connected has nothing to end
    }
  }
}

/** A server whose process was killed takes a moment to end; one that stays belongs to somebody else. */
async function untilUnused(cluster: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const lock = await readPostmasterLock(cluster);
    if (lock === undefined) return;
    if (Date.now() > deadline) {
      throw new AppError(
        'UNAVAILABLE',
        `Another process (${String(lock.pid)}) uses the database in ${cluster}. Stop it, or choose another data directory.`,
      );
    }
    await setTimeout(100);
  }
}
