import { numberAt } from './numerals.ts';
import type { Token } from './words.ts';

/** "for each of the three most common values of x": how many groups are wanted, and where the phrase stands. */
export function findFrequentGroups(
  tokens: readonly Token[],
): { readonly limit: number; readonly start: number; readonly end: number } | undefined {
  for (let index = 0; index + 2 < tokens.length; index++) {
    const number = numberAt(tokens, index);
    if (!number) continue;
    let at = number.end;
    while (/^(?:unique|different|distinct)$/.test(tokens[at]?.lower ?? '')) at++;
    if (tokens[at]?.lower !== 'most' || !/^(?:common|frequent|popular)$/.test(tokens[at + 1]?.lower ?? '')) continue;
    at += 2;
    while (/^(?:unique|different|distinct|values?|of|the|in)$/.test(tokens[at]?.lower ?? '')) at++;
    return { limit: number.value, start: index, end: at };
  }
  return undefined;
}
