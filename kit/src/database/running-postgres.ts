import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { readIfThere } from '../read-if-there.ts';
import { type EmbeddedPostgres, embeddedUrl } from './embedded-postgres.ts';
import { reachableDirectory } from './postgres-account.ts';
import { readPostmasterLock } from './postmaster-lock.ts';

const startTimeoutMs = 30_000;

/**
 * The embedded server that another process has started over this directory; nothing when none runs. One that is starting is
 * waited for. It stays that process's: disposing of it here leaves it alone.
 */
export async function findRunningPostgres(dataDirectory: string): Promise<EmbeddedPostgres | undefined> {
  const home = process.getuid?.() === 0 ? await reachableDirectory(dataDirectory) : resolve(dataDirectory);
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const lock = await readPostmasterLock(join(home, 'cluster'));
    if (lock === undefined) return undefined;
    const password = (await readIfThere(join(home, 'password')))?.trim() ?? '';
    const url = embeddedUrl(lock.port ?? 0, password);
    if (lock.port !== undefined && (await answers(url('postgres')))) return { url, dispose: () => Promise.resolve() };
    if (Date.now() > deadline) {
      throw new AppError(
        'UNAVAILABLE',
        `The database in ${home} runs (process ${String(lock.pid)}) but does not answer.`,
      );
    }
    await setTimeout(100);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // it is starting, or ending
  } finally {
    await client.end().catch(() => undefined); // a client that never connected has nothing to end
  }
}
