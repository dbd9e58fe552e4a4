import type { ColumnMention } from './column-mention.ts';
import type { Token } from './words.ts';

/** A clause with each column mention replaced by `⟦n⟧`, so that wording can be matched whatever columns are called. */
export interface MaskedText {
  readonly text: string;
  readonly mentions: readonly ColumnMention[];
}

export function maskColumns(text: string, tokens: readonly Token[], mentions: readonly ColumnMention[]): MaskedText {
  let masked = '';
  let at = 0;
  mentions.forEach((mention, index) => {
    const start = tokens[mention.start]?.start ?? at;
    masked += `${text.slice(at, start)}⟦${String(index)}⟧`;
    at = tokens[mention.end - 1]?.end ?? start;
  });
  return { text: masked + text.slice(at), mentions };
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
