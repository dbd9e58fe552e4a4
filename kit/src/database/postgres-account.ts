import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError, toError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** Whom the server runs as: ourselves, or for root (whom PostgreSQL refuses) an account of its own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);
const accountName = 'postgres';

export async function postgresAccount(logger: Logger): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUp(accountName);
  if (known !== undefined) return known;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', accountName]);
  } catch (error) {
    throw new AppError(
      'UNAVAILABLE',
      `PostgreSQL does not run as root, and no account '${accountName}' could be made for it. Start as another user, or set DATABASE_URL.`,
      { cause: toError(error) },
    );
  }
  logger.info({ account: accountName }, 'made an account for the embedded database');
  const made = await lookUp(accountName);
  if (made === undefined) throw new AppError('UNAVAILABLE', `The account '${accountName}' cannot be looked up.`);
  return made;
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined; // `id` fails exactly when there is no such account
  }
}

/** Whether an account that owns nothing here can pass through every folder down to this one. */
export async function isReachableByOthers(path: string): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stats = await stat(folder).catch(() => undefined);
    if (stats !== undefined && (stats.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The directory itself, or a stand-in for it under /var/lib where an own account cannot reach it (below /root, say). */
export async function reachableDirectory(path: string): Promise<string> {
  if (await isReachableByOthers(dirname(resolve(path)))) return path;
  const key = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
  return join('/var/lib/multi-agent-system', key);
}
