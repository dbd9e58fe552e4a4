import type { Token } from './words.ts';
import type { Candidate } from './column-candidates.ts';
import type { ColumnMention } from './column-mention.ts';

/** The best candidates that do not overlap. A loose one gives way to a column that was named outright. */
export function chooseFuzzy(
  candidates: readonly Candidate[],
  named: readonly ColumnMention[],
  tokens: readonly Token[],
): ColumnMention[] {
  const chosen: Candidate[] = [];
  const ordered = [...candidates].sort(
    (a, b) => b.rank - a.rank || a.end - a.start - (b.end - b.start) || a.column.name.length - b.column.name.length,
  );
  for (const candidate of ordered) {
    const overlaps = chosen.some((other) => candidate.start < other.end && other.start < candidate.end);
    const loose = candidate.coverage < 0.6;
    const repeats = loose && [...named, ...chosen].some(({ column }) => column.name === candidate.column.name);
    const tail =
      loose && [...named, ...chosen].some((other) => other.end === candidate.start || candidate.end === other.start);
    const isIndefinite = /^an?$/.test(tokens[candidate.start - 1]?.lower ?? '');
    const certain = [...named, ...chosen.filter(({ coverage }) => coverage >= 0.7)];
    if (
      overlaps ||
      repeats ||
      tail ||
      (loose && certain.length >= 1 && isIndefinite) ||
      (candidate.coverage < 0.38 && named.length > 0)
    )
      continue;
    const rivals = ordered.filter(
      (other) =>
        other.column !== candidate.column &&
        other.start < candidate.end &&
        candidate.start < other.end &&
        other.rank >= candidate.rank * 0.93,
    );
    const alternatives = [...new Set(rivals.map(({ column }) => column.name))].slice(0, 4);
    chosen.push({ ...candidate, alternatives });
  }
  return chosen.map(({ rank: _, ...mention }) => mention);
}
