import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { JailedChild } from '../../src/sandbox/jailed-child.ts';
import { openLeftFile } from '../../src/sandbox/jails/open-left-file.ts';
import { createProcessJail } from '../../src/sandbox/jails/process-jail.ts';
import type { Jail } from '../../src/sandbox/jails/jail.ts';
import { seatbeltProfile } from '../../src/sandbox/jails/seatbelt-profile.ts';
import { testLogger } from '../../src/testing/test-logger.ts';

let directory: string;
let jail: Jail;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-children-'));
  await chmod(directory, 0o755);
  jail = await createProcessJail({
    scratchDirectory: join(directory, 'scratch'),
    name: 'kernels',
    logger: testLogger,
  });
});

afterAll(async () => {
  await jail.dispose();
  await rm(directory, { recursive: true, force: true });
});

/** The end of a child that does this, and what the log was told. */
async function endOf(script: string, end?: (child: JailedChild) => void) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const child = await JailedChild.start({
    jail,
    program: {
      name: 'test',
      executable: process.execPath,
      directory,
      args: () => ['-e', script],
      memoryBytes: 1024 ** 3,
    },
    caps: { jsonBytes: 1024, binaryBytes: 1024 },
    logger: createLogger({ service: 'test', stream }),
  });
  const ended = new Promise<AppError>((resolve) => child.listen({ onMessage: () => undefined, onEnd: resolve }));
  end?.(child);
  const reason = await ended;
  await child.dispose();
  return { reason, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('a child that ends', () => {
  test('by a crash is logged with its signal', async () => {
    const { reason, log } = await endOf(`process.kill(process.pid, 'SIGSEGV')`);
    expect(reason.code).toBe('SANDBOX_CRASHED');
    expect(log).toMatchObject([
      {
        level: 40,
        program: 'test',
        jail: 'process',
        code: 'SANDBOX_CRASHED',
        cause: expect.stringContaining('SIGSEGV'),
      },
    ]);
  });

  test('by the watchdog is logged with the reason', async () => {
    const reason = new AppError('SANDBOX_TIMEOUT', 'The code did not end within 1 s and was stopped.');
    const { log } = await endOf(`setInterval(() => {}, 1000)`, (child) => child.end(reason));
    expect(log).toMatchObject([{ level: 40, code: 'SANDBOX_TIMEOUT', msg: reason.message }]);
  });

  test('because its work is done is not', async () => {
    const { log } = await endOf(`setInterval(() => {}, 1000)`, (child) => void child.dispose());
    expect(log).toEqual([]);
  });
});

test('a child has no descriptor that the server was started with', async () => {
  const script = join(import.meta.dirname, 'list-descriptors.ts');
  const file = openSync(script, 'r');
  try {
    const stdio = ['ignore', 'pipe', 'inherit', ...Array.from({ length: 25 }, () => 'ignore' as const), file] as const;
    const server = spawn(process.execPath, ['--no-warnings', script, directory], { stdio: [...stdio] });
    let listed = '';
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      listed += text;
    });
    await new Promise((resolve) => server.once('close', resolve));
    expect(JSON.parse(listed)).toEqual({ server: expect.arrayContaining([script]), child: [] });
  } finally {
    closeSync(file);
  }
});

describe('a file that a child left', () => {
  test('is read when it is one', async () => {
    await writeFile(join(directory, 'plain'), 'rows');
    const chunks = await (await openLeftFile(join(directory, 'plain'))).toArray();
    expect(Buffer.concat(chunks as Buffer[]).toString()).toBe('rows');
  });

  test('is not what it points to, and no pipe', async () => {
    await symlink('/etc/passwd', join(directory, 'link'));
    await promisify(execFile)('mkfifo', [join(directory, 'fifo')]);
    for (const name of ['link', 'fifo', '.']) await expect(openLeftFile(join(directory, name))).rejects.toThrow();
  });
});

test('the profile for macOS denies all but what the program needs', () => {
  const places = { directory: '/app', data: '/data', scratch: '/scratch "x"' };
  const profile = seatbeltProfile({ executable: '/node', places, files: ['/fonts/a.ttf'] });
  expect(profile.split('\n')[1]).toBe('(deny default)');
  expect(profile).not.toMatch(/network|mach-lookup|process-fork/);
  expect(profile.match(/\(allow file-write\*.*/g)).toEqual(['(allow file-write* (subpath "/scratch \\"x\\""))']);
  expect(profile).toContain('(literal "/fonts/a.ttf")');
});
