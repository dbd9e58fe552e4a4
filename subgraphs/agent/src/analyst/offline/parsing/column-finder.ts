import type { Catalog } from '../catalog.ts';
import { findByNotes } from './note-words.ts';
import type { Token } from './words.ts';
import { chooseFuzzy } from './choose-candidates.ts';
import { findFuzzy } from './column-candidates.ts';
import { type ColumnMention, indexes } from './column-mention.ts';
import { findNames } from './named-columns.ts';

/** Tokens that are taken already (a value, a date, a quoted text) are left alone. */
export function findColumns(
  text: string,
  tokens: readonly Token[],
  catalog: Catalog,
  taken: ReadonlySet<number>,
): ColumnMention[] {
  const named = findNames(text, tokens, catalog, taken);
  const used = new Set([...taken, ...named.flatMap(indexes)]);
  const fuzzy = chooseFuzzy(findFuzzy(tokens, catalog, used), named, tokens).filter(
    (mention) => !isExplained(mention, named, tokens),
  );
  const noted = findByNotes(tokens, catalog, new Set([...used, ...fuzzy.flatMap(indexes)]));
  return [...named, ...fuzzy, ...noted].sort((a, b) => a.start - b.start);
}

/** "the event type (EVENTMSGTYPE)": the name in brackets says which column is meant. */
function isExplained(mention: ColumnMention, named: readonly ColumnMention[], tokens: readonly Token[]): boolean {
  const bracket = [0, 1, 2].map((offset) => mention.end + offset).find((at) => tokens[at]?.text === '(');
  return (
    mention.coverage < 1 &&
    bracket !== undefined &&
    named.some(({ start, end }) => start === bracket + 1 && tokens[end]?.text === ')')
  );
}
