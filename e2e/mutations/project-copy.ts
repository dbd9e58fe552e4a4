import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const projectRoot = resolve(import.meta.dirname, '../..');

/** A copy of the project in which files can be changed; its packages are those of the project. */
export interface ProjectCopy extends AsyncDisposable {
  readonly directory: string;
  /** @throws Error when `from` does not stand in the file exactly once. The caller puts the file back. */
  change(file: string, from: string, to: string): Promise<() => Promise<void>>;
}

export async function copyProject(): Promise<ProjectCopy> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-mutations-'));
  await chmod(directory, 0o755); // some tests run as another user
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: projectRoot,
      maxBuffer: 64 * 1024 ** 2,
    },
  );
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await copyFile(join(projectRoot, file), join(directory, file)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error; // deleted, not committed
    });
  }
  await linkPackages(directory);
  return {
    directory,
    async change(file, from, to) {
      const path = join(directory, file);
      const text = await readFile(path, 'utf8');
      const places = text.split(from).length - 1;
      if (places !== 1) throw new Error(`${file} has ${places} places like this, not one: ${from}`);
      await writeFile(
        path,
        text.replace(from, () => to),
      );
      return () => writeFile(path, text);
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Every package but the project's own workspaces, which lead to the copy. */
async function linkPackages(directory: string): Promise<void> {
  const packages = join(projectRoot, 'node_modules');
  await mkdir(join(directory, 'node_modules/@mas'), { recursive: true });
  for (const name of await readdir(packages)) {
    if (name !== '@mas' && name !== '.cache')
      await symlink(join(packages, name), join(directory, 'node_modules', name));
  }
  const workspaces = {
    kit: 'kit',
    gateway: 'gateway',
    rover: 'rover',
    client: 'client',
    stack: 'stack',
    e2e: 'e2e',
    bench: 'bench',
  };
  const subgraphs = ['auth', 'session', 'file', 'agent'].map((name) => [name, `subgraphs/${name}`] as const);
  for (const [name, path] of [...Object.entries(workspaces), ...subgraphs]) {
    await symlink(join(directory, path), join(directory, 'node_modules/@mas', name));
  }
}
