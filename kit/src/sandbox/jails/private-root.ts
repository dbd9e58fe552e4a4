import { chmod, mkdir, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JailedProgram, ProgramPlaces } from './jail.ts';
import type { ChildDirectory, ScratchRoot } from './scratch-directory.ts';
import { sharedLibraries } from './shared-libraries.ts';

/** One path of the child's root. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly isWritable?: boolean;
  readonly isDevice?: boolean;
}

/** What a child sees instead of the machine's root: a directory of empty mount points, and what is mounted over them. */
export interface PrivateRoot {
  /** The directory of mount points, as the server names it. */
  readonly path: string;
  /** The same for each child of the program. */
  readonly mounts: readonly Mount[];
  readonly executable: string;
  dispose(): Promise<void>;
}

/** As a child in a private root names them. */
export const privatePlaces: ProgramPlaces = { directory: '/program', data: '/data', scratch: '/scratch' };

const devices = ['null', 'zero', 'full', 'random', 'urandom'];
const executablePath = '/bin/program';

export interface PrivateRootOptions {
  readonly scratchRoot: ScratchRoot;
  readonly program: JailedProgram;
  /** Name within the child's `/bin` -> the tool's path. */
  readonly tools: Readonly<Record<string, string>>;
}

/**
 * Lays out the smallest root that the program runs in: itself, the libraries that it is loaded with, five devices and its
 * directories. No shell, no tools, no configuration of the machine, nothing of the server's.
 */
export async function createPrivateRoot({ scratchRoot, program, tools }: PrivateRootOptions): Promise<PrivateRoot> {
  const { executable, directory, files = [] } = program;
  const addons = (await readdir(directory, { recursive: true })).filter((file) => file.endsWith('.node'));
  const loaded = [executable, ...Object.values(tools), ...addons.map((file) => join(directory, file))];
  const libraries = (await sharedLibraries(loaded)).filter((path) => !path.startsWith(`${directory}/`));
  const mounts: Mount[] = [
    ...[...libraries, ...files].map((path) => ({ source: path, target: path })),
    { source: executable, target: executablePath },
    ...Object.entries(tools).map(([name, path]) => ({ source: path, target: `/bin/${name}` })),
    ...devices.map((name) => ({ source: `/dev/${name}`, target: `/dev/${name}`, isDevice: true })),
    { source: directory, target: privatePlaces.directory },
  ];
  const path = await scratchRoot.createPlain('root');
  try {
    const resolved = await Promise.all(
      mounts.map(async (mount) => ({ ...mount, source: await realpath(mount.source) })),
    );
    for (const { source, target } of resolved) await makeMountPoint(source, join(path, target));
    for (const name of [privatePlaces.data, privatePlaces.scratch, '/proc']) await mkdir(join(path, name));
    await symlink(privatePlaces.scratch.slice(1), join(path, 'tmp'));
    await letOthersPass(path);
    return {
      path,
      mounts: resolved,
      executable: executablePath,
      dispose: () => rm(path, { recursive: true, force: true }),
    };
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** The directories of one child, over its root. */
export function childMounts({ data, scratch }: ChildDirectory): Mount[] {
  return [
    { source: data, target: privatePlaces.data },
    { source: scratch, target: privatePlaces.scratch, isWritable: true },
  ];
}

async function makeMountPoint(source: string, target: string): Promise<void> {
  const isDirectory = (await stat(source)).isDirectory();
  await mkdir(isDirectory ? target : dirname(target), { recursive: true });
  if (!isDirectory) await writeFile(target, '');
}

/** Whatever the mask of new files takes away: the child may be another user. */
async function letOthersPass(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const directories = entries
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all([root, ...directories].map((directory) => chmod(directory, 0o755)));
}
