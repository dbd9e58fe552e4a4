import { reservedWords } from './reserved-words.ts';

/** The table that is the first dataset of a run, whatever its name. */
export const primaryTable = 'data';

const mostCharacters = 60;

/**
 * The name of each dataset's own table in SQL, in their order; every name can be written without quotes. The rule: the
 * dataset's name in lower case; whatever is no letter, digit or underscore becomes one underscore, none at the ends; 60
 * characters at most; `t_` before a digit; `_file` behind `data` and the reserved words of SQL; `file` when nothing is left;
 * `_2`, `_3`, … behind a name that is taken by an earlier dataset.
 */
export function tableNames(datasets: readonly { readonly name: string }[]): readonly string[] {
  const taken = new Set<string>();
  return datasets.map(({ name }) => {
    const plain = plainName(name);
    let unique = plain;
    for (let count = 2; taken.has(unique); count += 1) unique = `${plain}_${count}`;
    taken.add(unique);
    return unique;
  });
}

function plainName(name: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '_');
  const trimmed = Array.from(words)
    .slice(0, mostCharacters)
    .join('')
    .replaceAll(/^_+|_+$/g, '');
  if (trimmed === '') return 'file';
  if (/^[\p{M}\p{N}]/u.test(trimmed)) return `t_${trimmed}`;
  return trimmed === primaryTable || reservedWords.has(trimmed) ? `${trimmed}_file` : trimmed;
}
