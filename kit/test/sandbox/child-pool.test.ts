import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChildPool } from '../../src/sandbox/child-pool.ts';
import { createProcessJail } from '../../src/sandbox/jails/process-jail.ts';
import { childProcesses, eventually } from '../../src/testing/child-processes.ts';
import { testLogger } from '../../src/testing/test-logger.ts';

/** A child that is ready when a file is there. */
const program = (ready: string) => `
const { Socket } = require('node:net');
const { existsSync } = require('node:fs');
const socket = new Socket({ fd: 3 });
socket.once('data', (data) => {
  const { nonce } = JSON.parse(data.subarray(5).toString());
  const payload = Buffer.from(JSON.stringify({ nonce, body: {} }));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length, 0);
  const timer = setInterval(() => {
    if (!existsSync(${JSON.stringify(ready)})) return;
    clearInterval(timer);
    socket.write(Buffer.concat([head, payload]));
  }, 5);
});
`;

let directory: string;
let pool: ChildPool;
const letThemStart = () => writeFile(join(directory, 'ready'), '');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-spare-'));
  await chmod(directory, 0o711);
  const script = join(directory, 'child.cjs');
  await writeFile(script, program(join(directory, 'ready')));
  const jail = await createProcessJail({
    scratchDirectory: join(directory, 'scratch'),
    name: 'kernels',
    logger: testLogger,
  });
  pool = new ChildPool({
    jail,
    program: { name: 'slow', executable: process.execPath, directory, args: () => [script], memoryBytes: 1024 ** 3 },
    logger: testLogger,
    caps: { jsonBytes: 1024, binaryBytes: 1024 },
    onReady: () => undefined,
  });
});

afterEach(async () => {
  await pool.dispose();
  expect(await childProcesses()).toEqual([]);
  await rm(directory, { recursive: true, force: true });
});

describe('whoever waits for a child', () => {
  test('and is cancelled waits no more, and the child is there for the next', async () => {
    const abort = new AbortController();
    const taking = pool.take(abort.signal);
    abort.abort(new Error('changed my mind'));
    await expect(taking).rejects.toThrow('changed my mind');
    const next = pool.take();
    await eventually('a child is started', async () => (await childProcesses()).length > 0);
    const children = await childProcesses();
    await letThemStart();
    const child = await next;
    expect([child.process.pid]).toEqual(children);
    await child.dispose();
  });

  test('and is cancelled while another is the spare leaves none behind', async () => {
    const abort = new AbortController();
    pool.prepare();
    const taking = pool.take(abort.signal);
    pool.prepare();
    abort.abort(new Error('changed my mind'));
    await expect(taking).rejects.toThrow('changed my mind');
    await letThemStart();
    const child = await pool.take();
    await eventually('the unwanted one is gone', async () => (await childProcesses()).length === 1);
    expect(await childProcesses()).toEqual([child.process.pid]);
    await child.dispose();
  });

  test('gets none once it is closed', async () => {
    const taking = pool.take();
    const refused = expect(taking).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
    await pool.dispose();
    await letThemStart();
    await refused;
  });

  test('is told before anything starts when it was cancelled already', async () => {
    await expect(pool.take(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(await childProcesses()).toEqual([]);
  });
});
