import { isNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import { isReservedWord } from './reserved-words.ts';
import { isStopword, nameWords, stem, tokenize, type Token } from './words.ts';

/** A place in the question that is a value of a column, as the profile's frequent values tell. */
export interface ValueMention {
  readonly column: CatalogColumn;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Other columns that hold the same value. */
  readonly rivals: readonly CatalogColumn[];
}

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  man: ['male', 'm'],
  woman: ['female', 'f'],
  male: ['m', 'man'],
  female: ['f', 'woman'],
  boy: ['male'],
  girl: ['female'],
};

export function findValues(tokens: readonly Token[], catalog: Catalog, taken: ReadonlySet<number>): ValueMention[] {
  const entries = catalog.columns
    .filter((column) => !isNumeric(column) && (column.type === 'TEXT' || column.type === 'BOOLEAN'))
    .flatMap((column) =>
      (column.profile?.topValues ?? []).map(({ value }) => ({ column, value, words: wordsOf(value) })),
    )
    .filter(({ words }) => words.length > 0 && words.length <= 8)
    .sort((a, b) => b.words.length - a.words.length);
  const found: ValueMention[] = [];
  const used = new Set(taken);
  for (const { column, value, words } of entries) {
    for (let start = 0; start + words.length <= tokens.length; start++) {
      const same = found.find((other) => other.start === start && other.end === start + words.length);
      if (same && same.column !== column) {
        if (same.value.toLowerCase() === value.toLowerCase())
          found[found.indexOf(same)] = { ...same, rivals: [...same.rivals, column] };
        continue;
      }
      if (!matchesAt({ tokens, start, words, value, column, used })) continue;
      words.forEach((_, offset) => used.add(start + offset));
      found.push({ column, value, start, end: start + words.length, rivals: [] });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function wordsOf(value: string): string[] {
  return tokenize(value.replace(/["'`]/g, ' ')).map(({ lower }) => lower);
}

interface Attempt {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly words: readonly string[];
  readonly value: string;
  readonly column: CatalogColumn;
  readonly used: ReadonlySet<number>;
}

function matchesAt({ tokens, start, words, value, column, used }: Attempt): boolean {
  const first = tokens[start];
  if (!first || used.has(start)) return false;
  if (first.kind === 'quoted' && first.lower === value.trim().toLowerCase()) return true;
  if (words.length === 1 && !isTelling(first, value) && !isLetterOf(tokens, start, value, column)) return false;
  return words.every((word, offset) => {
    const token = tokens[start + offset];
    return token !== undefined && !used.has(start + offset) && meansWord(token, word, words.length === 1);
  });
}

/** `rated R`, `class B`: a capital that follows a word of its column's name. */
function isLetterOf(tokens: readonly Token[], start: number, value: string, column: CatalogColumn): boolean {
  const before = tokens[start - 1]?.lower.slice(0, 4) ?? '';
  const root = before.replace(/(?:ed?|s)$/, '');
  const isCapital = /^\p{Lu}[+-]?$/u.test(value) && tokens[start]?.text === value;
  return isCapital && root.length >= 3 && nameWords(column.name).some((word) => word.startsWith(root));
}

/** A single word counts as a value only when it could hardly mean anything else. */
function isTelling(token: Token, value: string): boolean {
  if (token.kind === 'quoted') return true;
  if (token.kind === 'number' || token.kind === 'date' || value.length < 2) return PEOPLE[token.stem] !== undefined;
  if (isStopword(token.lower)) return token.text === value && /\p{Lu}/u.test(value.slice(1));
  if (isReservedWord(token.lower))
    return token.text === value && (/\p{Lu}/u.test(value.slice(1)) || (/^\p{Lu}/u.test(value) && token.start > 0));
  return true;
}

function meansWord(token: Token, word: string, alone: boolean): boolean {
  if (token.lower === word || (word.length > 3 && token.stem === stem(word))) return true;
  if (!alone) return false;
  const people = /^(.{3,}?)(?:ese|ian|ean|an|ish|ic|n)$/.exec(token.lower)?.[1];
  const place = word.replace(/[aeiouy]+$/, '');
  if (people !== undefined && word.length >= 4 && people.replace(/[aeiouy]+$/, '') === place) return true;
  const noun = /^([a-z]{3,}?)([a-z])?\2?y$/.exec(token.lower);
  const isAdjective =
    noun !== null &&
    (token.lower.slice(0, -1) === word ||
      `${noun[1] ?? ''}${noun[2] ?? ''}` === word ||
      token.lower.slice(0, -2) === word);
  return isAdjective || (PEOPLE[token.stem]?.includes(word) ?? false);
}
