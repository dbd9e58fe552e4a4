import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Execution, Kernel } from '../../src/sandbox/sandbox.ts';
import { startSandbox, type SandboxFixture } from './sandbox-fixture.ts';

let fixture: SandboxFixture;
let expected: readonly Told[];

beforeAll(async () => {
  fixture = await startSandbox();
  await using fresh = disposable(await fixture.open());
  await fresh.kernel.run(keep);
  await fresh.kernel.run('1');
  expected = await tellAll(fresh.kernel);
}, 120_000);

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

type Told = Omit<Execution, 'durationMs'>;

/** Each uses the runtime's functions, and of the language nothing but its syntax and what `kept` held on to before. */
const pieces = [
  `print('text', 1, -0.5, null, undefined, true, 10n); print([1, 2], { a: 1, b: { c: [] } }); print([{ a: 1, b: 'x' }, { a: 2.25, b: null }])`,
  `print('long ', 'x'); console.log(['a', [1]], () => 1); print(new kept.Error('an error'), new kept.Map(), new kept.Date(0))`,
  `result({ a: 1, b: [1, 2, { c: 'd' }], n: 0 / 0, big: 10n, text: 'é漢😀', no: undefined, f: () => 1 })`,
  `result([kept.values, 2n ** 70n])`,
  `const deep = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]; result(deep)`,
  `const loop = { a: 1, self: null }; loop.self = loop; result(loop)`,
  `let many = []; for (let i = 0; i < 40; i++) many = [many, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxx']; print(many)`,
  `result(kept.long)`,
  `table([{ a: 1, b: 'x' }, { a: 2, c: null }], 'Objects'); table([['name', 'n'], ['x', 1]]); table([[1, 2], [3]])`,
  `chart({ title: { text: ['My', 'chart'] }, data: { values: [{ a: 1 }] }, mark: 'bar', encoding: { x: { field: 'a' } } })`,
  `for (let i = 0; i < 12; i++) table([{ i }], 'n')`,
  `result(sql('SELECT id, "group", price, area FROM data ORDER BY id LIMIT 3'))`,
  `result(sql('SELECT count(*) AS n, 1 AS toJSON, 2 AS value FROM data WHERE id >= ? AND "group" = ?', 50, 'group 1'))`,
  `sql('SELECT nope FROM data')`,
  `sql(7)`,
  `chart(1)`,
  `table('x')`,
  `const row = 1;\nnull.x`,
  `throw new kept.TypeError('mine')`,
  `throw { name: 'Odd', message: 'thing' }`,
  `throw 5`,
  `foo(`,
  `let said = 0; kept.setTimeout((a, b) => { said += a + b }, 10, 1, 2);
   const id = kept.setInterval(() => { said += 100; if (said > 250) kept.clearInterval(id) }, 3); await kept.sleep(50); result(said)`,
  `kept.setTimeout(() => { null.x }, 1); await kept.sleep(9)`,
  `await { then() {} }`,
  `function hoisted() { return 7 } class Thing { v = 1 } var { p, q: [r] } = { p: 1, q: { __proto__: null, 0: 2, [kept.iterator]: () => { let n = 0; return { next: () => ({ done: n++ > 0, value: 2 }) } } } }; result([hoisted(), new Thing().v, p, r])`,
  `result([hoisted(), p, r])`,
  `var kept1 = { a: [1, 'x', null, 2n], d: kept.values[0], m: kept.values[1], s: kept.values[2], f: kept.values[3], u: undefined, $: 1 }; var fun = () => 1; var nan = 0 / 0`,
  `for (let i = 0; i < 3000; i++) print('é'.length === 1 ? 'éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé' : ''); result('end')`,
];

async function tellAll(kernel: Kernel): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const piece of pieces) {
    const { durationMs: _durationMs, ...execution } = await kernel.run(piece);
    told.push(execution);
  }
  const { names, dropped, bytes } = await kernel.saveVariables();
  const saved = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
  const result = [names.toSorted(), dropped.map(({ name, reason }) => `${name}: ${reason}`).toSorted(), saved] as never;
  return [...told, { ok: true, output: '', artifacts: [], notices: [], result }];
}

/** `sleep` makes a promise that `await` takes for one of the language, whatever became of `Promise`. */
const keep = `var kept = (() => {
  const { Array, Date, Map, Set, Error, TypeError, Promise, Float32Array, Float64Array, setTimeout, setInterval, clearInterval } = globalThis;
  const { iterator } = Symbol; const { defineProperty } = Reflect;
  const sleep = (ms) => { const promise = new Promise((wake) => { setTimeout(wake, ms) });
    defineProperty(promise, 'constructor', { __proto__: null, value: Promise }); return promise };
  const values = [new Date(5), new Map([['k', [1]]]), new Set([1, 2]), new Float64Array([1.5]), new Error('e')];
  return { Array, Date, Map, Set, Error, TypeError, Promise, Float32Array, Float64Array, setTimeout, setInterval, clearInterval, iterator, sleep, values, long: Array.from({ length: 200000 }, () => 123456) } })()`;

/** Goes from the global object to everything that can be reached, and hands over each property that can be changed. */
const walk = `{
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, apply, construct } = Reflect;
  const { setPrototypeOf } = Object; const bare = (part) => setPrototypeOf(part, null);
  const seen = new WeakSet([kept, dfd, ss, jStat, ml, nlp]); // libraries are the person's own to break
  const places = [];
  const visit = (owner) => {
    if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null || seen.has(owner)) return;
    seen.add(owner);
    visit(getPrototypeOf(owner));
    for (const key of ownKeys(owner)) {
      if (owner === globalThis && (key === 'kept' || key === 'df')) continue;
      const descriptor = bare(getOwnPropertyDescriptor(owner, key));
      if (descriptor.configurable || descriptor.writable) places.push([owner, key, descriptor]);
      if ('value' in descriptor) visit(descriptor.value);
      else { visit(descriptor.get); visit(descriptor.set) }
    }
  };
  visit(globalThis);
  for (const hidden of [[][Symbol.iterator](), new Map().entries(), new Set().values(), 'x'[Symbol.iterator](), 'x'.matchAll(/x/g),
    async () => 1, function* () {}, async function* () {}, new Uint8Array().values()]) visit(hidden);
  const poison = (place, make) => {
    const owner = place[0], key = place[1], old = place[2];
    const value = make(typeof old.value === 'function' ? old.value : old.get ?? (() => {}));
    if ('value' in old && typeof old.value !== 'function') return;
    if ('value' in old) defineProperty(owner, key, bare({ value, writable: old.writable, enumerable: old.enumerable, configurable: old.configurable }));
    else defineProperty(owner, key, bare({ get: value, configurable: true }));
  };
  const poisonAll = (make) => { for (let i = 0, count = places.length; i < count; i += 1) poison(places[i], make) };
  const names = ['toJSON', 'get', 'set', 'value', 'writable', 'name', 'message', 'stack', 'then', 'error', 'notices', 'hasResult', 'names',
    'dropped', 'json', 'columns', 'rows', 'totalRows', 'title', 'text', 'data', 'a', 'b', 'c', 'i', 'id', 'n', 'index', 'timeout', 'result', 'due',
    'arguments', 'copy', 'reference', 'constructor', '$', 'v', 'to2DArray', 'arraySync', 'group', 'price', 'area', 'mark', 'self', 'k', 'callback'];
  const standOn = (owners, make) => { for (let o = 0; o < owners.length; o += 1) {
    for (let i = 0; i < 300; i += 1) defineProperty(owners[o], i, bare(make()));
    for (let n = 0; n < names.length; n += 1) defineProperty(owners[o], names[n], bare(make()));
  } };
`;

const ways: Readonly<Record<string, string>> = {
  throws: `${walk} poisonAll(() => () => { throw 'poison' }) }`,
  'gives nothing': `${walk} poisonAll(() => function () {}) }`,
  'gives itself': `${walk} poisonAll(() => function forged() { return forged }) }`,
  'forges a report': `${walk} const report = '{"notices":["forged"],"hasResult":true,"error":{"name":"Forged","message":"forged","stack":""}}';
    poisonAll(() => function () { return report }) }`,
  'works and spies': `${walk} let isInside = false; const spy = (value) => { if (value && (value.applySyncPromise || value.derefInto)) print('REACHED a reference') };
    poisonAll((old) => function () {
      if (!isInside) { isInside = true; spy(this); for (let i = 0; i < arguments.length; i += 1) spy(arguments[i]); isInside = false }
      return new.target ? construct(old, arguments, new.target) : apply(old, this, arguments) }) }`,
  'is shadowed by what stands on every prototype': `${walk}
    standOn([Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype, Promise.prototype],
      () => ({ value: () => 'forged', writable: true, configurable: true })) }`,
  'is shadowed by getters and setters': `${walk}
    standOn([Object.prototype, Array.prototype], () => ({ get: () => 'forged', set() { throw 'poison' }, configurable: true })) }`,
  'is no promise any more': `{ class Forged { constructor(run) { run(() => {}, () => {}) } static get [Symbol.species]() { return Forged } then() { return this } }
    Object.defineProperty(Promise, Symbol.species, { value: Forged }); Promise.prototype.constructor = Forged;
    Promise.prototype.then = function () { return new Forged(() => {}) }; Promise.prototype.catch = Promise.prototype.finally = Promise.prototype.then }`,
  'is a getter on the global object': `for (const name of Reflect.ownKeys(globalThis)) if (!['kept', 'df'].includes(name)) try {
    Object.defineProperty(globalThis, name, { get() { throw 'poison' }, configurable: true }) } catch {}`,
  'is lost with the name of the global object': `Object.defineProperty(globalThis, 'globalThis', { value: {} })`,
};

describe('a piece of code in which everything of the language', () => {
  test.each(Object.keys(ways))('%s breaks and forges nothing that the runtime reports', async (way) => {
    await using poisoned = disposable(await fixture.open());
    await poisoned.kernel.run(keep);
    const { error, output } = await poisoned.kernel.run(ways[way] ?? '');
    expect({ error, output }).toEqual({ error: undefined, output: '' });
    const told = await tellAll(poisoned.kernel);
    for (const [index, piece] of [...pieces, 'saved'].entries()) {
      expect({ piece, told: told[index] }).toEqual({ piece, told: expected[index] });
    }
  });
});

describe('an error', () => {
  test.each([
    [
      'in a timer',
      `setTimeout(() => { throw new Error('Script execution timed out.') }, 1); await new Promise(() => {})`,
    ],
    [
      'that nobody handles',
      `Promise.reject(new Error('Script execution timed out.')); await new Promise((r) => setTimeout(r, 1))`,
    ],
    [
      'of memory in a timer',
      `setTimeout(() => { throw new Error('Isolate was disposed during execution due to memory limit') }, 1); await new Promise(() => {})`,
    ],
    [
      'of memory that nobody handles',
      `Promise.reject(new Error('memory limit')); await new Promise((r) => setTimeout(r, 1))`,
    ],
  ])('%s does not pass for one of the sandbox', async (_name, code) => {
    await using opened = disposable(await fixture.open());
    const { error } = await opened.kernel.run(code);
    expect(error?.name).toBe('Error');
    expect(error?.message).toMatch(/timed out|memory limit/);
  });
});

function disposable(kernel: Kernel): { readonly kernel: Kernel } & AsyncDisposable {
  return { kernel, [Symbol.asyncDispose]: () => kernel.dispose() };
}
