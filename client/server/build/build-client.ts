import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { buildKey } from './build-key.ts';
import { withLock } from './build-lock.ts';
import { compressFiles } from './compress.ts';
import { findBuild } from './find-build.ts';

const client = join(import.meta.dirname, '../..');
const keptBuilds = 3;

/**
 * Builds the page into a folder that is named after what it is made of, unless it is there already; returns the folder.
 * Builds of one cache come one after the other, so that starts at the same time make one build.
 */
export async function buildClient(cacheDirectory: string): Promise<string> {
  return withLock(join(cacheDirectory, 'lock'), async () => {
    const found = await findBuild(cacheDirectory);
    if (found !== undefined) return found;
    const target = join(cacheDirectory, await buildKey());
    await buildInto(target);
    await removeOldBuilds(cacheDirectory);
    return target;
  });
}

async function buildInto(target: string): Promise<void> {
  const temporary = `${target}.new`;
  await rm(temporary, { recursive: true, force: true });
  await build({
    root: client,
    configFile: join(client, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: temporary, emptyOutDir: true },
  });
  await compressFiles(temporary);
  await rename(temporary, target);
}

/** The newest stay: other processes may be serving them. */
async function removeOldBuilds(cacheDirectory: string): Promise<void> {
  const names = (await readdir(cacheDirectory)).filter((name) => name !== 'lock');
  const builds = await Promise.all(
    names.map(async (name) => ({ name, usedAt: (await stat(join(cacheDirectory, name))).mtimeMs })),
  );
  const old = builds.toSorted((a, b) => b.usedAt - a.usedAt).slice(keptBuilds);
  for (const { name } of old) await rm(join(cacheDirectory, name), { recursive: true, force: true });
}
