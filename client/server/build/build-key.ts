import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const client = join(import.meta.dirname, '../..');

/** All that a build is made of. The lock file stands for the packages. */
const sources = [
  'src/**/*',
  'public/**/*',
  'index.html',
  'vite.config.ts',
  'package.json',
  'server/build/*',
  '../package-lock.json',
];

/** Names what a build of the page is made of; other sources have another. */
export async function buildKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await sourceFiles()) {
    const content = await readFile(path);
    hash.update(`${relative(client, path)}\0${content.byteLength}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function sourceFiles(): Promise<readonly string[]> {
  const entries = await Array.fromAsync(glob(sources, { cwd: client, withFileTypes: true }));
  const isSource = (name: string): boolean => !/\.test\.tsx?$|\.d\.ts$/.test(name);
  return entries
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
