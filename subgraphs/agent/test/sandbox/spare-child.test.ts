import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createProcessJail } from '../../src/sandbox/jails/process-jail.ts';
import { SpareChild } from '../../src/sandbox/spare-child.ts';
import { childProcesses, eventually, quietLogger } from './sandbox-fixture.ts';

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
let spare: SpareChild;
const letThemStart = () => writeFile(join(directory, 'ready'), '');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-spare-'));
  await chmod(directory, 0o711);
  const script = join(directory, 'child.cjs');
  await writeFile(script, program(join(directory, 'ready')));
  const jail = await createProcessJail({
    scratchDirectory: join(directory, 'scratch'),
    name: 'kernels',
    logger: quietLogger,
  });
  spare = new SpareChild({
    jail,
    program: { name: 'slow', executable: process.execPath, args: [script], memoryBytes: 1024 ** 3 },
    caps: { jsonBytes: 1024, binaryBytes: 1024 },
    onReady: () => undefined,
  });
});

afterEach(async () => {
  await spare.dispose();
  expect(await childProcesses()).toEqual([]);
  await rm(directory, { recursive: true, force: true });
});

describe('whoever waits for a child', () => {
  test('and is cancelled waits no more, and the child is there for the next', async () => {
    const abort = new AbortController();
    const taking = spare.take(abort.signal);
    abort.abort(new Error('changed my mind'));
    await expect(taking).rejects.toThrow('changed my mind');
    const next = spare.take();
    await eventually('a child is started', async () => (await childProcesses()).length > 0);
    const children = await childProcesses();
    await letThemStart();
    const child = await next;
    expect([child.process.pid]).toEqual(children);
    await child.dispose();
  });

  test('and is cancelled while another is the spare leaves none behind', async () => {
    const abort = new AbortController();
    spare.prepare();
    const taking = spare.take(abort.signal);
    spare.prepare();
    abort.abort(new Error('changed my mind'));
    await expect(taking).rejects.toThrow('changed my mind');
    await letThemStart();
    const child = await spare.take();
    await eventually('the unwanted one is gone', async () => (await childProcesses()).length === 1);
    expect(await childProcesses()).toEqual([child.process.pid]);
    await child.dispose();
  });

  test('gets none once it is closed', async () => {
    const taking = spare.take();
    const refused = expect(taking).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
    await spare.dispose();
    await letThemStart();
    await refused;
  });

  test('is told before anything starts when it was cancelled already', async () => {
    await expect(spare.take(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(await childProcesses()).toEqual([]);
  });
});
