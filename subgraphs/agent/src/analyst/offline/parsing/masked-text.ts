import type { ColumnMention } from './column-mention.ts';
import type { Token } from './words.ts';

/** A clause with each column mention replaced by `⟦n⟧`, so that wording can be matched whatever columns are called. */
export interface MaskedText {
  readonly text: string;
  readonly mentions: readonly ColumnMention[];
  /** Where a place of the masked text is in the clause as it was said. */
  readonly placeInClause: (place: number) => number;
}

export function maskColumns(text: string, tokens: readonly Token[], mentions: readonly ColumnMention[]): MaskedText {
  let masked = '';
  let at = 0;
  const ends: { readonly masked: number; readonly said: number }[] = [{ masked: 0, said: 0 }];
  mentions.forEach((mention, index) => {
    const start = tokens[mention.start]?.start ?? at;
    masked += `${text.slice(at, start)}⟦${String(index)}⟧`;
    at = tokens[mention.end - 1]?.end ?? start;
    ends.push({ masked: masked.length, said: at });
  });
  const placeInClause = (place: number) => {
    const before = ends.findLast((end) => end.masked <= place) ?? { masked: 0, said: 0 };
    const next = ends.find((end) => end.masked > place);
    return Math.min(before.said + place - before.masked, next?.said ?? text.length);
  };
  return { text: masked + text.slice(at), mentions, placeInClause };
}

/** The pattern of a column mention, capturing its number. */
export const COLUMN = String.raw`⟦(\d+)⟧`;

export function mentionAt(masked: MaskedText, captured: string | undefined): ColumnMention | undefined {
  return captured === undefined ? undefined : masked.mentions[Number(captured)];
}

/** Every column mentioned in a piece of the masked text. */
export function mentionsIn(masked: MaskedText, piece: string): ColumnMention[] {
  return [...piece.matchAll(new RegExp(COLUMN, 'g'))].flatMap((match) => mentionAt(masked, match[1]) ?? []);
}
