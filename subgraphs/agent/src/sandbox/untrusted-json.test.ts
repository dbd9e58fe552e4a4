import { describe, expect, test } from '@jest/globals';
import { parseUntrustedJson } from './untrusted-json.ts';

describe('parseUntrustedJson', () => {
  test('drops keys that reach prototypes, at any depth', () => {
    const { value, droppedKeys } = parseUntrustedJson(
      '{"__proto__":{"x":1},"a":[{"constructor":1,"b":2,"prototype":3}]}',
      10,
    );
    expect(value).toEqual({ a: [{ b: 2 }] });
    expect(droppedKeys).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('finds escaped names too', () => {
    expect(parseUntrustedJson(String.raw`{"\u005f_proto__":1,"a":1}`, 10).value).toEqual({ a: 1 });
  });

  test('turns numbers beyond the finite into null', () => {
    expect(parseUntrustedJson('[1e999, -1e999, 1]', 10).value).toEqual([null, null, 1]);
  });

  test('counts brackets, not those in texts', () => {
    expect(parseUntrustedJson(String.raw`["[[[[\"[[[", {"a": "}{{{"}]`, 2).value).toEqual(['[[[["[[[', { a: '}{{{' }]);
  });

  test('refuses what is nested too deeply without walking it', () => {
    expect(() => parseUntrustedJson('['.repeat(1e6), 32)).toThrow(RangeError);
  });
});
