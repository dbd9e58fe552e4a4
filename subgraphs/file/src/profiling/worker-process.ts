import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type WorkerAnswer, workerAnswerSchema, type WorkerJob } from './worker-protocol.ts';

export interface WorkerProcess {
  /** Whether it still runs. */
  readonly isAlive: () => boolean;
  /** Once only. @throws Error when it ends without an answer: its own death, or `kill`. */
  run(job: WorkerJob): Promise<WorkerAnswer>;
  /** Resolves when nothing of it runs any more. */
  kill(): Promise<void>;
}

export interface WorkerOptions {
  /** Its working folder. */
  readonly scratch: string;
  readonly memoryBytes: number;
}

const program = fileURLToPath(new URL('child/main.ts', import.meta.url));
const mebibyte = 1024 * 1024;
const niceness = 5;
const maxAnswerBytes = 64 * mebibyte;
const stderrTail = 4096;
const isWindows = process.platform === 'win32';

/**
 * Starts a process that waits for one job. It inherits no environment and no descriptor, cannot start programs (Node's permission
 * model), and has limits of its own; what it computes is trusted no more than what it was computed from.
 */
export function startWorker({ scratch, memoryBytes }: WorkerOptions): WorkerProcess {
  const args = [
    '--permission',
    '--allow-addons',
    '--allow-fs-read=*',
    `--allow-fs-write=${scratch}`,
    '--max-old-space-size=512',
    '--no-warnings',
    program,
  ];
  const child = spawn(isWindows ? process.execPath : '/bin/sh', isWindows ? args : limited(memoryBytes, args), {
    cwd: scratch,
    env: { LANG: 'C.UTF-8', TZ: 'UTC', HOME: scratch, TMPDIR: scratch },
    detached: !isWindows,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTail);
  });
  child.on('spawn', () => lowerPriority(child));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`it ended with ${signal ?? code ?? 'nothing'}: ${stderr}`));
  });
  return {
    isAlive: () => child.exitCode === null && child.signalCode === null && child.pid !== undefined,
    async run(job) {
      const answer = readAnswer(child);
      child.stdin?.on('error', () => undefined); // its end says more
      child.stdin?.write(`${JSON.stringify(job)}\n`);
      const text = await answer;
      if (text === '') throw new Error(`The profile worker gave no answer: ${await ended}`);
      return workerAnswerSchema.parse(JSON.parse(text));
    },
    async kill() {
      killGroup(child);
      await ended;
    },
  };
}

/** POSIX limits, a backstop behind DuckDB's own: data and not address space, of which V8 reserves far more than it uses. */
function limited(memoryBytes: number, args: readonly string[]): string[] {
  const dataKib = Math.ceil((memoryBytes * 2 + 1024 * mebibyte) / 1024);
  const script = `ulimit -c 0 2>/dev/null; ulimit -d ${dataKib} 2>/dev/null; exec "$0" "$@"`;
  return ['-c', script, process.execPath, ...args];
}

async function readAnswer(child: ChildProcess): Promise<string> {
  const pipe = child.stdio[3];
  if (!(pipe instanceof Readable)) throw new TypeError('Descriptor 3 of a worker is not readable');
  const chunks: Buffer[] = [];
  let size = 0;
  // Without an encoding a pipe gives buffers.
  for await (const chunk of pipe as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) throw new Error('The answer of a profile worker is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Workers yield to the server, which has to answer while they compute. */
function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // It has ended already, or the system has no such thing.
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (isWindows) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
