import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull, setPriority } from 'node:os';
import { Duplex } from 'node:stream';
import { inheritedDescriptors } from './inherited-descriptors.ts';
import type { ExitReport } from './jail.ts';

export interface ChildCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Resident memory that the watchdog allows: the limits of the process itself lie above it. */
  readonly memoryBytes: number;
  /** Processes and threads of the child's user, where it has one of its own. */
  readonly maxProcesses?: number;
  /** A file that the command finds open for reading as descriptor 4. */
  readonly input?: string;
}

export interface SpawnedChild {
  readonly pid: number;
  readonly channel: Duplex;
  readonly exited: Promise<ExitReport>;
  /** Kills the process group and waits for the child's end. */
  kill(): Promise<void>;
}

const channelDescriptor = 3;
const mebibyte = 1024 * 1024;
const niceness = 5;
const stderrTail = 4096;
const isWindows = process.platform === 'win32';

/** Starts a child with limits, a group of its own and no descriptor but its channel; whatever ends it ends its group. */
export async function spawnChild(command: ChildCommand): Promise<SpawnedChild> {
  const child = spawnLimited(command);
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
  return {
    pid,
    channel,
    exited,
    async kill() {
      channel.destroy();
      if (!hasExited) killGroup(child, pid);
      await exited;
    },
  };
}

function spawnLimited({ command, args, cwd, env, ...limits }: ChildCommand): ChildProcess {
  const file = isWindows ? command : '/bin/sh';
  const words = isWindows ? args : ['-c', limitsScript(limits), command, ...args];
  return withCover((cover) => {
    const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'pipe', ...cover];
    return spawn(file, words, { cwd, env, detached: !isWindows, windowsHide: true, stdio });
  });
}

/** Covers what would be inherited behind the channel with the null device; nothing else closes it on the way. */
function withCover<Result>(use: (cover: readonly (number | 'ignore')[]) => Result): Result {
  const inherited = new Set(inheritedDescriptors().filter((descriptor) => descriptor > channelDescriptor));
  if (inherited.size === 0) return use([]);
  const device = openSync(devNull, 'r');
  try {
    const count = Math.max(...inherited) - channelDescriptor;
    // Node passes 'ignore' on as "leave it as it is", which is closed for whatever nobody opened.
    return use(Array.from({ length: count }, (_, i) => (inherited.has(channelDescriptor + 1 + i) ? device : 'ignore')));
  } finally {
    closeSync(device);
  }
}

/**
 * Resource limits of the child itself (POSIX `ulimit`; a limit that a system does not know is left out). Data and not
 * address space: V8 reserves far more than it uses. They are the backstop behind the watchdog, hence the slack.
 */
function limitsScript({
  memoryBytes,
  maxProcesses,
  input,
}: Pick<ChildCommand, 'memoryBytes' | 'maxProcesses' | 'input'>): string {
  const dataKib = Math.ceil((memoryBytes * 2 + 1024 * mebibyte) / 1024);
  const limits = [`-c 0`, `-d ${dataKib}`, `-n 256`, `-f ${4 * 1024 * 1024}`];
  const commands = limits.map((limit) => `ulimit ${limit} 2>/dev/null`);
  if (maxProcesses !== undefined) commands.push(processLimit(maxProcesses));
  const opened = input === undefined ? '' : ` 4<${quoteForShell([input])}`;
  return `${commands.join('; ')}; exec "$0" "$@"${opened}`;
}

export function quoteForShell(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

/** Counted by user (and user namespace). Shells differ in the option's name. */
export function processLimit(processes: number): string {
  return `{ ulimit -u ${processes} || ulimit -p ${processes}; } 2>/dev/null`;
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
    if (isWindows) child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
