import { constants } from 'node:fs';
import { chmod, chown, copyFile, link, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestIdentity } from './jail.ts';
import { isReachableByOthers, letsOthersRead } from './reachability.ts';

export interface FileBinding {
  readonly source: string;
  /** The child's directory for bound files, as the server names it. */
  readonly directory: string;
  /** A plain file name. */
  readonly name: string;
  readonly identity: GuestIdentity | undefined;
  /** Whether the child sees the file system of the server, so that a link to a path leads somewhere. */
  readonly seesPaths: boolean;
}

/**
 * Puts a file into a child's directory, so that no path of the server is named inside. Where the child may read the file it
 * is a second name of it; otherwise, and where it lies on another file system out of the child's reach, a copy of the
 * child's own (cheap where the file system shares blocks).
 */
export async function bindFile({ source, directory, name, identity, seesPaths }: FileBinding): Promise<void> {
  const file = await realpath(source);
  const path = join(directory, name);
  if (identity && !(await letsOthersRead(file))) return copyFor(identity, file, path);
  if (await isLinked(file, path)) return;
  if (seesPaths && (!identity || (await isReachableByOthers(file)))) await symlink(file, path);
  else await copyFor(identity, file, path);
}

function isLinked(source: string, path: string): Promise<boolean> {
  return link(source, path).then(
    () => true,
    () => false,
  );
}

async function copyFor(identity: GuestIdentity | undefined, source: string, path: string): Promise<void> {
  await copyFile(source, path, constants.COPYFILE_FICLONE);
  await chmod(path, 0o400);
  if (identity) await chown(path, identity.uid, identity.gid);
}
