import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Kernel, SavedVariables } from '../../src/sandbox/sandbox.ts';
import { startSandbox, type SandboxFixture } from './sandbox-fixture.ts';

const reason = "it is a name of the sandbox's own";

let fixture: SandboxFixture;

beforeAll(async () => {
  fixture = await startSandbox();
}, 120_000);

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

/** Works in a kernel of its own, which is gone afterwards. */
async function inKernel<Result>(work: (kernel: Kernel) => Promise<Result>, variables?: Uint8Array): Promise<Result> {
  const kernel = await fixture.open(variables === undefined ? {} : { variables });
  try {
    return await work(kernel);
  } finally {
    await kernel.dispose();
  }
}

function saveAfter(code: string): Promise<SavedVariables> {
  return inKernel(async (kernel) => {
    await kernel.run(code);
    return kernel.saveVariables();
  });
}

/** What a run sees that comes after one whose variables were these. */
async function runAfter(variables: Uint8Array, code: string): Promise<unknown> {
  const { error, result } = await inKernel((kernel) => kernel.run(code), variables);
  expect(error).toBeUndefined();
  return result;
}

/** Works only where everything that a fresh isolate has is there. */
const everythingWorks = (
  more: string,
): string => `result([sql('SELECT count(*) AS n FROM data')[0].n, df.shape, dfd.DataFrame.name.length > 0, typeof Array, typeof Map,
  JSON.stringify({ a: [1, 2].map((n) => n * 2) }), new Map([[1, 2]]).get(1), Object.keys({ b: 1 }), Math.max(1, 2),
  ss.mean([1, 3]), typeof jStat, typeof ml.kmeans, typeof nlp, typeof chart, typeof table, typeof print, typeof setTimeout,
  String(Symbol('s')), Number('7'), typeof undefined, isNaN(NaN), this === globalThis, ${more}])`;
const everything = [
  ...[100, [100, 5], true, 'function', 'function', '{"a":[2,4]}', 2, ['b'], 2, 2, 'function', 'function', 'function'],
  ...['function', 'function', 'function', 'function', 'Symbol(s)', 7, 'undefined', true, true],
];

describe('a name that a fresh isolate has', () => {
  test.each([
    ['is assigned', 'Array = 1; JSON = { stringify: 1 }', ['Array', 'JSON']],
    ['is assigned as a property of the global object', 'globalThis.JSON = {}; globalThis.Map = 7; this.Object = 1', []],
    ['is declared', `var df = [1]; let Set = 1; const Math = { max: 1 }`, ['df', 'Set', 'Math']],
    ['is a function', 'function sql() { return 1 } function Symbol() {}', ['sql', 'Symbol']],
    ['is a class', 'class Map {} class Promise {}', ['Map', 'Promise']],
    [
      'is destructured into',
      'var { a: Number, ...String } = { a: 1, b: 2 }; [Boolean, [dfd] = [1]] = [1]',
      ['Number', 'String', 'Boolean', 'dfd'],
    ],
    [
      'is the variable of a loop',
      'for (var ss of [1, 2]) {} for (var chart = 0; chart < 1; chart++) {}',
      ['ss', 'chart'],
    ],
    ['is the frame, cut', 'df = df.head(3)', ['df']],
    ['is the global object', 'var globalThis = 1; var self = 2', ['globalThis', 'self']],
    [
      'is inherited',
      'var constructor = 1; var toString = 2; var __proto__ = 3; var hasOwnProperty = 4',
      ['constructor', 'toString', '__proto__', 'hasOwnProperty'],
    ],
    [
      'was taken away before',
      'var WebAssembly = 1; var Atomics = 2; var connectGuest = 3',
      ['WebAssembly', 'Atomics', 'connectGuest'],
    ],
  ])('is neither kept nor restored when it %s', async (_how, code, names) => {
    const saved = await saveAfter(`${code}; var mine = 5`);
    expect(saved.names).toEqual(['mine']);
    expect(saved.dropped.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))).toEqual(
      names.map((name) => ({ name, reason })),
    );
    expect(Object.keys(JSON.parse(Buffer.from(saved.bytes).toString()) as object)).toEqual(['mine']);
    expect(await runAfter(saved.bytes, everythingWorks('mine'))).toEqual([...everything, 5]);
  });

  test('is not restored from what an older version kept, or somebody made', async () => {
    const names = [
      'df',
      'dfd',
      'sql',
      'Object',
      'Array',
      'JSON',
      'constructor',
      'print',
      'globalThis',
      'undefined',
      'NaN',
    ];
    const forged = `{"__proto__":1,${names.map((name) => `${JSON.stringify(name)}:1`).join()},"mine":6}`;
    expect(await runAfter(Buffer.from(forged), everythingWorks('mine'))).toEqual([...everything, 6]);
  });

  test('that anybody adds later is found by the same rule: every own name of a fresh global object', async () => {
    const all = await inKernel((kernel) => kernel.run('result(Object.getOwnPropertyNames(globalThis))'));
    const names = (all.result as string[]).filter(
      (name) => /^[\w$]+$/.test(name) && !['undefined', 'NaN', 'Infinity'].includes(name),
    );
    expect(names.length).toBeGreaterThan(60);
    const saved = await saveAfter(names.map((name) => `var ${name} = 1;`).join('\n'));
    expect(saved.names).toEqual([]);
    expect(new Set(saved.dropped.map(({ name }) => name))).toEqual(new Set(names));
  });
});

describe('what was changed in place', () => {
  test.each([
    'Array.prototype.map = () => "forged"; Array.prototype.extra = 1; var mine = [1]',
    'Object.prototype.polluted = 1; Object.prototype.toJSON = () => "forged"; var mine = [1]',
    'JSON.stringify = () => "forged"; JSON.parse = () => "forged"; Math.max = () => 0; var mine = [1]',
    'dfd.DataFrame = class Forged {}; ss.mean = () => 0; ml.kmeans = 1; Object.freeze(Array.prototype); var mine = [1]',
    'Object.defineProperty(globalThis, "sql", { value: 1, writable: false, configurable: false }); var mine = [1]',
    'Promise.prototype.then = function () { return this }; Symbol.prototype.toString = () => ""; var mine = [1]',
    'Object.freeze(globalThis)',
  ])('does not outlive the run: %s', async (code) => {
    const { bytes } = await saveAfter(code);
    const works = everythingWorks('Array.prototype.extra ?? Object.prototype.polluted ?? 0');
    expect(await runAfter(bytes, works)).toEqual([...everything, 0]);
  });
});

describe('variables that cannot be kept', () => {
  test('are named, and the others are kept', async () => {
    const { names, dropped } = await saveAfter(`
      var fine = 1;
      var doubling = [1]; for (let i = 0; i < 60; i++) doubling = [doubling, doubling];
      Object.defineProperty(globalThis, 'computed', { get() { for (;;); }, configurable: true }); if (false) { var computed }
      var ${'n'.repeat(600)} = 1;
      var angry = { get a() { throw null } };
      var last = 2;
    `);
    expect(names).toEqual(['fine', 'last']);
    expect(dropped.map(({ name }) => name.slice(0, 20))).toEqual(['doubling', 'computed', 'n'.repeat(20), 'angry']);
  });

  test('because reading them does not end cost the variables and not the kernel', async () => {
    await inKernel(async (kernel) => {
      await kernel.run('var fine = 1; var endless = { get a() { for (;;); } }');
      const { names, dropped } = await kernel.saveVariables();
      expect(names).toEqual([]);
      expect(dropped[0]?.reason).toMatch(/took longer than/);
      await expect(kernel.run('result(fine)')).resolves.toMatchObject({ result: 1 });
    });
  });

  test('because there are too many are counted', async () => {
    const { names, dropped } = await saveAfter(
      Array.from({ length: 12_000 }, (_, index) => `var v${index} = ${index};`).join('\n'),
    );
    expect(names.length).toBeGreaterThanOrEqual(1000);
    expect(dropped.length).toBeGreaterThan(0);
    expect(dropped.at(-1)?.reason).toMatch(/more/);
  });
});
