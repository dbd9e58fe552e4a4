import { SqlRefusal, withPlace } from '../sql-refusal.ts';

export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'parameter' | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets into the statement; `end` is behind the last unit. */
  readonly start: number;
  readonly end: number;
  /** A word in lower case (ASCII letters only, as DuckDB folds), a quoted name without its quotes, a symbol as it is. */
  readonly value: string;
}

/** What DuckDB's lexer takes for a space, and what its parser turns into one before (`Parser::StripUnicodeSpaces`). */
const space = /[\t\n\f\r \u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const word = /[\w$\u0080-\uffff]/;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const parameter = /\?\d*|\$[\w\u0080-\uffff]+/y;
const number = /(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?\.?/y;

const mostNestedComments = 16;

/**
 * The tokens of a statement, comments and spaces left out. It follows DuckDB's lexer where a quote, a comment or a dollar
 * decides what is code; nothing that this reads is trusted: what runs is judged again by DuckDB's own tree of it.
 * @throws SqlRefusal for a quote or comment without an end.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const behind = behindSpaces(text, at);
    if (behind > at) {
      at = behind;
      continue;
    }
    const token = tokenAt(text, at, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** Behind one run of spaces or one comment; the same place where there is none. */
function behindSpaces(text: string, start: number): number {
  if (space.test(text.charAt(start))) return start + 1;
  if (text.startsWith('--', start)) {
    const rest = text.slice(start).search(/[\n\r]/);
    return rest < 0 ? text.length : start + rest;
  }
  return text.startsWith('/*', start) ? behindComment(text, start) : start;
}

/** Block comments nest. */
function behindComment(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth > mostNestedComments) throw new SqlRefusal('text', 'Comments are nested too deeply');
    if (depth === 0) return marks.lastIndex;
  }
  throw unterminated('comment', text, start);
}

function tokenAt(text: string, start: number, before: Token | undefined): Token {
  const character = text.charAt(start);
  if (character === '"') return quoted(text, start);
  if (character === "'") return plainText(text, start, isEscapePrefix(text, start, before));
  if (character === '$') {
    const dollars = matchAt(dollarQuote, text, start);
    if (dollars !== undefined) return dollarText(text, start, dollars);
  }
  if (wordStart.test(character)) return wordToken(text, start);
  const other = matchAt(parameter, text, start);
  if (other !== undefined) return { kind: 'parameter', start, end: start + other.length, value: other };
  const digits = matchAt(number, text, start);
  if (digits !== undefined) return { kind: 'number', start, end: start + digits.length, value: digits };
  return { kind: 'symbol', start, end: start + 1, value: character };
}

function wordToken(text: string, start: number): Token {
  let end = start + 1;
  while (end < text.length && word.test(text.charAt(end)) && !space.test(text.charAt(end))) end += 1;
  return { kind: 'word', start, end, value: asciiLowerCase(text.slice(start, end)) };
}

/** `E'...'`, without a space between: a backslash takes the next character with it. */
function isEscapePrefix(text: string, start: number, before: Token | undefined): boolean {
  return before?.kind === 'word' && before.end === start && before.value === 'e' && text.charAt(start) === "'";
}

function plainText(text: string, start: number, hasEscapes: boolean): Token {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (hasEscapes && character === '\\') at += 1;
    else if (character === "'") {
      if (text.charAt(at + 1) !== "'") return { kind: 'text', start, end: at + 1, value: text.slice(start, at + 1) };
      at += 1;
    }
  }
  throw unterminated('quoted string', text, start);
}

function quoted(text: string, start: number): Token {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charAt(at + 1) !== '"') {
      return { kind: 'quoted', start, end: at + 1, value: text.slice(start + 1, at).replaceAll('""', '"') };
    }
  }
  throw unterminated('quoted identifier', text, start);
}

function dollarText(text: string, start: number, mark: string): Token {
  const close = text.indexOf(mark, start + mark.length);
  if (close < 0) throw unterminated('dollar-quoted string', text, start);
  const end = close + mark.length;
  return { kind: 'text', start, end, value: text.slice(start, end) };
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function unterminated(what: string, text: string, start: number): SqlRefusal {
  return new SqlRefusal('syntax', withPlace(`Parser Error: unterminated ${what}`, text, start));
}

/** DuckDB compares names without regard to case in ASCII alone. */
export function asciiLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
