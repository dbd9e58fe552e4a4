import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../../logger.ts';

export interface ProgramRecipe {
  readonly name: string;
  /** A module that writes the program into the directory given as its first argument. Run in a process of its own. */
  readonly builder: string;
  /** Directories whose files make the program: part of its content hash. */
  readonly sources: readonly string[];
  /** Packages that end up in it. */
  readonly packages: readonly string[];
}

export interface ProgramCacheOptions {
  readonly directory: string;
  readonly logger: Logger;
}

/** What every jailed program has in it: its connection with the server, and the way it was built. */
export const jailedProgramSources = ['child', 'frames', 'programs'].map((name) =>
  join(import.meta.dirname, '..', name),
);

const readableByOthers = 0o755;
const buildTimeoutMs = 180_000;

/**
 * The directory of a built program, from the cache or built now. Any number of processes may ask at once: each builds
 * into a directory of its own, and the first rename wins.
 */
export async function ensureProgram(
  recipe: ProgramRecipe,
  { directory, logger }: ProgramCacheOptions,
): Promise<string> {
  const target = join(directory, `${recipe.name}-${await contentHash(recipe)}`);
  if (await exists(target)) return target;
  const startedAt = performance.now();
  await mkdir(directory, { recursive: true });
  const draft = await mkdtemp(join(directory, `${recipe.name}-draft-`));
  try {
    await promisify(execFile)(process.execPath, ['--no-node-snapshot', '--no-warnings', recipe.builder, draft], {
      cwd: draft,
      timeout: buildTimeoutMs,
    });
    await chmod(draft, readableByOthers); // children may be other users
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  const durationMs = Math.round(performance.now() - startedAt);
  logger.info({ program: recipe.name, durationMs }, 'Built a sandboxed program');
  return target;
}

async function contentHash({ sources, packages }: ProgramRecipe): Promise<string> {
  const hash = createHash('sha256');
  const { node, v8, modules } = process.versions;
  hash.update(JSON.stringify({ node, v8, modules, platform: process.platform, arch: process.arch }));
  for (const source of sources) {
    const entries = await readdir(source, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  for (const name of packages) {
    const manifest = findPackageJSON(name, import.meta.url);
    if (!manifest) throw new Error(`The package ${name} is not installed`);
    hash.update(await readFile(manifest));
  }
  return hash.digest('hex').slice(0, 20);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
