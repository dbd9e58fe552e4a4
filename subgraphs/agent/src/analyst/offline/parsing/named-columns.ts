import type { Catalog } from '../catalog.ts';
import { standsAsColumn } from './cue-names.ts';
import { isReservedWord } from './reserved-words.ts';
import { isStopword, normalForm, stem, type Token } from './words.ts';
import { type ColumnMention, indexes, type Span } from './column-mention.ts';

/** Names as they are written, and the same letters with other spaces, case and punctuation: the longest first. */
export function findNames(
  text: string,
  tokens: readonly Token[],
  catalog: Catalog,
  taken: ReadonlySet<number>,
): ColumnMention[] {
  const found: ColumnMention[] = [];
  const used = new Set(taken);
  const columns = [...catalog.columns]
    .filter(({ name }) => name.trim() !== '')
    .sort((a, b) => b.name.length - a.name.length);
  for (const column of columns) {
    for (const span of [...literalSpans(text, tokens, column.name), ...normalSpans(tokens, column.name)]) {
      if (indexes(span).some((index) => used.has(index)) || !isMeant(tokens, span, column.name)) continue;
      indexes(span).forEach((index) => used.add(index));
      const said = text.slice(tokens[span.start]?.start, tokens[span.end - 1]?.end);
      found.push({ column, ...span, how: 'name', said, coverage: 1, alternatives: [] });
    }
  }
  return found;
}

function literalSpans(text: string, tokens: readonly Token[], name: string): Span[] {
  const spans: Span[] = [];
  const lowerText = text.toLowerCase();
  const lowerName = name.trim().toLowerCase();
  for (let at = lowerText.indexOf(lowerName); at >= 0; at = lowerText.indexOf(lowerName, at + 1)) {
    const until = at + lowerName.length;
    if (/[\p{L}\p{N}_]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}_]/u.test(lowerName[0] ?? '')) continue;
    if (/[\p{L}\p{N}_]/u.test(text[until] ?? '') && /[\p{L}\p{N}_]/u.test(lowerName.at(-1) ?? '')) continue;
    const start = tokens.findIndex((token) => token.end > at);
    const end = tokens.findLastIndex((token) => token.start < until) + 1;
    if (start >= 0 && end > start) spans.push({ start, end });
  }
  return spans;
}

function normalSpans(tokens: readonly Token[], name: string): Span[] {
  const normal = normalForm(name);
  const singular = normalForm(stem(name.toLowerCase()));
  if (normal.length < 2) return [];
  const spans: Span[] = [];
  for (let start = 0; start < tokens.length; start++) {
    let joined = '';
    for (let end = start + 1; end <= tokens.length && joined.length < normal.length; end++) {
      const token = tokens[end - 1];
      if (!token || (token.kind === 'mark' && !'-_/.&'.includes(token.text))) break;
      joined += normalForm(token.text);
      if (joined === normal || (end === start + 1 && token.stem === singular)) spans.push({ start, end });
    }
  }
  return spans;
}

/** Guards names that are also everyday words: `is`, `count`, `a` are columns only when written so that no doubt is left. */
function isMeant(tokens: readonly Token[], span: Span, name: string): boolean {
  const first = tokens[span.start];
  if (!first || span.end > span.start + 1 || first.kind === 'quoted') return true;
  if (first.lower === 'product' && tokens[span.end]?.lower === 'of') return false;
  const near = [tokens[span.start - 1]?.lower, tokens[span.end]?.lower, tokens[span.end + 1]?.lower];
  const called = near.some((word) =>
    ['column', 'columns', 'field', 'feature', 'variable', 'attribute'].includes(word ?? ''),
  );
  if (name.length === 1) return called || (first.text === name && !/^[ai]$/i.test(name));
  const isCue = isReservedWord(first.lower) || /^values?$/.test(first.lower);
  if (!isStopword(first.lower) && !isCue) return true;
  return (
    called ||
    (isCue && standsAsColumn(tokens, span.start, name)) ||
    (first.text === name && /\p{Lu}/u.test(name.slice(1))) ||
    (first.text === name && /\p{Lu}/u.test(name) && span.start > 0)
  );
}
