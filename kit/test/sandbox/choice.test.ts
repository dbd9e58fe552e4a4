import { chmod, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createJail, type JailChoice } from '../../src/sandbox/create-jail.ts';
import { holdsNativeCode, jailWarnings } from '../../src/sandbox/jail-warnings.ts';
import { createProcessJail } from '../../src/sandbox/jails/process-jail.ts';
import { jailKinds, type Jail } from '../../src/sandbox/jails/jail.ts';
import { findTool } from '../../src/sandbox/jails/system-tool.ts';
import { probeJail } from '../../src/sandbox/probe/probe-jail.ts';
import { requirement } from '../../src/testing/requirements.ts';
import { testLogger } from '../../src/testing/test-logger.ts';

let directory: string;
let path: string | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-choice-'));
  path = process.env['PATH'];
});

afterEach(async () => {
  process.env['PATH'] = path;
  await rm(directory, { recursive: true, force: true });
});

const choose = (choice: JailChoice): Promise<Jail> =>
  createJail(choice, { scratchDirectory: join(directory, 'scratch'), name: 'kernels', logger: testLogger });

const isThere = (tool: string): Promise<boolean> =>
  findTool(tool).then(
    () => true,
    () => false,
  );
const hasBwrap = requirement('bubblewrap', process.platform === 'linux' && (await isThere('bwrap')));

describe('the jail', () => {
  test('that is taken of itself holds native code wherever one does, and leaves nothing behind', async () => {
    const jail = await choose({ preferred: 'auto' });
    expect(jailKinds).toContain(jail.kind);
    if (hasBwrap) expect(jail.kind).toBe('bwrap');
    await jail.dispose();
    expect(await readdir(join(directory, 'scratch'))).toEqual([]);
  });

  test('is as weak as was asked for, and says so', async () => {
    const jail = await choose({ preferred: 'process' });
    expect(jail.kind).toBe('process');
    expect(jailWarnings(jail.kind).join()).toMatch(
      /whoever may sign in can reach what that account can.*SANDBOX_MIN/is,
    );
    await jail.dispose();
  });

  test.each([
    { preferred: 'process', minimum: 'unshare' },
    { preferred: 'process', minimum: 'bwrap' },
    { preferred: 'seatbelt', minimum: 'bwrap' },
  ] as const)('is refused when it is less than what must be: %p', async (choice) => {
    await expect(choose(choice)).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  });

  test('of another system is refused with the reason', async () => {
    const foreign = process.platform === 'darwin' ? 'bwrap' : 'seatbelt';
    await expect(choose({ preferred: foreign })).rejects.toThrow(/is for (Linux|macOS)/);
  });

  (hasBwrap ? test : test.skip)('is no set-user-id bubblewrap', async () => {
    const bin = join(directory, 'bin');
    await mkdir(bin);
    await copyFile(await findTool('bwrap'), join(bin, 'bwrap'));
    await chmod(join(bin, 'bwrap'), 0o4755);
    process.env['PATH'] = `${bin}:${path ?? ''}`;
    await expect(choose({ preferred: 'bwrap' })).rejects.toThrow('set-user-id');
  });
});

describe('the probe', () => {
  test('finds what a jail without walls lets through', async () => {
    const jail = await createProcessJail({
      scratchDirectory: join(directory, 'scratch'),
      name: 'kernels',
      logger: testLogger,
    });
    expect(holdsNativeCode(jail.kind)).toBe(false);
    await expect(probeJail(jail)).rejects.toThrow(/it read .*it connected over TCP.*it saw other processes/s);
    await jail.dispose();
  });
});
