import type { Catalog, CatalogColumn } from '../catalog.ts';
import { isReservedWord } from './reserved-words.ts';
import { isStopword, type Token } from './words.ts';
import type { ColumnMention, Span } from './column-mention.ts';
import { type WordMatch, UNITS, ownWords, matchWords } from './column-words.ts';

export interface Candidate extends ColumnMention {
  readonly rank: number;
}

export function findFuzzy(tokens: readonly Token[], catalog: Catalog, used: ReadonlySet<number>): Candidate[] {
  const words = catalog.columns.map((column) => ownWords(column.name));
  const frequency = new Map<string, number>();
  words.flatMap((list) => [...new Set(list)]).forEach((word) => frequency.set(word, (frequency.get(word) ?? 0) + 1));
  return catalog.columns.flatMap((column, position) => {
    const own = words[position] ?? [];
    const weights = own.map((word) => (UNITS.has(word) ? 0.15 : 1) / Math.sqrt(frequency.get(word) ?? 1));
    const matches = matchWords(tokens, own, used, frequency);
    return candidatesOf({ column, own, weights, matches, tokens, used });
  });
}

interface CandidateSource {
  readonly column: CatalogColumn;
  readonly own: readonly string[];
  readonly weights: readonly number[];
  readonly matches: readonly WordMatch[];
  readonly tokens: readonly Token[];
  readonly used: ReadonlySet<number>;
}

function candidatesOf(source: CandidateSource): Candidate[] {
  const starts = [...new Set(source.matches.map(({ index }) => index))];
  const ends = [...new Set(source.matches.map(({ index, width }) => index + width))];
  return starts.flatMap((start) =>
    ends.filter((end) => end > start && end - start <= 14).flatMap((end) => scoreSpan(source, { start, end }) ?? []),
  );
}

function scoreSpan(source: CandidateSource, span: Span): Candidate | undefined {
  const { tokens, weights, used } = source;
  const inside = source.matches.filter(({ index, width }) => index >= span.start && index + width <= span.end);
  const quality = new Map<number, number>();
  const covered = new Map<number, number>();
  for (const match of inside) {
    covered.set(match.word, Math.max(covered.get(match.word) ?? 0, match.quality));
    for (let offset = 0; offset < match.width; offset++)
      quality.set(match.index + offset, Math.max(quality.get(match.index + offset) ?? 0, match.quality));
  }
  let content = 0;
  let sum = 0;
  for (let index = span.start; index < span.end; index++) {
    const token = tokens[index];
    if (!token || used.has(index) || (token.kind === 'mark' && !'-/()#&'.includes(token.text))) return undefined;
    if (/^(?:and|or|by|with|between|versus|vs|where|to|than)$/.test(token.lower)) return undefined;
    const own = quality.get(index) ?? 0;
    if (token.kind === 'mark' || (own === 0 && isStopword(token.lower))) continue;
    content += 1;
    sum += own;
  }
  const total = weights.reduce((a, b) => a + b, 0);
  const coverage = [...covered].reduce((share, [word, own]) => share + own * (weights[word] ?? 0), 0) / total;
  const score = (sum / content) * (0.4 + 0.6 * coverage);
  const onlyReserved = inside.every(
    ({ index }) =>
      isReservedWord(tokens[index]?.lower ?? '') ||
      tokens[index]?.kind === 'number' ||
      /^\d+$/.test(tokens[index]?.lower ?? ''),
  );
  if (content === 0 || score < 0.5 || onlyReserved) return undefined;
  const best = Math.max(...inside.map((match) => match.quality));
  return {
    column: source.column,
    ...span,
    how: best < 0.8 ? 'near' : 'words',
    said: tokens
      .slice(span.start, span.end)
      .map(({ text }) => text)
      .join(' '),
    coverage,
    alternatives: [],
    rank: score * (1 + 0.2 * (covered.size - 1)),
  };
}
