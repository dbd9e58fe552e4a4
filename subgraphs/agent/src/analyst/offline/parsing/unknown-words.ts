import { isReservedWord } from './reserved-words.ts';
import { isStopword, type Token } from './words.ts';

/** "how many cars have", "which vehicle": the word for a row, whatever the rows are. */
function isSubjectNoun(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1]?.lower ?? '';
  const after = tokens[index + 1]?.lower ?? '';
  if (!token || /^\p{Lu}/u.test(token.text)) return false;
  if (/^(?:which|what|each|per|every|many)$/.test(before)) return true;
  if (/^\w{2,}est$/.test(before)) return true;
  if (/[^s]s$/.test(token.lower) && /^(?:of|all|number|most|\d+)$|(?:est)$/.test(before)) return true;
  return (
    /[^s]s$|people$/.test(token.lower) &&
    /^(?:are|is|have|has|had|with|where|whose|that|who|in|from|by|per|were|was|do|did|does|starting|ending|containing|named|called|over|under|above|below|older|younger|\?|,|\.|)$/.test(
      after,
    )
  );
}

/** Words that nothing accounts for. */
export function unknownWords(tokens: readonly Token[], covered: ReadonlySet<number>): string[] {
  return tokens.flatMap((token, index) => {
    const known =
      covered.has(index) ||
      token.kind !== 'word' ||
      token.lower.length < 3 ||
      isStopword(token.lower) ||
      isReservedWord(token.lower);
    return known || /^\d/.test(token.lower) || isSubjectNoun(tokens, index) ? [] : [token.text];
  });
}
