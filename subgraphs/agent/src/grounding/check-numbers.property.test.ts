import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkNumbers } from './check-numbers.ts';

const value = fc
  .double({ min: -1e12, max: 1e12, noNaN: true })
  .filter((number) => Math.abs(number) > 1e-6 || number === 0);
const decimals = fc.integer({ min: 0, max: 6 });

/** Every way of writing a number that reports use, as a function of the value and the places shown. */
const styles: Readonly<Record<string, (value: number, places: number) => string>> = {
  plain: (number, places) => number.toFixed(places),
  grouped: (number, places) => grouped(number, places, ','),
  'thin spaces': (number, places) => grouped(number, places, '\u202f'),
  apostrophes: (number, places) => grouped(number, places, "'"),
  'true minus': (number, places) => number.toFixed(places).replace('-', '−'),
  scientific: (number, places) => number.toExponential(places),
  'powers of ten': (number, places) => number.toExponential(places).replace(/e\+?(-?\d+)/, ' × 10^$1'),
  thousands: (number, places) => `${(number / 1e3).toFixed(places)}k`,
  millions: (number, places) => `${(number / 1e6).toFixed(places)} million`,
  billions: (number, places) => `${(number / 1e9).toFixed(places)}B`,
  percentage: (number, places) => `${(number * 100).toFixed(places)}%`,
  currency: (number, places) => `$${number.toFixed(places)}`.replace('$-', '-$'),
  bold: (number, places) => `**${number.toFixed(places)}**`,
  'table cell': (number, places) => `| ${number.toFixed(places)} |`,
  'prescribed form': (number, places) => `@answer[${number.toFixed(places)}]`,
};

function grouped(number: number, places: number, separator: string): string {
  const [whole = '', fraction] = number.toFixed(places).split('.');
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, separator);
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

describe.each(Object.entries(styles))('a number written as %s', (_name, write) => {
  test('is verified when a result has it', () => {
    fc.assert(
      fc.property(value, decimals, (number, places) => {
        const report = `The value of this is ${write(number, places)} here.`;
        const found = checkNumbers(report, [{ subtask: 2, kind: 'result', value: { deep: [{ number }] } }]);
        expect(found).toHaveLength(1);
        expect(found[0]).toMatchObject({ verified: true, source: { subtask: 2 } });
      }),
      { numRuns: 300 },
    );
  });

  test('is not verified when no source is near it', () => {
    fc.assert(
      fc.property(value, decimals, fc.array(value, { maxLength: 20 }), (number, places, others) => {
        const written = write(number, places);
        const report = `The value of this is ${written} here.`;
        const shown = checkNumbers(report, [])[0]?.value ?? 0;
        const far = others.filter((other) => isFar(other, shown) && isFar(other, shown / 100));
        const found = checkNumbers(report, [{ subtask: 1, kind: 'output', value: far.join('\n') }]);
        expect(found.map(({ verified }) => verified)).toEqual([false]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Further away than any precision that is shown here could hide: a unit of millions or billions, or a half of itself. */
function isFar(other: number, shown: number): boolean {
  return Math.abs(other - shown) > 6e8 + Math.abs(shown) / 2;
}

describe('any report', () => {
  test('gives numbers in order, within the text, each as written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('`', '```', '1.', '#', '|', '-', '−', '%', '$', '2019', '3,5', '1e5', 'p < 0.05', '\n'),
      value.map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const report = pieces.join('');
        let last = 0;
        for (const { text, start, end, value: number } of checkNumbers(report, [])) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(report.slice(start, end)).toBe(text);
          expect(Number.isFinite(number)).toBe(true);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
