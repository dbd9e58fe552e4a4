import { isReservedWord } from '../parsing/reserved-words.ts';
import { isStopword, nameWords, stem, tokenize } from '../parsing/words.ts';

/**
 * The words of a question that name a dataset: `customers` where one is called "customers 2026". A word that also says
 * what to compute (`order`) must stand exactly as it does in the name.
 */
export function tableMentions(question: string, datasetName: string): readonly string[] {
  const words = nameWords(datasetName).filter((word) => word.length >= 3 && !isStopword(word) && !/^\d+$/.test(word));
  const means = (lower: string, word: string) =>
    lower === word || (stem(lower) === stem(word) && !isReservedWord(lower) && !isReservedWord(word));
  return tokenize(question)
    .filter(({ kind, lower }) => (kind === 'word' || kind === 'quoted') && words.some((word) => means(lower, word)))
    .map(({ text }) => text);
}
