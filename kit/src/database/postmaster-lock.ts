import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../read-if-there.ts';

export interface PostmasterLock {
  readonly pid: number;
  /** Not known in the first moment of a start. */
  readonly port: number | undefined;
}

/**
 * The server that runs over a cluster, if one does: https://www.postgresql.org/docs/current/storage-file-layout.html names the
 * file, and its lines (the process's number first, the port fourth) stand in src/include/utils/pidfile.h.
 */
export async function readPostmasterLock(cluster: string): Promise<PostmasterLock | undefined> {
  const lines = (await readIfThere(join(cluster, 'postmaster.pid')))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isPostgres(pid))) return undefined;
  const port = Number(lines[3]);
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
}

/** A machine that went down and came back may have given the number to another program. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => 'postgres'); // no /proc: assume it is
  return command.includes('postgres');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // process.kill throws nothing else
  }
}
