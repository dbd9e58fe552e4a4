import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { quoteForShell } from '../sandbox/jails/spawn-child.ts';

const projectRoot = resolve(import.meta.dirname, '../../..');
/** Nobody's on any system that we know of. */
const userId = 48_613;

/** Whether this process can start another as an ordinary user, or is one itself. */
export const canBeOrdinaryUser = process.getuid !== undefined && process.platform === 'linux';

/**
 * Runs a script of the project by the account of an ordinary user and returns what it printed. Where the tests run as root, the
 * project is shown to that user under another path, since the clone may lie where only root can go.
 * @param script a path within the project
 */
export async function runAsOrdinaryUser(script: string, args: readonly string[] = []): Promise<string> {
  const options = { maxBuffer: 64 * 1024 ** 2, timeout: 300_000 };
  if (process.getuid?.() !== 0) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', join(projectRoot, script), ...args],
      options,
    );
    return stdout;
  }
  const directory = await mkdtemp(join(tmpdir(), 'mas-ordinary-'));
  const project = join(directory, 'project');
  const home = join(directory, 'home');
  await chmod(directory, 0o755);
  await Promise.all([mkdir(project), mkdir(home)]);
  await chmod(home, 0o777);
  try {
    const node = process.execPath.replace(projectRoot, project);
    const shell = `mount --bind ${quoteForShell([projectRoot, project])} && exec setpriv --reuid=${userId} --regid=${userId} --clear-groups "$@"`;
    const { stdout } = await promisify(execFile)(
      'unshare',
      ['--mount', 'sh', '-c', shell, 'sh', node, '--no-warnings', join(project, script), ...args],
      { ...options, cwd: '/', env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home } },
    );
    return stdout;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
