import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buildKey } from './build-key.ts';

/** The folder of the build of the sources as they are, if there is one. Finding it counts as use. */
export async function findBuild(cacheDirectory: string): Promise<string | undefined> {
  const directory = join(cacheDirectory, await buildKey());
  if (!(await isThere(directory))) return undefined;
  const now = new Date();
  await utimes(directory, now, now);
  return directory;
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
