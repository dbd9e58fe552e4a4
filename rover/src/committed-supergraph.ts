import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The file as the last commit has it; nothing outside a repository, before the first commit or when it is new. */
export async function committedSupergraph(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['show', `HEAD:./${basename(path)}`], {
      cwd: dirname(path),
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
