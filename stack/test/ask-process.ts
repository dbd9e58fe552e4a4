import { plainEnv } from '@mas/kit/testing/plain-env';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(import.meta.dirname, '../..');

export const examples = resolve(root, 'examples');

export interface AskOptions {
  readonly directory: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed, or piped in. */
  readonly input?: string;
}

export interface AskResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface AskProcess {
  readonly result: Promise<AskResult>;
  readonly interrupt: () => void;
  /** What it has written to its standard output by now. */
  readonly printed: () => string;
}

/** The real command, as its own process, its temporary data in the directory that is given. */
export function startAsk(argv: readonly string[], { directory, env, input = '' }: AskOptions): AskProcess {
  const child = spawn(process.execPath, [resolve(root, 'stack/src/ask/main.ts'), ...argv], {
    cwd: directory,
    env: { ...plainEnv(), TMPDIR: directory, ...env },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stdin.on('error', () => undefined); // it may end before it has read
  child.stdin.end(input);
  const exitCode = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const result = Promise.all([exitCode, text(child.stdout), text(child.stderr)]);
  return {
    result: result.then(([code, stdout, stderr]) => ({ exitCode: code, stdout, stderr })),
    interrupt: () => child.kill('SIGINT'),
    printed: () => printed,
  };
}
