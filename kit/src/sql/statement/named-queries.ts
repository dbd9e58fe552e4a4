import type { Token } from './statement-tokenizer.ts';

/** A statement's text with its tokens, and how many brackets are open around each. */
export interface TokenizedQuery {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly depths: readonly number[];
}

/**
 * What the token at `place` sees of each WITH around it, the outermost first, as a text that can stand before another query:
 * all named queries for a place behind them, those before for a place in one of them.
 */
export function namedQueriesBefore({ text, tokens, depths }: TokenizedQuery, place: number): string[] {
  return tokens.flatMap(({ kind, value, start }, index) => {
    if (index > place || kind !== 'word' || value !== 'with' || !beginsQuery(tokens[index - 1])) return [];
    const depth = depths[index] ?? 0;
    if (depths.slice(index, place).some((other) => other < depth)) return [];
    const last = namedQueryEnds(tokens, index).findLast((end) => end < place);
    return last === undefined ? [] : [text.slice(start, tokens[last]?.end)];
  });
}

function beginsQuery(before: Token | undefined): boolean {
  return before === undefined || (before.kind === 'symbol' && before.value === '(');
}

/** Where each named query of the WITH ends: the bracket that closes its body, and is no list of columns. */
function namedQueryEnds(tokens: readonly Token[], first: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let isBody = false;
  for (let index = first; index < tokens.length; index += 1) {
    const { kind, value } = tokens[index] as Token;
    if (kind === 'word' && value === 'as' && depth === 0) isBody = true;
    if (kind !== 'symbol') continue;
    if (value === '(') depth += 1;
    if (value !== ')') continue;
    depth -= 1;
    if (depth !== 0 || !isBody) continue;
    ends.push(index);
    isBody = false;
    if (tokens[index + 1]?.value !== ',') return ends;
  }
  return ends;
}
