import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSeccompFilter } from '../seccomp/write-filter.ts';
import { becomeGuest } from './become-guest.ts';
import type { JailOptions } from './jail-options.ts';
import type { Jail } from './jail.ts';
import { createPrivateRootJail, type RootedChild } from './private-root-jail.ts';
import { childMounts, type Mount } from './private-root.ts';
import { findTool } from './system-tool.ts';

/** Where spawnChild opens the input of a command. */
const filterDescriptor = 4;
const setUserId = 0o4000;
/** Of the child's own user; a user who is shared with the server has other processes. */
const processesOfUser = 128;

/** What may be left out to see that the other walls hold alone. */
export interface BwrapWalls {
  readonly hasFilter?: boolean;
}

/**
 * The jail by bubblewrap: namespaces of its own (network, processes, IPC, host name, control groups; users too where the
 * server is no root), a private root, no capability, and a filter of system calls.
 * @throws Error with the reason when it cannot be had here.
 */
export async function createBwrapJail(options: JailOptions, { hasFilter = true }: BwrapWalls = {}): Promise<Jail> {
  if (process.platform !== 'linux') throw new Error('bubblewrap is for Linux');
  const bwrap = await findTool('bwrap');
  // As such it would run with root's rights for everybody, and has had holes for it (CVE-2026-41163).
  if (((await stat(bwrap)).mode & setUserId) !== 0) throw new Error(`${bwrap} is a set-user-id program`);
  const isRoot = process.getuid?.() === 0;
  const maxProcesses = isRoot ? { maxProcesses: processesOfUser } : {};
  let filter = '';
  const prepare = async (directory: string): Promise<void> => {
    filter = join(directory, 'seccomp');
    await writeSeccompFilter(filter);
  };
  const filterArguments = hasFilter ? ['--seccomp', String(filterDescriptor)] : [];
  const command = (child: RootedChild) =>
    Promise.resolve({
      command: bwrap,
      args: [...namespaces(isRoot), ...filterArguments, ...rootMounts(child), '--', ...payload(child)],
      ...(hasFilter && { input: filter }),
      ...maxProcesses,
    });
  // Root gives each child another user, from within.
  const tools = isRoot ? { setpriv: await findTool('setpriv') } : {};
  return createPrivateRootJail({ kind: 'bwrap', tools, prepare, command }, options);
}

function namespaces(isRoot: boolean): string[] {
  return [
    ...(isRoot ? [] : ['--unshare-user', '--disable-userns']),
    ...['--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--hostname', 'sandbox', '--cap-drop', 'ALL'],
    // What setpriv needs to give the user away; it takes them from itself at the same time.
    ...(isRoot ? ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'].flatMap((capability) => ['--cap-add', capability]) : []),
  ];
}

function rootMounts({ root, directory }: RootedChild): string[] {
  return [
    ...['--ro-bind', root.path, '/', '--proc', '/proc'],
    ...[...root.mounts, ...childMounts(directory)].flatMap(mountArguments),
  ];
}

function mountArguments({ source, target, isWritable = false, isDevice = false }: Mount): string[] {
  return [isDevice ? '--dev-bind' : isWritable ? '--bind' : '--ro-bind', source, target];
}

function payload({ root, identity, args }: RootedChild): string[] {
  const program = [root.executable, ...args];
  return identity ? ['/bin/setpriv', ...becomeGuest(identity), ...program] : program;
}
