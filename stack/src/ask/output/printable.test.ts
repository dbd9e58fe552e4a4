import { describe, expect, it } from '@jest/globals';
import { printable, printableLine } from './printable.ts';

describe('text for a terminal', () => {
  it('keeps letters of every script, tabs and line feeds', () => {
    expect(printable('größer\t日本\r\nשלום 😀')).toBe('größer\t日本\nשלום 😀');
  });

  it.each(['\u001b[2J', '\u001b]0;title\u0007', '\r', '\b', '\u009b31m', '\u0000', '\u007f'])(
    'lets no control sequence through: %j',
    (sequence) => {
      // eslint-disable-next-line no-control-regex -- control characters are what it is about
      expect(printable(`a${sequence}b`)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    },
  );

  it.each(['\u202e', '\u2066', '\u061c', '\u200f'])('lets nothing turn the text around: %j', (control) => {
    expect(printable(`a${control}b`)).toBe('a\u{fffd}b');
  });

  it('becomes one line', () => {
    expect(printableLine(' a\n\n b\tc ')).toBe('a b c');
  });
});
