import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { becomeGuest } from './become-guest.ts';
import type { JailOptions } from './jail-options.ts';
import type { Jail } from './jail.ts';
import { createPrivateRootJail, type RootedChild } from './private-root-jail.ts';
import { childMounts, privatePlaces, type Mount } from './private-root.ts';
import { sharedLibraries } from './shared-libraries.ts';
import { processLimit, quoteForShell as quote } from './spawn-child.ts';
import { findTool } from './system-tool.ts';

const maxProcesses = 128;
/** Where the machine's own root hangs for the moment between taking the child's root and letting the old one go. */
const oldRoot = '/old';

/**
 * The jail by util-linux alone, for machines without bubblewrap: the same namespaces and the same root, no capability, and no
 * filter of system calls.
 * @throws Error with the reason when it cannot be had here.
 */
export async function createUnshareJail(options: JailOptions): Promise<Jail> {
  if (process.platform !== 'linux') throw new Error('Namespaces are for Linux');
  const tools = await findTools();
  const isRoot = process.getuid?.() === 0;
  return createPrivateRootJail(
    {
      kind: 'unshare',
      tools: { setpriv: tools.setpriv, sh: tools.sh },
      async command(child) {
        await mkdir(join(child.root.path, oldRoot), { recursive: true });
        const table = join(dirname(child.directory.data), 'mounts');
        await writeFile(table, mountTable(child), { mode: 0o600 });
        const script = isRoot ? enterRoot(child, tools) : `${noMoreUsers}\n${enterRoot(child, tools)}`;
        return {
          command: tools.setpriv,
          args: [...['--pdeathsig', 'KILL', tools.unshare], ...namespaces(isRoot), tools.sh, '-c', script, table],
        };
      },
    },
    options,
  );
}

interface Tools {
  readonly setpriv: string;
  readonly unshare: string;
  readonly mount: string;
  readonly pivotRoot: string;
  readonly sh: string;
  /** What lets the old root go, as it is called while the old root hangs in the new one. */
  readonly letGo: readonly string[];
}

async function findTools(): Promise<Tools> {
  const [setpriv, unshare, mount, umount, pivotRoot, sh] = (await Promise.all(
    ['setpriv', 'unshare', 'mount', 'umount', 'pivot_root', 'sh'].map(findTool),
  )) as [string, string, string, string, string, string]; // as many as were asked for
  const libraries = await sharedLibraries([umount]);
  const loader = libraries.find((path) => /\/ld-[^/]*$/.test(path));
  if (loader === undefined) throw new Error(`${umount} has no dynamic loader`);
  const inOldRoot = async (path: string): Promise<string> => oldRoot + (await realpath(path));
  const directories = await Promise.all(libraries.map(async (path) => dirname(await inOldRoot(path))));
  const letGo = [
    ...[await inOldRoot(loader), '--library-path', [...new Set(directories)].join(':')],
    ...[await inOldRoot(umount), '-l', oldRoot],
  ];
  return { setpriv, unshare, mount, pivotRoot, sh, letGo };
}

function namespaces(isRoot: boolean): string[] {
  return [
    ...(isRoot ? [] : ['--user', '--map-root-user']),
    ...['--net', '--pid', '--ipc', '--uts', '--cgroup', '--mount', '--fork', '--kill-child=SIGKILL', '--'],
  ];
}

/** One line of fstab(5) each; the root comes first, over itself. */
function mountTable({ root, directory }: RootedChild): string {
  const whole = { source: root.path, target: '' };
  const lines = [whole, ...root.mounts, ...childMounts(directory)].map((mount) => tableLine(root.path, mount));
  return [...lines, `proc ${field(`${root.path}/proc`)} proc nosuid,nodev,noexec 0 0`, ''].join('\n');
}

function tableLine(root: string, { source, target, isWritable = false, isDevice = false }: Mount): string {
  const options = ['bind', 'nosuid', ...(isDevice ? [] : ['nodev']), ...(isWritable || isDevice ? [] : ['ro'])];
  return `${field(source)} ${field(root + target)} none ${options.join(',')} 0 0`;
}

/** Blanks and backslashes stand as octal numbers in the table. */
function field(path: string): string {
  return path.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** No user namespace within the child's own, and with that none of the capabilities that one brings. */
const noMoreUsers = 'echo 0 > /proc/sys/user/max_user_namespaces || exit 1';

/**
 * Run by a shell in the new namespaces, with the table of mounts as `$0`. The last shell stays as the first process of the
 * namespace: it reaps, and it lets the program's own signals be deadly, which they are not for a first process.
 */
function enterRoot({ root, identity, args }: RootedChild, { mount, pivotRoot, letGo }: Tools): string {
  const program = ['/bin/sh', '-c', '"$@" & wait $!; exit $?', 'sh', root.executable, ...args];
  return [
    'set -e',
    `${quote([mount, '--all', '--fstab'])} "$0"`,
    `cd ${quote([root.path])}`,
    quote([pivotRoot, '.', oldRoot.slice(1)]),
    quote(letGo),
    `cd ${privatePlaces.scratch}`,
    `${processLimit(maxProcesses)} || true`,
    `exec ${quote(['/bin/setpriv', '--pdeathsig', 'KILL', ...becomeGuest(identity), ...program])}`,
  ].join('\n');
}
