import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Execution, Kernel } from '../../src/sandbox/sandbox.ts';
import { startSandbox, type SandboxFixture } from './sandbox-fixture.ts';

let fixture: SandboxFixture;

beforeAll(async () => {
  fixture = await startSandbox({ maxKernels: 8, maxKernelsPerUser: 8 });
}, 120_000);

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

async function inKernel<Result>(work: (kernel: Kernel) => Promise<Result>): Promise<Result> {
  const kernel = await fixture.open();
  try {
    return await work(kernel);
  } finally {
    await kernel.dispose();
  }
}

/** The code, stopped at the deadline, and what the next piece in the same kernel says. */
function runThenGoOn(
  code: string,
  timeoutMs: number,
): Promise<{ stopped: Execution; next: Execution; tookMs: number }> {
  return inKernel(async (kernel) => {
    await kernel.run('var before = 7');
    const startedAt = performance.now();
    const stopped = await kernel.run(code, { timeoutMs });
    const tookMs = performance.now() - startedAt;
    return { stopped, tookMs, next: await kernel.run('await null; result(typeof before)') };
  });
}

const endless: Readonly<Record<string, string>> = {
  'an interval': 'setInterval(() => {}, 1); await new Promise(() => {})',
  'an interval without a delay': 'setInterval(() => {}); await new Promise(() => {})',
  'a chain of timers': 'const go = () => setTimeout(go, 0); go(); await new Promise(() => {})',
  'a chain of promises and timers':
    'const go = () => Promise.resolve().then(() => Promise.resolve().then(() => setTimeout(go, 0))); go(); await new Promise(() => {})',
  'an interval whose callback goes on in promises':
    'setInterval(async () => { for (let i = 0; i < 50; i++) await null }, 1); await new Promise(() => {})',
  'an interval whose callback takes its time':
    'setInterval(() => { let x = 0; for (let i = 0; i < 3e6; i++) x += i }, 1); await new Promise(() => {})',
  'timers that make timers':
    'const go = () => { setTimeout(go, 1); if (Math.random() < 0.01) setTimeout(go, 1) }; go(); await new Promise(() => {})',
  '100,000 intervals': 'for (let i = 0; i < 1e5; i++) setInterval(() => {}, i); await new Promise(() => {})',
  'an interval that is cleared and set again':
    'let id; const go = () => { clearInterval(id); id = setInterval(go, 1) }; go(); await new Promise(() => {})',
  'sleeping in a loop': 'for (;;) await new Promise((resolve) => setTimeout(resolve, 1000))',
};

describe('timers that never end', () => {
  test.each(Object.keys(endless))('%s: a TimeoutError at the deadline, and the kernel goes on', async (name) => {
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => runThenGoOn(endless[name] ?? '', 400)));
    for (const { stopped, next, tookMs } of outcomes) {
      expect(stopped.error).toEqual({
        name: 'TimeoutError',
        message: 'The code did not end within 0.4 s and was stopped.',
      });
      expect(stopped.notices).toEqual([expect.stringMatching(/^Timers were still set/)]);
      expect(tookMs).toBeGreaterThan(390);
      expect(next).toMatchObject({ ok: true, result: 'number' });
    }
  });

  test('for twelve seconds are no crash either', async () => {
    const code = endless['an interval'] ?? '';
    const outcomes = await Promise.all([runThenGoOn(code, 12_000), runThenGoOn(code, 12_000)]);
    for (const { stopped, next } of outcomes) {
      expect(stopped.error?.name).toBe('TimeoutError');
      expect(next).toMatchObject({ ok: true, result: 'number' });
    }
  });

  test.each([0, 10, 5000])('a callback that does not end, the %dth one, is a TimeoutError too', async (nth) => {
    const code = `let n = 0; setInterval(() => { if (n++ >= ${nth}) for (;;); }, 1); await new Promise(() => {})`;
    const { stopped, next, tookMs } = await runThenGoOn(code, 1000);
    expect(stopped.error?.name).toBe('TimeoutError');
    expect(tookMs).toBeLessThan(3000);
    expect(next.ok).toBe(true);
    expect(stopped.error?.message.includes('variables are lost')).toBe(next.result === 'undefined');
  });

  test('when the code is through before them are named, and run no more', async () => {
    await inKernel(async (kernel) => {
      const code = `globalThis.late = []; setTimeout(() => { late.push('timeout'); result('late'); print('late') }, 1);
        setInterval(() => late.push('interval'), 1); result('in time')`;
      const { ok, result, notices, output } = await kernel.run(code);
      expect({ ok, result, output }).toEqual({ ok: true, result: 'in time', output: '' });
      expect(notices).toEqual([expect.stringMatching(/^Timers were still set/)]);
      const later = 'await new Promise((resolve) => setTimeout(resolve, 1000)); result(late)';
      await expect(kernel.run(later)).resolves.toMatchObject({ result: [], notices: [] });
    });
  });
});

describe('timers that end', () => {
  test.each([
    [
      '100,000 of them',
      'let n = 0; for (let i = 0; i < 1e5; i++) setTimeout(() => { n += 1 }, i % 100); await new Promise((done) => setTimeout(done, 1000)); result(n)',
      1e5,
    ],
    [
      'in the order of their time, then of their making',
      `const seen = []; for (const [name, ms] of [['c', 5], ['a', 1], ['d', 5], ['b', 2], ['z', 0]]) setTimeout(() => seen.push(name), ms);
      await new Promise((done) => setTimeout(done, 10)); result(seen.join(''))`,
      'zabcd',
    ],
    [
      'with the promises of each settled before the next',
      `const seen = []; setTimeout(async () => { for (let i = 0; i < 5; i++) await null; seen.push('promises') }, 1);
      setTimeout(() => seen.push('next'), 1); await new Promise((done) => setTimeout(done, 10)); result(seen)`,
      ['promises', 'next'],
    ],
    [
      'an interval among timeouts',
      `const seen = []; const id = setInterval(() => seen.push('i'), 3); setTimeout(() => seen.push('t'), 7);
      setTimeout(() => clearInterval(id), 10); await new Promise((done) => setTimeout(done, 100)); result(seen.join(''))`,
      'iiti',
    ],
    [
      'cleared by themselves and by others',
      `const seen = []; const a = setInterval(() => { seen.push('a'); clearInterval(a); clearTimeout(b) }, 1);
      const b = setTimeout(() => seen.push('b'), 2); clearTimeout(undefined); clearTimeout(99); clearTimeout({}); await new Promise((done) => setTimeout(done, 9)); result(seen)`,
      ['a'],
    ],
    [
      'with arguments, and odd delays',
      `const seen = []; setTimeout((x, y) => seen.push(x + y), 'x', 1, 2); setTimeout(() => seen.push('neg'), -5); setImmediate(() => seen.push('now'));
      await new Promise((done) => setTimeout(done, 1)); result(seen)`,
      [3, 'neg', 'now'],
    ],
    ['of a sleep that costs no time', 'await new Promise((done) => setTimeout(done, 1e9)); result("awake")', 'awake'],
  ])('%s', async (_name, code, expected) => {
    await inKernel(async (kernel) => {
      await expect(kernel.run(code)).resolves.toMatchObject({ ok: true, result: expected, notices: [] });
    });
  });

  test('without a function to call are an error of whoever sets them', async () => {
    await inKernel(async (kernel) => {
      await expect(kernel.run('setTimeout("result(1)", 1)')).resolves.toMatchObject({
        error: { name: 'TypeError', line: 1 },
      });
    });
  });
});
