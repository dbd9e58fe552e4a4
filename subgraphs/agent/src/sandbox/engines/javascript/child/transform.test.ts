import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { transformPiece } from './transform.ts';

/** Runs pieces one after the other in one realm, and returns what is global in the end. */
async function globalsAfter(...pieces: string[]): Promise<Record<string, unknown>> {
  const realm: Record<string, unknown> = {};
  for (const piece of pieces) {
    const { code, names } = transformPiece(piece);
    for (const name of names) realm[name] ??= undefined;
    // Made by the transform: an expression whose value is an async function.
    const run = runInNewContext(code, realm) as () => Promise<unknown>;
    await run();
  }
  return realm;
}

describe('transformPiece', () => {
  test.each([
    [
      'const a = 1, { b, c: [d = 4, ...rest], ...others } = { b: 2, c: [undefined, 5], e: 6 };',
      { a: 1, b: 2, d: 4, rest: [5], others: { e: 6 } },
    ],
    ['let a\nlet b = 2\nconst c = () => b', { a: undefined, b: 2 }],
    [
      'var a = 1; var a; for (var i = 0, n = 3; i < n; i++); for (var k of [7, 8]) { var inner = k }',
      { a: 1, i: 3, n: 3, k: 8, inner: 8 },
    ],
    [
      'for (let i = 0; i < 2; i++) { const hidden = i } const seen = typeof i + typeof hidden',
      { seen: 'undefinedundefined' },
    ],
    ['const before = later(); function later() { return 5 }', { before: 5 }],
    ['class A { v = 1 } const a = new A().v\nclass B extends A {}', { a: 1 }],
    ['const value = await Promise.resolve(3)', { value: 3 }],
    ['fresh = 1; ({ x: other } = { x: 2 })', { fresh: 1, other: 2 }],
    ['if (true) { var inBlock = 1 } else var inElse = 2', { inBlock: 1, inElse: undefined }],
    ['const // comment\n a = 1 // end\nconst b = 2', { a: 1, b: 2 }],
    ['const a = 1; return; const b = 2', { a: 1, b: undefined }],
    [
      'const f = async function () { return await 1 }; const g = function* () { yield 1 }; const n = f.name + g.name',
      { n: 'fg' },
    ],
  ])('makes the top level of %p outlive it', async (piece, expected) => {
    await expect(globalsAfter(piece)).resolves.toMatchObject(expected);
  });

  test('lets names be declared again, and earlier functions see it', async () => {
    const globals = await globalsAfter(
      'const a = 1; function read() { return a }',
      'const a = 2',
      'const seen = read()',
    );
    expect(globals).toMatchObject({ a: 2, seen: 2 });
  });

  test('keeps every line where it was', () => {
    const code = 'const\n\n  a = 1,\n  b = 2;\nclass C {\n}\nvar\nd;\nfoo()';
    expect(
      transformPiece(code)
        .code.split('\n')
        .findIndex((line) => line.includes('foo()')),
    ).toBe(8);
  });

  test.each(['foo(', 'const a = 1; const a = 2', 'import x from "y"', 'await await', 'const { a }'])(
    'refuses %p',
    (code) => {
      expect(() => transformPiece(code)).toThrow();
    },
  );
});
