import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ReportPiece, ShownReport } from './shown-report.ts';

/** What a reader sees who starts a new page for what is anew. */
function show(pieces: readonly ReportPiece[]): readonly string[] {
  const shown = new ShownReport();
  const pages = [''];
  for (const piece of pieces) {
    const next = shown.add(piece);
    if (next?.isAnew === true) pages.push('');
    pages[pages.length - 1] = (pages.at(-1) ?? '') + (next?.text ?? '');
  }
  expect(shown.text).toBe(pages.at(-1));
  return pages;
}

/** Pieces of a text, cut at random. */
function piecesOf(text: string, cuts: readonly number[]): ReportPiece[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].toSorted(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => {
    const offset = places[index] ?? 0;
    return { offset, text: text.slice(offset, end) };
  });
}

describe('a report that is shown as it comes', () => {
  it('goes on behind what was shown', () => {
    expect(
      show([
        { text: 'It is ', offset: 0 },
        { text: '3', offset: 6 },
      ]),
    ).toEqual(['It is 3']);
  });

  it('is shown once when it is written again, in other pieces', () => {
    const pieces = [
      { text: 'It is', offset: 0 },
      { text: ' three ', offset: 5 },
      { text: 'It', offset: 0 },
      { text: ' is three rows', offset: 2 },
      { text: '.', offset: 16 },
    ];
    expect(show(pieces)).toEqual(['It is three rows.']);
  });

  it('is shown anew, whole, when it becomes another', () => {
    const pieces = [
      { text: 'It is three', offset: 0 },
      { text: 'It is', offset: 0 },
      { text: ' 3', offset: 5 },
      { text: ' rows', offset: 7 },
    ];
    expect(show(pieces)).toEqual(['It is three', 'It is 3 rows']);
  });

  it('leaves out what stands behind a gap', () => {
    expect(
      show([
        { text: 'It', offset: 0 },
        { text: 'three', offset: 6 },
      ]),
    ).toEqual(['It']);
  });

  it('is exactly the report, whatever was cut where and written again from where', () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: 'grapheme' }), cuts, cuts, fc.nat(60), (text, first, again, end) => {
        const interrupted = piecesOf(text, first).slice(0, end % 8);
        expect(show([...interrupted, ...piecesOf(text, again)])).toEqual([text]);
        const other = `other ${text}`;
        expect(show([...interrupted, ...piecesOf(other, again)]).at(-1)).toBe(other);
      }),
    );
  });
});
