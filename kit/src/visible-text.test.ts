import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visibleName, visibleText } from './visible-text.ts';

const hidden = [
  ['bidirectional controls', '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c'],
  ['zero-width characters', '\u200b\ufeff\u2060\u00ad\u034f\u180e'],
  ['joiners between letters that do not join', '\u200c\u200d'],
  ['invisible operators and deprecated controls', '\u2061\u2062\u2063\u2064\u206a\u206f'],
  ['letters that draw nothing', '\u115f\u1160\u3164\uffa0\u17b4\u17b5'],
  ['tags, which spell out what nobody sees', '\u{e0001}\u{e0068}\u{e0069}\u{e007f}'],
  ['selectors of nothing', '\ufe00\ufe0e\ufe0f\u{e0100}\u{e01ef}\u180b'],
  ['annotations and music that is not there', '\ufff9\ufffb\u{1d173}\u{1bca0}'],
  ['control characters', '\0\x01\x07\x08\x1b\x7f\x80\x9b\x9f'],
  ['halves of surrogate pairs', '\ud800\ud83d'],
  ['characters that are none', '\ufffe\uffff\ufdd0\u{1ffff}'],
] as const;

const kept = [
  ['Persian with a non-joiner', 'می‌خواهم'],
  ['Persian with marks', 'کتابِ‌من'],
  ['Hindi with a joiner and a non-joiner', 'क्‍ष क्‌ष'],
  ['Bengali with a joiner before the virama', 'র‍্যাব'],
  ['Sinhala', 'ශ්‍රී ලංකාව'],
  ['Tamil', 'க்‌ஷ'],
  ['Malayalam with a half form at its end', 'അവന്‍'],
  ['a family', '👩‍👩‍👧‍👦'],
  ['an astronaut with a skin', '🧑🏽‍🚀'],
  ['a heart on fire', '❤️‍🔥'],
  ['a rainbow flag and a pirate’s', '🏳️‍🌈 🏴‍☠️'],
  ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['keycaps', '1️⃣ #️⃣'],
  ['a picture as text', '☀︎'],
  ['a variant of an ideograph', '葛󠄀城'],
  ['Mongolian', 'ᠨ᠋ᠠ ᠬᠠ᠎ᠠ'],
  ['right to left', 'שלום עולם — تقرير المبيعات'],
  ['Vietnamese, Thai, Korean, Japanese', 'Tiếng Việt ภาษาไทย 한국어 日本語'],
  ['spaces of other kinds', 'a\u00a0b\u3000c\u2009d'],
] as const;

describe('a name', () => {
  it.each(hidden)('has no %s', (_what, characters) => {
    for (const character of characters) {
      expect(visibleName(`re${character}port`)).toBe('report');
      expect(visibleName(character.repeat(3))).toBe('');
    }
    expect(visibleName(`r${characters}eport${characters}`)).toBe('report');
  });

  it.each(kept)('keeps %s', (_what, name) => {
    expect(visibleName(name)).toBe(name.normalize('NFC'));
  });

  it('shows an extension where it stands', () => {
    expect(visibleName('report\u202evsc.exe')).toBe('reportvsc.exe');
  });

  it('is one line without blanks around, in one form', () => {
    expect(visibleName('\u2800 Cafe\u0301\r\nau\tlait\u2028\u2029\x85 \u00a0')).toBe('Café au lait');
    expect(visibleName('e\u034f\u0301')).toBe('é');
  });

  it.each([
    ['two joiners at once', 'क्‍‍ष', 'क्‍ष'],
    ['joiners at its ends', '‌می‌', 'می'],
    ['a joiner between Latin and Arabic', 'a‌م', 'aم'],
    ['a flag that says too much', '🏴󠁧󠁢󠁳󠁣󠁴󠁧󠁢󠁳󠁣󠁴󠁿', '🏴'],
    ['a joiner behind an emoji alone', '👩‍', '👩'],
    ['a selector that follows a hidden one', '❤\u200b\ufe0f', '❤'],
  ])('has no %s', (_what, name, expected) => {
    expect(visibleName(name)).toBe(expected);
  });

  it('is the same when it is read again, whatever it was', () => {
    const pieces = [...kept.map(([, name]) => name), ...hidden.map(([, characters]) => characters), 'a', ' ', '\n'];
    const characters = pieces.flatMap((piece) => Array.from(piece));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...characters)).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const name = visibleName(given);
        expect(visibleName(name)).toBe(name);
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer for a long text', () => {
    const long = 'क्‍'.repeat(200_000) + '\u200b'.repeat(200_000);
    const startedAt = performance.now();
    visibleName(long);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('a text', () => {
  it('keeps its lines and tabs', () => {
    expect(visibleText('a\r\nb\rc\u2028d\te\n')).toBe('a\nb\nc\nd\te\n');
  });

  it('has nothing else that nobody sees', () => {
    expect(visibleText('ignore \u{e0069}\u{e0067}this\u202e and\u200b that\x1b[2J')).toBe('ignore this and that[2J');
  });
});
