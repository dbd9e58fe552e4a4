import { chmod, chown, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GuestIdentity } from './jail.ts';
import { isReachableByOthers } from './reachability.ts';

/** Others may pass through it, to directories of their own, and not look around. */
const passableMode = 0o711;
const privateMode = 0o700;

/** The two directories of one child. */
export interface ChildDirectory {
  /** Written to by the child alone. */
  readonly scratch: string;
  /** Written to by the server alone; the child may read in it. */
  readonly data: string;
  remove(): Promise<void>;
}

/** Where the children's directories lie: one folder, swept of what a killed server left behind. */
export class ScratchRoot {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Takes the given folder. Where children reach theirs by its path and are other users, it must let them through, and if
   * something above it does not, one in the system's own folder is taken instead.
   */
  static async open(wanted: string, isPassedByOthers: boolean): Promise<ScratchRoot> {
    const mode = isPassedByOthers ? passableMode : privateMode;
    let path = await ownFolder(resolve(wanted));
    if (isPassedByOthers && !(await isReachableByOthers(path))) path = await ownFolder(join(tmpdir(), 'mas-sandbox'));
    await chmod(path, mode);
    const root = new ScratchRoot(path);
    await root.#sweep();
    return root;
  }

  async create(name: string, owner: GuestIdentity | undefined): Promise<ChildDirectory> {
    const parent = await this.createPlain(name);
    const scratch = join(parent, 'scratch');
    const data = join(parent, 'data');
    await mkdir(scratch, { mode: 0o700 });
    await mkdir(data, { mode: 0o750 });
    if (owner) {
      await chmod(parent, passableMode);
      await chown(scratch, owner.uid, owner.gid);
      await chown(data, process.getuid?.() ?? 0, owner.gid);
    }
    return { scratch, data, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 3 }) };
  }

  /** A directory that goes with the server. */
  createPlain(name: string): Promise<string> {
    return mkdtemp(join(this.path, `${name}-${process.pid}-`));
  }

  async #sweep(): Promise<void> {
    for (const entry of await readdir(this.path)) {
      const owner = /^[a-z]+-(\d+)-[A-Za-z0-9]+$/.exec(entry)?.[1];
      if (owner && !isAlive(Number(owner))) await rm(join(this.path, entry), { recursive: true, force: true });
    }
  }
}

/** One folder for all servers of this user; a private one beside it where a stranger has taken the name. */
async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: passableMode });
  const found = await lstat(path);
  const isOurs = found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
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
