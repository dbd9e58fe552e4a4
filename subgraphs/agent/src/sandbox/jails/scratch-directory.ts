import { chmod, chown, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GuestIdentity } from './jail.ts';
import { isReachableByOthers } from './reachability.ts';

/** Others may pass through it, to directories of their own, and not look around. */
const folderMode = 0o711;

/** Where the children's private directories lie: one folder, swept of what a killed server left behind. */
export class ScratchRoot {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Takes the given folder unless children of another user could not reach it; then one in the system's own. */
  static async open(wanted: string, isForOtherUsers: boolean): Promise<ScratchRoot> {
    let path = resolve(wanted);
    await mkdir(path, { recursive: true, mode: folderMode });
    if (isForOtherUsers && !(await isReachableByOthers(path))) path = await systemFolder();
    if (isForOtherUsers) await chmod(path, folderMode);
    const root = new ScratchRoot(path);
    await root.#sweep();
    return root;
  }

  async create(name: string, owner: GuestIdentity | undefined): Promise<string> {
    const directory = await mkdtemp(join(this.path, `${name}-${process.pid}-`));
    if (owner) await chown(directory, owner.uid, owner.gid);
    return directory;
  }

  async #sweep(): Promise<void> {
    for (const entry of await readdir(this.path)) {
      const owner = /^[a-z]+-(\d+)-[A-Za-z0-9]+$/.exec(entry)?.[1];
      if (owner && !isAlive(Number(owner))) await rm(join(this.path, entry), { recursive: true, force: true });
    }
  }
}

/** One folder for all servers of this user; a private one where a stranger has taken the name. */
async function systemFolder(): Promise<string> {
  const path = join(tmpdir(), 'mas-sandbox');
  await mkdir(path, { recursive: true, mode: folderMode });
  const found = await lstat(path);
  const isOurs = found.isDirectory() && found.uid === process.getuid?.();
  return isOurs ? path : mkdtemp(`${path}-`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
