import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { findTool } from '../../src/sandbox/jails/system-tool.ts';
import { eventually } from '../../src/testing/child-processes.ts';
import { runAsOrdinaryUser } from '../../src/testing/ordinary-user.ts';
import { requirement } from '../../src/testing/requirements.ts';
import { processesOf } from './native/processes-of.ts';

const script = 'kit/test/sandbox/native/run-attacker.ts';
const projectRoot = join(import.meta.dirname, '../../..');
const isRoot = process.getuid?.() === 0;
const isThere = async (tool: string): Promise<boolean> =>
  findTool(tool).then(
    () => true,
    () => false,
  );
const isLinux = requirement('Linux', process.platform === 'linux');
const hasCompiler = isLinux && requirement('a C compiler (gcc)', await isThere('gcc'));
const jails = hasCompiler
  ? ([
      ...(requirement('util-linux (unshare, setpriv)', (await isThere('unshare')) && (await isThere('setpriv')))
        ? ['unshare']
        : []),
      ...(requirement('bubblewrap', await isThere('bwrap')) ? ['bwrap', 'bwrap without its filter'] : []),
    ] as const)
  : [];
const users = [...(isRoot ? ['root'] : []), 'an ordinary user'] as const;
const matrix = jails.flatMap((jail) => users.map((user) => ({ jail, user })));

const outcome = z.object({
  lines: z.array(z.string()),
  exit: z.object({ code: z.number().nullable(), signal: z.string().nullable() }),
  left: z.number(),
  scratchLeft: z.array(z.string()),
});

let directory: string;
let attacker: string;

beforeAll(async () => {
  if (jails.length === 0) return;
  directory = await mkdtemp(join(tmpdir(), 'mas-attacker-'));
  attacker = join(directory, 'attacker');
  await promisify(execFile)('gcc', ['-O1', '-o', attacker, join(import.meta.dirname, 'native/attacker.c')]);
});

afterAll(async () => {
  if (jails.length > 0) await rm(directory, { recursive: true, force: true });
});

async function attack(jail: string, user: string, mode = ''): Promise<z.infer<typeof outcome>> {
  // Root's own place is closed to the users that its children become.
  await chmod(directory, user === 'root' ? 0o700 : 0o755);
  const args = [jail, attacker, mode];
  const run = user === 'root' ? runAsRoot : runAsOrdinaryUser;
  return outcome.parse(JSON.parse(await run(script, args)));
}

async function runAsRoot(path: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', join(projectRoot, path), ...args], {
    timeout: 120_000,
  });
  return stdout;
}

const succeeded = (lines: readonly string[], kind: string): string[] =>
  lines.filter((line) => line.startsWith(`${kind} `) && !line.endsWith(' 0'));
const count = (lines: readonly string[], name: string): number =>
  Number(lines.find((line) => line.startsWith(`count ${name} `))?.split(' ')[2]);

// Without a jail to try, the names below are still there to be skipped.
(matrix.length > 0 ? describe : describe.skip)('native code in the place of a sandboxed program', () => {
  test.each(matrix.length > 0 ? matrix : [{ jail: 'none', user: 'nobody' }])(
    'in $jail of $user reaches no file, no network and no process of ours, and ends with its run',
    async ({ jail, user }) => {
      const { lines, left, scratchLeft } = await attack(jail, user);
      expect(lines.at(-1)).toBe('done all 1');
      expect(new Set(lines).size).toBeGreaterThan(60);
      expect(succeeded(lines, 'reach')).toEqual([]);
      if (jail === 'bwrap') expect(succeeded(lines, 'surface')).toEqual([]);
      if (jail === 'unshare' && user !== 'root')
        expect(succeeded(lines, 'surface')).not.toContain('surface user-namespace 1');
      expect(count(lines, 'processes-seen')).toBeLessThanOrEqual(3);
      expect(count(lines, 'descriptors')).toBe(0);
      // The filter refuses processes; where there is none, their number is bounded by the jail or by the watchdog.
      if (jail !== 'bwrap without its filter')
        expect(count(lines, 'forks')).toBeLessThanOrEqual(jail === 'bwrap' ? 0 : 128);
      expect({ left, scratchLeft }).toEqual({ left: 0, scratchLeft: [] });
    },
  );

  test.each(matrix.length > 0 ? matrix : [{ jail: 'none', user: 'nobody' }])(
    'in $jail of $user ends with a server that is killed',
    async ({ jail, user }) => {
      await expect(attack(jail, user, 'server-dies')).rejects.toThrow();
      await eventually('no attacker is left', async () => (await processesOf(attacker)).length === 0, 10_000);
    },
  );

  const old = matrix
    .filter(({ jail }) => jail === 'bwrap' && process.arch === 'x64')
    .flatMap((row) => ['i386', 'x32'].map((mode) => ({ ...row, mode })));
  (old.length > 0 ? test.each(old) : test.skip.each([{ jail: 'bwrap', user: 'nobody', mode: 'i386' }]))(
    'in $jail of $user is killed for a call by the numbers of $mode',
    async ({ jail, user, mode }) => {
      const { lines, exit } = await attack(jail, user, mode);
      expect(lines).toEqual(['']);
      expect(exit.code).toBe(128 + 31); // SIGSYS
    },
  );
});
