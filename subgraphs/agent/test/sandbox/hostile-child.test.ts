import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createProcessJail } from '@mas/kit/sandbox/jails/process-jail';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { JailedChild } from '@mas/kit/sandbox/jailed-child';
import { defaultKernelLimits } from '../../src/sandbox/kernel-limits.ts';
import { ProcessKernel } from '../../src/sandbox/process-kernel.ts';
import type { Execution, KernelLimits } from '../../src/sandbox/sandbox.ts';
import { noChildIsLeft, quietLogger } from './sandbox-fixture.ts';

/** What a child could do whose isolate has been broken out of: it owns the process and the channel. */
let directory: string;
let jail: Jail;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-hostile-'));
  await chmod(directory, 0o711);
  jail = await createProcessJail({
    scratchDirectory: join(directory, 'scratch'),
    name: 'kernels',
    logger: quietLogger,
  });
});

afterAll(async () => {
  await noChildIsLeft();
  expect(await readdir(join(directory, 'scratch'))).toEqual([]);
  await rm(directory, { recursive: true, force: true });
});

const prelude = `
const { Socket } = require('node:net');
const socket = new Socket({ fd: 3 });
const frame = (kind, payload) => {
  const head = Buffer.alloc(5); head.writeUInt32BE(payload.length, 0); head.writeUInt8(kind, 4);
  return Buffer.concat([head, payload]);
};
let nonce;
const send = (body, withNonce = nonce) => socket.write(frame(0, Buffer.from(JSON.stringify({ nonce: withNonce, body }))));
const attach = (text) => socket.write(frame(1, Buffer.from(text)));
const done = (more = {}) => send({ type: 'done', run: 1, notices: [], ...more });
let received = Buffer.alloc(0);
socket.on('data', (data) => {
  received = Buffer.concat([received, data]);
  while (received.length >= 5 && received.length >= 5 + received.readUInt32BE(0)) {
    const end = 5 + received.readUInt32BE(0);
    const message = JSON.parse(received.subarray(5, end).toString());
    received = received.subarray(end);
    if (message.type === 'start') nonce = message.nonce;
    if (message.type === 'run') misbehave();
  }
});
`;

/** Runs one piece of code in a kernel whose child does this instead. */
async function runAgainst(
  misbehaviour: string,
  limits: Partial<KernelLimits> = {},
  timeoutMs = 1500,
): Promise<Execution> {
  const script = join(directory, 'hostile.cjs');
  await writeFile(script, `${prelude}\nfunction misbehave() { ${misbehaviour} }`);
  const program = {
    name: 'hostile',
    executable: process.execPath,
    directory,
    args: () => [script],
    memoryBytes: 1024 ** 3,
  };
  const caps = { jsonBytes: 1024 ** 2, binaryBytes: 4 * 1024 ** 2 };
  const child = await JailedChild.start({ jail, program, caps, logger: quietLogger });
  const kernel = new ProcessKernel({
    child,
    limits: { ...defaultKernelLimits, ...limits },
    onDisposed: () => undefined,
  });
  try {
    return await kernel.run('1', { timeoutMs });
  } finally {
    await kernel.dispose();
  }
}

describe('a child that has been taken over', () => {
  test.each([
    ['a wrong nonce', `send({ type: 'done', run: 1, notices: [] }, '0'.repeat(32))`],
    ['no nonce', `send({ type: 'done', run: 1, notices: [] }, null)`],
    ['an unknown message', `send({ type: 'exec', command: 'id' })`],
    ['a message with more than it should have', `send({ type: 'done', run: 1, notices: [], admin: true })`],
    ['a message of the wrong types', `send({ type: 'done', run: 'x', notices: 7 })`],
    ['text that is not JSON', `socket.write(frame(0, Buffer.from('{')))`],
    ['an unknown kind of frame', `socket.write(frame(9, Buffer.from('{}')))`],
    ['a frame above the cap', `const head = Buffer.alloc(5); head.writeUInt32BE(0xffffffff, 0); socket.write(head)`],
    ['a long error text', `done({ error: { name: 'E', message: 'x'.repeat(900000) } })`],
    ['a closed channel', `socket.destroy()`],
    [
      'half a frame and then the end',
      `socket.write(frame(0, Buffer.from('{"nonce":"')).subarray(0, 9), () => process.exit(0))`,
    ],
    ['an exit with 0 and no result', `process.exit(0)`],
    ['an abort', `process.abort()`],
    ['a signal to itself', `process.kill(process.pid, 'SIGSEGV')`],
  ])('is ended when it sends %s', async (_name, misbehaviour) => {
    await expect(runAgainst(misbehaviour)).rejects.toMatchObject({ code: 'SANDBOX_CRASHED' });
  });

  test.each([
    ['says nothing', `setInterval(() => {}, 1000)`, 'SANDBOX_TIMEOUT'],
    ['blocks and ignores SIGTERM', `process.on('SIGTERM', () => {}); for (;;);`, 'SANDBOX_TIMEOUT'],
    ['answers another run', `done({ run: 7 })`, 'SANDBOX_TIMEOUT'],
    ['fills the memory', `const all = []; setInterval(() => all.push(Buffer.alloc(6e7, 1)), 5)`, 'SANDBOX_MEMORY'],
    [
      'fills the memory of its children',
      `for (let i = 0; i < 8; i++) require('node:child_process').spawn(process.execPath, ['-e', 'const b = Buffer.alloc(2e8, 1); setInterval(() => b, 1000)'], { stdio: 'ignore' })`,
      'SANDBOX_MEMORY',
    ],
    [
      'starts many processes',
      `for (let i = 0; i < 90; i++) require('node:child_process').spawn('/bin/sleep', ['60'], { stdio: 'ignore' }).on('error', () => {})`,
      'SANDBOX_CRASHED',
    ],
    [
      'fills its directory',
      `const fs = require('node:fs'); for (let i = 0; i < 25000; i++) fs.writeFileSync('f' + i, ''); setInterval(() => {}, 1000)`,
      'SANDBOX_MEMORY',
    ],
  ])('that %s is killed', async (_name, misbehaviour, code) => {
    // A busy machine may be slow to misbehave; only the deadline itself is waited for.
    const timeoutMs = code === 'SANDBOX_TIMEOUT' ? 1500 : 60_000;
    const limits = { memoryBytes: 700 * 1024 ** 2 };
    await expect(runAgainst(misbehaviour, limits, timeoutMs)).rejects.toMatchObject({ code });
  });

  test('finds nothing in its environment', async () => {
    process.env['MAS_TEST_CANARY'] = 'canary';
    const { result } = await runAgainst(`attach(JSON.stringify(Object.keys(process.env))); done()`);
    delete process.env['MAS_TEST_CANARY'];
    expect(result).toEqual(expect.arrayContaining(['LANG', 'TZ', 'HOME', 'TMPDIR']));
    expect(JSON.stringify(result)).not.toMatch(/CANARY|PATH|NODE_OPTIONS/);
  });

  test('inherits no descriptor but its own', async () => {
    const { result } = await runAgainst(
      `const fs = require('node:fs'); attach(JSON.stringify(fs.readdirSync('/proc/self/fd').map((fd) => {
        try { return fs.readlinkSync('/proc/self/fd/' + fd) } catch { return '' } }).filter((l) => l.startsWith('/') && !l.startsWith('/dev/') && !l.startsWith('/proc/')))); done()`,
    );
    expect(result).toEqual([]);
  });

  test('cannot flood: what it sends is cut again', async () => {
    const { output, artifacts, notices } = await runAgainst(
      `for (let i = 0; i < 8; i++) send({ type: 'output', text: 'x'.repeat(100000) });
       for (let i = 0; i < 30; i++) { attach('{"mark":"bar"}'); send({ type: 'artifact', kind: 'chart', title: 't' }) }
       attach(JSON.stringify('y'.repeat(2000000))); done()`,
    );
    expect(output.length).toBe(256 * 1024);
    expect(artifacts).toHaveLength(10);
    expect(notices.join()).toMatch(/output was cut.*first 10 charts.*result was dropped/s);
  });

  test.each([
    ['nested deeply', `'['.repeat(100000) + ']'.repeat(100000)`],
    ['not JSON', `'{'`],
  ])('has a result dropped that is %s', async (_name, text) => {
    const execution = await runAgainst(`attach(${text}); done()`);
    expect(execution).not.toHaveProperty('result');
    expect(execution.notices.join()).toContain('The result was dropped');
  });

  test.each([
    ['chart', '[1]'],
    ['table', '{"columns":["a"],"rows":[[1,2]],"totalRows":1}'],
    ['table', '{"columns":"a","rows":{},"totalRows":-1}'],
  ])('has a %s dropped that is %s', async (kind, content) => {
    const execution = await runAgainst(
      `attach('${content}'); send({ type: 'artifact', kind: '${kind}', title: 'it' }); done()`,
    );
    expect(execution.artifacts).toEqual([]);
    expect(execution.notices.join()).toContain('"it" was dropped');
  });

  test('changes no prototype', async () => {
    const { result } = await runAgainst(
      `attach('{"__proto__":{"polluted":1},"a":{"constructor":{"polluted":1},"b":2}}'); done()`,
    );
    expect(result).toEqual({ a: { b: 2 } });
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
