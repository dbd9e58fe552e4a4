import { mkdir, open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { toError } from '@mas/kit/errors';

const pollMs = 100;

/** Does the work while no other process of this machine does work under the same path. A lock of a process that ended is void. */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    const lock = await take(path);
    if (lock === undefined) {
      if (!(await isHeld(path))) await rm(path, { force: true });
      await setTimeout(pollMs);
      continue;
    }
    try {
      await lock.writeFile(String(process.pid));
      return await work();
    } finally {
      await lock.close();
      await rm(path, { force: true });
    }
  }
}

async function take(path: string): Promise<FileHandle | undefined> {
  return open(path, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
}

async function isHeld(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  if (pid === 0) return true; // it is just being written, or just gone
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  const failure: Error & { readonly code?: unknown } = toError(error);
  return failure.code;
}
