import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Execution, Kernel } from '../../src/sandbox/sandbox.ts';
import {
  childProcesses,
  eventually,
  startSandbox,
  watchEventLoop,
  type SandboxFixture,
  kernelDirectories,
} from './sandbox-fixture.ts';

/** Found in the environment of the server: it must never be seen inside. */
const canary = 'canary-5b1e6f0c';
const timeoutMs = 1000;

let fixture: SandboxFixture;
let kernel: Kernel;
let eventLoop: ReturnType<typeof watchEventLoop>;

beforeAll(async () => {
  process.env['MAS_TEST_CANARY'] = canary;
  // Less memory than usual, so that the bombs go off soon.
  fixture = await startSandbox({ limits: { memoryBytes: 640 * 1024 ** 2 } });
}, 120_000);

afterAll(async () => {
  delete process.env['MAS_TEST_CANARY'];
  await fixture[Symbol.asyncDispose]();
});

beforeEach(async () => {
  kernel = await fixture.open();
  // The run after the attack before.
  await expect(kernel.run('result(40 + 2)')).resolves.toMatchObject({ ok: true, result: 42 });
  eventLoop = watchEventLoop();
});

/** What must hold after every attack, whatever it did. */
afterEach(async () => {
  expect(eventLoop.longestBlockMs()).toBeLessThan(1000);
  eventLoop.stop();
  await kernel.dispose();
  await eventually('one child, the spare, is left', async () => (await childProcesses()).length <= 1);
  await eventually('one scratch directory is left', async () => (await kernelDirectories(fixture)).length <= 1);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
});

type Ending = Execution | { readonly code: unknown };

async function attack(code: string): Promise<Ending> {
  try {
    return await kernel.run(code, { timeoutMs });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return { code: error.code };
    throw error;
  }
}

/** Runs the code, which prints or returns whatever it could reach, and looks for what it must not have reached. */
async function expectNothingReached(code: string): Promise<void> {
  const seen = JSON.stringify(await attack(code));
  for (const secret of [canary, process.version, process.execPath, fixture.dataset.path, 'root:x:0', 'REACHED']) {
    expect(seen).not.toContain(secret);
  }
}

/** Prints what a reference to the host's realm would give away. */
const tell = `const tell = (make) => { try {
  const found = typeof make === 'function' ? make() : make;
  if (found && typeof found.env === 'object') print('REACHED', found.version, JSON.stringify(found.env));
  else print(typeof found);
} catch (error) { print(error.name) } };
const names = ['return process', 'return this.process', 'return globalThis.process ?? require("process")'];
const climb = (fn) => { for (const name of names) { tell(() => fn.constructor(name)()); tell(() => fn.constructor.constructor(name)()) } };
`;

describe('1: climbing to the host realm', () => {
  test.each([
    ['the constructor of a function', 'climb(function () {}); climb(() => 1)'],
    ['async and generator constructors', 'climb(async () => 1); climb(function* () {}); climb(async function* () {})'],
    [
      'the functions of the host',
      'climb(sql); climb(print); climb(chart); climb(table); climb(result); climb(console.log)',
    ],
    [
      'a caught error of the host',
      'try { sql("SELECT 1 +") } catch (e) { climb(e.constructor); tell(e.cause); tell(e.stack) }',
    ],
    [
      'the stack frames of an error',
      `Error.prepareStackTrace = (_, frames) => frames;
      const look = () => { for (const f of new Error().stack) for (const g of [f.getThis?.(), f.getFunction?.()]) {
        if (g) { climb(g); climb(g.constructor ?? (() => 1)); if (g.applySyncPromise) print('REACHED a reference') } } };
      look(); try { sql('SELECT ?', { toJSON: look, get a() { look(); return 1 } }) } catch {}
      result({ get a() { look(); return 1 } })`,
    ],
    [
      'a rejected import',
      'for (const m of ["node:fs", "fs", "node:process"]) { try { tell(await import(m)) } catch (e) { climb(e.constructor) } }',
    ],
    [
      'a proxy handed to the host',
      `const spy = new Proxy(function () {}, { get: (t, k, r) => { if (r && r !== spy) climb(r); return k === 'length' ? 1 : spy },
      apply: (t, self, args) => { climb(self ?? (() => 1)); args.forEach((a) => a && climb(a)); return 1 } });
      for (const call of [() => sql(spy), () => sql('SELECT ?', spy), () => print(spy), () => result(spy), () => chart(spy), () => table(spy)]) try { call() } catch {}`,
    ],
    [
      'the species of promises',
      `class Mine extends Promise { static get [Symbol.species]() { return function (run) { run((v) => climb(v ?? run), (v) => climb(v ?? run)) } } }
      Promise.prototype.constructor = Mine; await Promise.resolve(1).then(() => 1)`,
    ],
    [
      'replaced builtins that the bridge uses',
      `const seen = []; const keep = (v) => { seen.push(v) };
      for (const [owner, names] of [[JSON, ['stringify', 'parse']], [Reflect, ['apply', 'get']], [Array.prototype, ['map', 'push', 'join', 'flat', Symbol.iterator]],
        [Function.prototype, ['call', 'apply', 'bind']], [Promise.prototype, ['then', 'catch', 'finally']], [Object, ['keys', 'freeze', 'create']]])
        for (const name of names) { const old = owner[name]; owner[name] = function (...args) { keep(this); args.forEach?.(keep); return old.apply(this, args) } }
      try { sql('SELECT 1') } catch {} try { result(1) } catch {}
      for (const v of seen) if (v && (v.applySyncPromise || v.derefInto)) print('REACHED a reference')`,
    ],
    [
      'options read from Object.prototype',
      `for (const name of ['reference', 'externalCopy', 'copy', 'promise', 'result', 'arguments', 'timeout'])
      Object.defineProperty(Object.prototype, name, { get: () => true, configurable: true });
      const rows = sql('SELECT 1 AS x'); tell(rows); if (rows.getSync || rows.copySync) print('REACHED a reference')`,
    ],
    [
      'names of the host',
      'for (const name of ["process", "require", "module", "global", "Buffer", "ivm", "connectGuest", "guestLibraries", "guestTimers"]) tell(() => globalThis[name])',
    ],
  ])('through %s reaches nothing', (_name, code) => expectNothingReached(`${tell}${code}`));

  test('through code made from text reaches nothing', () =>
    expectNothingReached(`${tell}tell(() => eval('process')); tell(() => new Function('return process')())`));
});

describe('2 and 3: files and the environment', () => {
  const files = ['/etc/passwd', '/etc/shadow', '/proc/self/environ', '/proc/1/environ', '/proc/self/cmdline'];
  const server = [`/proc/${process.pid}/environ`, `/proc/${process.pid}/cmdline`, import.meta.filename];
  test.each([...files, ...server])('%s is not readable', async (path) => {
    const code = `${tell}
      for (const reader of ['read_text', 'read_blob', 'read_csv', 'read_json', 'read_parquet', 'glob', 'sniff_csv', 'parquet_metadata'])
        try { print('REACHED', sql(\`SELECT * FROM \${reader}('${path}')\`)) } catch (error) { print(error.name) }
      try { print('REACHED', await dfd.readCSV('${path}')) } catch (error) { print(error.name) }
      try { print('REACHED', await fetch('file://${path}')) } catch (error) { print(error.name) }`;
    const ending = await attack(code);
    // glob tells names, never contents; it is refused like the rest.
    expect(JSON.stringify(ending)).not.toContain('REACHED');
    expect(ending).toMatchObject({ ok: true });
  });

  test.each([
    `tell(() => process)`,
    `for (const f of ['getenv', 'current_setting']) try { print(sql(\`SELECT \${f}('MAS_TEST_CANARY') AS x\`)) } catch (error) { print(error.name) }`,
    `print(sql('SELECT * FROM duckdb_settings()').map((s) => s.name + '=' + s.value).join())`,
    `print(sql('SELECT * FROM duckdb_views()'), sql('SELECT * FROM duckdb_databases()'), sql('SELECT * FROM duckdb_secrets()'))`,
  ])('the environment is not seen by %s', (code) => expectNothingReached(`${tell}${code}`));
});

describe('6: memory bombs', () => {
  test.each([
    ['the heap', 'const all = []; for (;;) all.push(new Array(1e6).fill(1.5))'],
    ['small objects', 'const all = []; for (;;) all.push({ a: {}, b: [] })'],
    ['texts', `const all = []; for (;;) all.push(Array.from({ length: 1e5 }, (_, i) => 'text ' + i + Math.random()))`],
    ['one text', `let text = 'x'; for (;;) text = (text + text).split('').reverse().join('')`],
    ['typed arrays', 'const all = []; for (;;) all.push(new Float64Array(1e7).fill(1))'],
    ['one typed array', 'const one = new Uint8Array(2 ** 33).fill(1)'],
    ['a map', 'const map = new Map(); for (let i = 0; ; i++) map.set(i, { i })'],
    ['SQL lists', `sql('SELECT list(i) AS l, list(i * 2) AS m, list(i::VARCHAR) AS n FROM range(200000000) AS t(i)')`],
    ['SQL text', `sql("SELECT repeat('x', 2000000000) AS x, repeat('y', 2000000000) AS y")`],
    ['SQL rows', `sql('SELECT i, i AS j FROM range(1000000000) AS t(i)')`],
    ['printing', `print(new Array(1e8).fill('x'))`],
    ['a result', `result(Array.from({ length: 1e7 }, (_, i) => ({ i })))`],
  ])('of %s end the code and nothing else', async (_name, code) => {
    const ending = await attack(code);
    if ('ok' in ending) expect(ending.ok).toBe(false);
    else expect(['SANDBOX_MEMORY', 'SANDBOX_CRASHED', 'SANDBOX_TIMEOUT']).toContain(ending.code);
  });

  test('of WebAssembly and shared memory have nothing to use', async () => {
    const ending = await attack('result([typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics])');
    expect(ending).toMatchObject({ result: ['undefined', 'undefined', 'undefined'] });
  });

  test('that killed the isolate leave a usable kernel', async () => {
    const ending = await attack('const all = []; for (;;) all.push(new Float64Array(1e6).fill(1))');
    if (!('ok' in ending)) return;
    await expect(kernel.run('result(sql("SELECT 1 AS x"))')).resolves.toMatchObject({ result: [{ x: 1 }] });
  });
});

describe('7: code that does not end', () => {
  test.each([
    ['a loop', 'for (;;);'],
    ['a loop after await', 'await 1; for (;;);'],
    ['microtasks', 'const again = () => Promise.resolve().then(again); await again()'],
    ['async recursion', '(async () => { for (;;) await null })(); await new Promise(() => {})'],
    ['timers', 'await new Promise(() => { setInterval(() => {}, 1) })'],
    ['a slow regular expression', `/^(a+)+$/.test('a'.repeat(40) + 'b')`],
    ['a sort', 'Array.from({ length: 3e7 }, (_, i) => -i).sort(() => Math.random() - 0.5)'],
    ['a getter of the result', 'result({ get a() { for (;;); } })'],
    ['a getter of what is thrown', 'throw { get message() { for (;;); } }'],
    ['toString of what is printed', 'print({ toJSON() { for (;;); } })'],
    ['a catch that swallows', 'for (;;) { try { for (;;); } catch {} finally { for (;;); } }'],
  ])('because of %s is a TimeoutError', async (_name, code) => {
    await expect(attack(code)).resolves.toMatchObject({ ok: false, error: { name: 'TimeoutError' } });
    await expect(kernel.run('result(1)')).resolves.toMatchObject({ ok: true, result: 1 });
  });

  test.each([
    ['an uninterruptible sum', 'const n = (2n ** 6000000n) ** 30n; result(String(n).length)'],
    [
      'a cross join',
      `sql('SELECT count(*) AS n FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range = c.range')`,
    ],
    [
      'a recursive query',
      `sql('WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) AS n FROM r')`,
    ],
    [
      'a regular expression in SQL',
      `sql("SELECT count(*) AS n FROM range(2000000000) t(i) WHERE regexp_matches(i::VARCHAR || repeat('a', 100), '(a|b|ab)*c')")`,
    ],
  ])('because of %s ends soon after its time', async (_name, code) => {
    const startedAt = performance.now();
    const ending = await attack(code);
    if ('ok' in ending) expect(['TimeoutError', 'SqlError', 'MemoryError', 'RangeError']).toContain(ending.error?.name);
    else expect(['SANDBOX_TIMEOUT', 'SANDBOX_MEMORY']).toContain(ending.code);
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs + 4000);
  });

  test('a getter of the last value is never read', async () => {
    await expect(attack('({ get a() { for (;;); } })')).resolves.toMatchObject({ ok: true });
  });

  test('too large a join is an error at once', async () => {
    await expect(attack('new Array(2 ** 31).join("x")')).resolves.toMatchObject({
      ok: false,
      error: { name: 'RangeError' },
    });
  });

  test('sleeping costs no time', async () => {
    const startedAt = performance.now();
    await attack('await new Promise((resolve) => setTimeout(resolve, 1e9)); result(1)');
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs);
  });
});

describe('16: too much, too deep, not JSON', () => {
  test('a gigabyte of output is cut, and the code goes on', async () => {
    const ending = await attack(`for (let i = 0; i < 1000; i++) print('x'.repeat(1e6)); result('done')`);
    expect(ending).toMatchObject({ ok: true, result: 'done', notices: ['The output was cut at 256 KiB.'] });
    expect('output' in ending && Buffer.byteLength(ending.output)).toBeLessThanOrEqual(256 * 1024);
  });

  test.each([
    ['a million rows', `table(Array.from({ length: 1e6 }, (_, i) => ({ i })))`],
    ['a text of 200 MB', `result('x'.repeat(2e8))`],
    ['a table with long texts', `table([{ a: 'x'.repeat(2e8) }])`],
    ['a shared structure that doubles', `let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; result(a)`],
    [
      'a proxy that invents keys',
      `result(new Proxy({}, { ownKeys: () => Array.from({ length: 1e5 }, (_, i) => 'key ' + i),
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }), get: () => 'x' }))`,
    ],
  ])('%s is cut or refused', async (_name, code) => {
    const ending = await attack(code);
    expect(JSON.stringify(ending).length).toBeLessThan(8 * 1024 ** 2);
    if ('ok' in ending) expect(ending.notices.length + (ending.error ? 1 : 0)).toBeGreaterThan(0);
  });

  test('nesting of 100,000 is cut at 32 levels, with a notice', async () => {
    const ending = await attack('let deep = 1; for (let i = 0; i < 1e5; i++) deep = [deep]; result(deep); print(deep)');
    expect(ending).toMatchObject({ ok: true });
    expect('notices' in ending && ending.notices.join()).toContain('deeper than 32 levels');
    let depth = 0;
    let value: unknown = 'result' in ending ? ending.result : null;
    for (; Array.isArray(value); depth += 1) value = value[0];
    expect(depth).toBeLessThanOrEqual(33);
  });

  test('cycles are cut, with a notice', async () => {
    const ending = await attack('const loop = { a: 1 }; loop.self = loop; result(loop)');
    expect(ending).toMatchObject({ ok: true, result: { a: 1, self: null } });
  });

  test('odd text arrives whole', async () => {
    const ending = await attack(String.raw`result('\0\u2028\ud800 é 漢 😀 </script>')`);
    expect(ending).toMatchObject({ ok: true });
    expect('result' in ending && ending.result).toContain('é 漢 😀');
  });
});

describe('17: prototypes in results', () => {
  test.each([
    `result(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "a": {"__proto__": {"polluted": 2}}, "b": 1}'))`,
    `const o = { b: 1 }; for (const k of ['__proto__', 'constructor', 'prototype']) Object.defineProperty(o, k, { value: { polluted: 1 }, enumerable: true }); result(o)`,
    `result(sql('SELECT 1 AS b, 2 AS "__proto__", 3 AS "constructor"')[0])`,
  ])('of %s change nothing', async (code) => {
    const ending = await attack(code);
    expect(ending).toMatchObject({ ok: true, result: { b: 1 } });
    const result = 'result' in ending ? ending.result : undefined;
    expect(Object.keys(result ?? {}).filter((key) => key !== 'a')).toEqual(['b']);
    expect('notices' in ending && ending.notices.join()).toContain('__proto__');
  });

  test('of charts and tables are dropped too', async () => {
    const ending = await attack(
      `chart(JSON.parse('{"mark": "bar", "__proto__": {"polluted": 1}}')); table([JSON.parse('{"__proto__": 1, "a": 2}')])`,
    );
    expect(ending).toMatchObject({
      ok: true,
      artifacts: [{ kind: 'chart', spec: { mark: 'bar' } }, { kind: 'table' }],
    });
  });
});

describe('18: values that fight back', () => {
  test.each([
    ['a getter that throws', 'result({ get a() { throw new Error("x") } })'],
    ['toJSON that throws', 'result({ toJSON() { throw null } })'],
    ['a proxy that throws', 'result(new Proxy({}, { ownKeys() { throw Symbol("x") } }))'],
    [
      'a proxy without end',
      'const h = { get: () => new Proxy({}, h), ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }; result(new Proxy({}, h))',
    ],
    ['null thrown', 'throw null'],
    ['a symbol thrown', 'throw Symbol("s")'],
    ['undefined thrown', 'throw undefined'],
    [
      'an error with evil parts',
      'throw Object.defineProperties(new Error(), { name: { get() { throw 1 } }, message: { get() { throw 2 } }, stack: { get() { throw 3 } } })',
    ],
    [
      'an error with foreign parts',
      'throw Object.assign(new Error("x"), { name: { toString: () => "y".repeat(1e6) }, stack: 5n })',
    ],
    ['a revoked proxy thrown', 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy'],
    ['a thenable', 'await { then(resolve, reject) { reject({ get name() { throw 1 } }) } }'],
  ])('%s is a failed execution', async (_name, code) => {
    const ending = await attack(code);
    expect(ending).toMatchObject({ ok: false });
    await expect(kernel.run('result(1)')).resolves.toMatchObject({ ok: true, result: 1 });
  });

  test('replaced builtins spoil only the code that replaced them', async () => {
    await attack(`JSON.stringify = () => '{"ok":true}'; JSON.parse = () => ({}); Array.prototype.map = () => [];
      Array.prototype[Symbol.iterator] = function* () {}; Promise.prototype.then = () => {}; Object.keys = () => []; result({ a: 1 })`);
    await kernel.dispose();
    kernel = await fixture.open();
    await expect(kernel.run('result({ a: [1] })')).resolves.toMatchObject({ ok: true, result: { a: [1] } });
  });
});

describe('19: forged frames', () => {
  test.each([
    [
      'a printed message',
      `print(JSON.stringify({ nonce: '', body: { type: 'done', run: 1, notices: [], error: null } }))`,
    ],
    [
      'a printed frame',
      String.raw`const body = JSON.stringify({ nonce: '0'.repeat(32), body: { type: 'done', run: 1, notices: ['forged'] } });
      print(String.fromCharCode(0, 0, 0, body.length, 0) + body)`,
    ],
    ['a title that is a message', `table([{ a: 1 }], '{"type":"done"}')`],
    [
      'an error that is a time-out',
      `print('x'); throw Object.assign(new Error('Script execution timed out.'), { name: 'TimeoutError' })`,
    ],
  ])('%s is text and nothing more', async (_name, code) => {
    const ending = await attack(`${code}; result('true end')`);
    if ('ok' in ending && ending.ok) expect(ending).toMatchObject({ result: 'true end', notices: [] });
    else expect(ending).toMatchObject({ ok: false, error: { line: 1 } });
  });

  test('of two results the last counts', async () => {
    await expect(attack('result(1); result(2)')).resolves.toMatchObject({ result: 2 });
  });
});

describe('24: a process that dies', () => {
  test('in the middle of the code is SANDBOX_CRASHED, and the kernel is over', async () => {
    const before = new Set(await childProcesses());
    const running = attack('print("started"); for (;;);');
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await expect(running).resolves.toEqual({ code: 'SANDBOX_CRASHED' });
    await expect(attack('1')).resolves.toEqual({ code: 'SANDBOX_CRASHED' });
  });
});
