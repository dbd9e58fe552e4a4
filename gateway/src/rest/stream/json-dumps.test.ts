import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonDumps } from './json-dumps.ts';

describe('jsonDumps', () => {
  it("writes as Python's json.dumps does", () => {
    const value = { type: 'text', data: ['Größe 😀 \u007f', 1, 1.5, true, null, {}, [], { 'a"b': '\n\t\\/' }] };
    expect(jsonDumps(value)).toBe(
      String.raw`{"type": "text", "data": ["Gr\u00f6\u00dfe \ud83d\ude00 \u007f", 1, 1.5, true, null, {}, [], {"a\"b": "\n\t\\/"}]}`,
    );
  });

  it('leaves out what is undefined, as JSON.stringify does', () => {
    expect(jsonDumps({ a: undefined, b: [undefined] })).toBe('{"b": [null]}');
  });

  it('loses nothing of any JSON value, and writes ASCII in one line', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = jsonDumps(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).toMatch(/^[ -~]*$/);
      }),
    );
  });
});
