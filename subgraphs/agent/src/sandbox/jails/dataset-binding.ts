import { constants } from 'node:fs';
import { chmod, chown, copyFile, link, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetFile } from '../sandbox.ts';
import type { GuestIdentity, JailedProcess } from './jail.ts';
import { isReachableByOthers, letsOthersRead } from './reachability.ts';

/**
 * Puts each dataset under a constant name into the child's scratch directory, so that no path of the server is named
 * inside. Where the child may read the file it is a second name of it; otherwise, and where the file lies on another
 * file system out of the child's reach, a copy of the child's own (cheap where the file system shares blocks).
 */
export async function bindDatasets(datasets: readonly DatasetFile[], child: JailedProcess): Promise<DatasetFile[]> {
  return Promise.all(datasets.map((dataset, index) => bindDataset(dataset, index, child)));
}

async function bindDataset(
  dataset: DatasetFile,
  index: number,
  { scratch, identity }: JailedProcess,
): Promise<DatasetFile> {
  const source = await realpath(dataset.path);
  if (process.platform === 'win32') return { ...dataset, path: source };
  const path = join(scratch, `${index === 0 ? 'dataset' : `dataset-${index}`}.${dataset.format}`);
  if (identity && !(await letsOthersRead(source))) await copyFor(identity, source, path);
  else if (!(await isLinked(source, path))) await bindAcross(source, path, identity);
  return { ...dataset, path };
}

function isLinked(source: string, path: string): Promise<boolean> {
  return link(source, path).then(
    () => true,
    () => false,
  );
}

async function bindAcross(source: string, path: string, identity: GuestIdentity | undefined): Promise<void> {
  if (identity && !(await isReachableByOthers(source))) await copyFor(identity, source, path);
  else await symlink(source, path);
}

async function copyFor({ uid, gid }: GuestIdentity, source: string, path: string): Promise<void> {
  await copyFile(source, path, constants.COPYFILE_FICLONE);
  await chmod(path, 0o400);
  await chown(path, uid, gid);
}
