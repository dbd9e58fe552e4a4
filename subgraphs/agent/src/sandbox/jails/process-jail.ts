import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { Duplex } from 'node:stream';
import type { Logger } from '@mas/kit/logger';
import { probeGuestIdentities, type GuestIdentities } from './guest-identity.ts';
import type { ExitReport, GuestIdentity, Jail, JailedProcess, JailedProgram } from './jail.ts';
import { ScratchRoot } from './scratch-directory.ts';

export interface ProcessJailOptions {
  readonly scratchDirectory: string;
  /** Jails with different names give their children different users. */
  readonly name: 'kernels' | 'renderer';
  readonly logger: Logger;
}

const mebibyte = 1024 * 1024;
const niceness = 5;
const stderrTail = 4096;
const maxThreads = 128;

/** The jail that every machine has: one process with nothing of ours in its environment, and its own group and user. */
export async function createProcessJail({ scratchDirectory, name, logger }: ProcessJailOptions): Promise<Jail> {
  const identities = await probeGuestIdentities(name === 'kernels' ? 0 : 1);
  if (!identities && process.getuid?.() === 0) {
    logger.warn('The server runs as root and cannot give sandboxed processes another user: they run as root too');
  }
  const scratchRoot = await ScratchRoot.open(scratchDirectory, identities !== undefined);
  return {
    kind: 'process',
    start: async (program) => startJailed(program, scratchRoot, identities),
  };
}

async function startJailed(
  program: JailedProgram,
  scratchRoot: ScratchRoot,
  identities: GuestIdentities | undefined,
): Promise<JailedProcess> {
  const identity = identities?.lease();
  const scratch = await scratchRoot.create(program.name, identity);
  const release = async (): Promise<void> => {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    if (identity) identities?.release(identity);
  };
  try {
    const child = spawnLimited(program, scratch, identity !== undefined);
    return await superviseChild({ child, scratch, identity, release });
  } catch (error) {
    await release();
    throw error;
  }
}

function spawnLimited(program: JailedProgram, scratch: string, hasOwnUser: boolean): ChildProcess {
  const isWindows = process.platform === 'win32';
  const limited = isWindows ? undefined : limitsScript(program.memoryBytes, hasOwnUser);
  const command = limited ? '/bin/sh' : program.executable;
  const args = limited ? ['-c', limited, program.executable, ...program.args] : [...program.args];
  return spawn(command, args, {
    cwd: scratch,
    env: guestEnvironment(scratch),
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
}

/** Nothing is inherited: these are all that a child finds. */
function guestEnvironment(scratch: string): NodeJS.ProcessEnv {
  return { LANG: 'C.UTF-8', TZ: 'UTC', HOME: scratch, TMPDIR: scratch };
}

/**
 * Resource limits of the child itself (POSIX `ulimit`; a limit that a system does not know is left out). Data and not
 * address space: V8 reserves far more than it uses. They are the backstop behind the watchdog, hence the slack.
 */
function limitsScript(memoryBytes: number, hasOwnUser: boolean): string {
  const dataKib = Math.ceil((memoryBytes * 2 + 1024 * mebibyte) / 1024);
  const limits = [`-c 0`, `-d ${dataKib}`, `-n 256`, `-f ${4 * 1024 * 1024}`];
  const commands = limits.map((limit) => `ulimit ${limit} 2>/dev/null`);
  // Counted by user, hence only where the child has a user of its own. Shells differ in the option's name.
  if (hasOwnUser) commands.push(`ulimit -u ${maxThreads} 2>/dev/null || ulimit -p ${maxThreads} 2>/dev/null`);
  return `${commands.join('; ')}; exec "$0" "$@"`;
}

interface Supervision {
  readonly child: ChildProcess;
  readonly scratch: string;
  readonly identity: GuestIdentity | undefined;
  readonly release: () => Promise<void>;
}

async function superviseChild({ child, scratch, identity, release }: Supervision): Promise<JailedProcess> {
  const exited = collectExit(child);
  const pid = await spawned(child);
  let hasExited = false;
  child.once('exit', () => {
    hasExited = true;
    // The leader is gone, others of its group may not be; at once, before its id can be given to a stranger.
    killGroup(child, pid);
  });
  lowerPriority(pid);
  const channel = child.stdio[3];
  if (!(channel instanceof Duplex)) throw new TypeError('Descriptor 3 of a child is not a duplex stream');
  let killed: Promise<void> | undefined;
  const kill = async (): Promise<void> => {
    channel.destroy();
    if (!hasExited) killGroup(child, pid);
    await exited;
    await release();
  };
  return { pid, channel, scratch, identity, exited, kill: () => (killed ??= kill()) };
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      if (child.pid === undefined) reject(new Error('A child without a process id'));
      else resolve(child.pid);
    });
  });
}

function collectExit(child: ChildProcess): Promise<ExitReport> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTail);
  });
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal, stderr }));
    child.once('error', (error) => resolve({ code: null, signal: null, stderr: error.message }));
  });
}

/** Guests yield to the server, which has to answer while they compute. Threads started later inherit it. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // The child has ended already, or the system has no such thing: its end is seen through `exited`.
  }
}

function killGroup(child: ChildProcess, pid: number): void {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
