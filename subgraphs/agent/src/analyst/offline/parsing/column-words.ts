import { isReservedWord } from './reserved-words.ts';
import { isSpelledNear } from './spelling.ts';
import { areSynonyms } from './synonyms.ts';
import { isStopword, nameWords, stem, type Token } from './words.ts';

export interface WordMatch {
  readonly index: number;
  readonly width: number;
  readonly word: number;
  readonly quality: number;
}

/** Units in a name are seldom said. */
export const UNITS = new Set(
  'mm cm m km g kg lb lbs in ft mi usd eur gbp pct percent sec min hr ms c f k deg mph kmh l ml hp kwh mwh gwh twh kw mw gw'.split(
    ' ',
  ),
);

export function ownWords(name: string): string[] {
  const words = nameWords(name).map((word) => stem(word.replace(/^#(?=.)/, '')));
  const content = words.filter((word) => !isStopword(word) && word !== '#');
  return content.length > 0 ? content : words;
}

export function matchWords(
  tokens: readonly Token[],
  own: readonly string[],
  used: ReadonlySet<number>,
  all: ReadonlyMap<string, number>,
): WordMatch[] {
  return tokens.flatMap((token, index) =>
    used.has(index) ||
    token.kind === 'mark' ||
    token.kind === 'date' ||
    token.text.length < 2 ||
    (token.lower === 'product' && tokens[index + 1]?.lower === 'of') ||
    isStopword(token.lower)
      ? []
      : own.flatMap((word, position) => {
          const single = wordQuality(token, word, all);
          if (single > 0) return [{ index, width: 1, word: position, quality: single }];
          const width = joinedWidth(tokens, index, word, used);
          return width > 0 ? [{ index, width, word: position, quality: 0.9 }] : [];
        }),
  );
}

function wordQuality(token: Token, word: string, all: ReadonlyMap<string, number>): number {
  if (token.stem === word || token.lower === word) return 1;
  if (
    token.kind === 'word' &&
    /^[a-z]{4,}ing$/.test(token.lower) &&
    token.lower.slice(0, -3) === word.replace(/e$/, '')
  )
    return 0.9;
  if (token.kind !== 'word') return 0;
  if (isReservedWord(token.lower) && !areSynonyms(token.stem, word))
    return word.length >= 3 && token.lower.startsWith(word) ? 0.8 : 0;
  if (areSynonyms(token.stem, word)) return isReservedWord(token.lower) ? 0.8 : 0.85;
  if (word.length >= 3 && token.stem.startsWith(word) && word.length * 3 >= token.stem.length) return 0.8;
  if (token.stem.length >= 4 && word.startsWith(token.stem) && token.stem.length * 2 >= word.length) return 0.8;
  if (all.has(token.stem)) return 0;
  return isSpelledNear(token.stem, word) ? 0.75 : 0;
}

/** Several words of the question for one of the name (`passenger count`, pcount): initials (`gross domestic product`, gdp) or run together (`per capita`, percap). */
function joinedWidth(tokens: readonly Token[], index: number, word: string, used: ReadonlySet<number>): number {
  let initials = '';
  let joined = '';
  for (let width = 1; width <= 4; width++) {
    const token = tokens[index + width - 1];
    if (token?.kind !== 'word' || used.has(index + width - 1)) return 0;
    const shortened = initials + token.stem;
    initials += token.lower[0] ?? '';
    joined += token.lower;
    if (width >= 2 && word.length >= 3 && (initials === word || joined === word || shortened === word)) return width;
    if (width === 2 && word.length >= 5 && joined.startsWith(word)) return width;
  }
  return 0;
}
