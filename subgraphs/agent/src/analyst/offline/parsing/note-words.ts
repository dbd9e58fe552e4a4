import type { Catalog, CatalogColumn } from '../catalog.ts';
import type { ColumnMention } from './column-mention.ts';
import { isReservedWord } from './reserved-words.ts';
import { isStopword, stem, type Token } from './words.ts';

/** Words that say how something is measured and not what it is: behind "of" comes what it is. */
const quantities = new Set(
  'number count amount total sum share percentage percent rate level degree value average mean name code type'.split(
    ' ',
  ),
);
/** What follows says in which unit, by whom, since when: no other name of the column. */
const aside = /\s(?:in|per|by|from|for|as|at|on|since|with|measured|given)\s.*$/i;
/** Words that may stand between those of a note: "the units that were sold". */
const fillers = new Set('is are was were be been of the that'.split(' '));
const leastCoverage = 0.5;

/**
 * Columns that are meant by words of their owner's notes: "body mass" where `bm` has the note "Body mass of the bird, in
 * grams". To be asked about the words that no column's name accounts for, so that a note is always weaker than a name.
 */
export function findByNotes(
  tokens: readonly Token[],
  { columns }: Catalog,
  used: ReadonlySet<number>,
): readonly ColumnMention[] {
  const phrases = columns.flatMap((column) =>
    notePhrases(column.note ?? '').map((words) => ({ column, words: new Set(words) })),
  );
  if (phrases.length === 0) return [];
  const known = new Set(phrases.flatMap(({ words }) => [...words]));
  return runsOf(tokens, (token, index) => !used.has(index) && isSaid(token) && known.has(token.stem)).flatMap((run) => {
    const said = new Set(tokens.slice(run.start, run.end).map((token) => token.stem));
    return mentionOf(run, tokens, bestColumns(phrases, said)) ?? [];
  });
}

function isSaid({ kind, lower }: Token): boolean {
  return kind === 'word' && lower.length >= 3 && !isStopword(lower) && !isReservedWord(lower);
}

/** What a note says that a column is, in one or more wordings; codes such as "1 = yes" are none. */
export function notePhrases(note: string): readonly (readonly string[])[] {
  return note
    .split(/[.,;:()/\n]|\bor\b|\baka\b/i)
    .filter((part) => !/[=\d]/.test(part))
    .map((part) => ` ${part.toLowerCase()} `.replace(aside, ''))
    .flatMap((part) => {
      const [head = [], tail = []] = part.split(/\sof\s/).map(contentWords);
      const words = head.every((word) => quantities.has(word)) && tail.length > 0 ? tail : head;
      return words.length === 0 || words.every((word) => quantities.has(word)) ? [] : [words];
    });
}

function contentWords(text: string): string[] {
  return (text.match(/\p{L}+/gu) ?? []).filter((word) => word.length >= 3 && !isStopword(word)).map(stem);
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf(tokens: readonly Token[], fits: (token: Token, index: number) => boolean): readonly Run[] {
  const runs: { start: number; end: number }[] = [];
  tokens.forEach((token, index) => {
    if (!fits(token, index)) return;
    const last = runs.at(-1);
    if (last && tokens.slice(last.end, index).every(({ lower }) => fillers.has(lower))) last.end = index + 1;
    else runs.push({ start: index, end: index + 1 });
  });
  return runs;
}

interface Phrase {
  readonly column: CatalogColumn;
  readonly words: ReadonlySet<string>;
}

interface Fit {
  readonly column: CatalogColumn;
  readonly coverage: number;
}

/** The columns whose note fits best; several when it cannot be told which. */
function bestColumns(phrases: readonly Phrase[], said: ReadonlySet<string>): readonly Fit[] {
  const fits = phrases.flatMap(({ column, words }) => {
    const hits = [...words].filter((word) => said.has(word)).length;
    const coverage = hits / words.size;
    return hits === 0 || coverage < leastCoverage ? [] : [{ column, coverage, score: hits * coverage }];
  });
  const best = Math.max(...fits.map(({ score }) => score));
  const names = new Set<string>();
  return fits.filter(({ score, column }) => score === best && !names.has(column.name) && names.add(column.name));
}

/** Below the coverage of a name, so that the report says what the words were taken to mean. */
function mentionOf({ start, end }: Run, tokens: readonly Token[], fits: readonly Fit[]): ColumnMention | undefined {
  const [first, ...others] = fits;
  if (first === undefined) return undefined;
  const said = tokens
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');
  const alternatives = others.map(({ column }) => column.name).slice(0, 4);
  return { column: first.column, start, end, how: 'words', said, coverage: 0.7 * first.coverage, alternatives };
}
