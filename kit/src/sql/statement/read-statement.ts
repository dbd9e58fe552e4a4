import { SqlRefusal } from '../sql-refusal.ts';
import { tokenize, type Token } from './statement-tokenizer.ts';
import { otherStatement } from './other-statements.ts';

/** The table or view that a statement makes of its query. */
export interface CreateHead {
  readonly kind: 'TABLE' | 'VIEW';
  readonly name: string;
  readonly columns: readonly string[];
  readonly replaces: boolean;
  readonly ifNotExists: boolean;
}

export interface ReadStatement {
  readonly head?: CreateHead;
  /** The query alone, without what stood before and without a semicolon at its end. */
  readonly query: string;
  /** Where it begins in the statement, in UTF-16 units. */
  readonly start: number;
}

export const mostCharacters = 200_000;

/** What a query begins with. The rest of SQL acts, or is given to DuckDB as something else than a query. */
const queryWords: ReadonlySet<string> = new Set(
  'select with from values table pivot pivot_wider unpivot pivot_longer describe desc summarize show'.split(' '),
);

/**
 * Takes a statement apart by our own tokens, before DuckDB sees anything of it: one statement, a query, or
 * CREATE [OR REPLACE] TEMP TABLE|VIEW [IF NOT EXISTS] name [(columns)] AS and a query.
 * @throws SqlRefusal for everything else.
 */
export function readStatement(text: string): ReadStatement {
  checkText(text);
  const tokens = tokenize(text);
  const first = tokens.findIndex(({ value, kind }) => kind !== 'symbol' || value !== ';');
  const statement = first < 0 ? [] : tokens.slice(first);
  const semicolon = statement.findIndex(isSymbol(';'));
  const parts = semicolon < 0 ? statement : statement.slice(0, semicolon);
  if (semicolon >= 0 && !statement.slice(semicolon).every(isSymbol(';'))) {
    throw new SqlRefusal('statement', 'sql() runs one statement at a time: call it once for each');
  }
  const last = parts.at(-1);
  if (!parts[0] || !last) throw new SqlRefusal('statement', 'sql() was given an empty statement');
  const create = parts[0].value === 'create' ? readHead(text, parts) : undefined;
  const words = create ? parts.slice(create.length) : parts;
  checkFirstWord(words);
  const start = words[0]?.start ?? last.end;
  const query = text.slice(start, last.end);
  return create ? { head: create.head, query, start } : { query, start };
}

function checkText(text: string): void {
  if (text.length > mostCharacters) {
    const advice = 'pass values as parameters, or build the step from tables';
    throw new SqlRefusal('text', `The statement is longer than ${mostCharacters} characters: ${advice}`);
  }
  // DuckDB would end the statement at a NUL, and read something else than half a surrogate pair.
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new SqlRefusal('text', 'The statement has a NUL or half a surrogate pair: pass such text as a parameter');
  }
}

function checkFirstWord(query: readonly Token[]): void {
  const first = query.find(({ kind, value }) => kind !== 'symbol' || value !== '(');
  if (first?.kind === 'word' && queryWords.has(first.value)) return;
  throw new SqlRefusal('statement', otherStatement(first?.kind === 'word' ? first.value : ''));
}

/** `length` is the number of tokens up to and with AS. */
function readHead(text: string, tokens: readonly Token[]): { head: CreateHead; length: number } {
  const reader = new HeadReader(text, tokens);
  reader.take('create');
  const replaces = reader.takes('or', 'replace');
  if (!reader.takes('temp') && !reader.takes('temporary')) throw notTemporary(reader.word());
  const kind = reader.takes('table') ? 'TABLE' : reader.takes('view') ? 'VIEW' : undefined;
  if (!kind) throw notTemporary(reader.word());
  const ifNotExists = reader.takes('if', 'not', 'exists');
  const name = reader.name();
  const columns = reader.columns();
  reader.take('as');
  return { head: { kind, name, columns, replaces, ifNotExists }, length: reader.position };
}

class HeadReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  position = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  word(): string {
    return this.#tokens[this.position]?.value ?? '';
  }

  takes(...words: string[]): boolean {
    const isNext = words.every((word, index) => {
      const token = this.#tokens[this.position + index];
      return token?.kind === 'word' && token.value === word;
    });
    if (isNext) this.position += words.length;
    return isNext;
  }

  take(word: string): void {
    if (!this.takes(word)) throw malformedHead();
  }

  name(): string {
    const token = this.#tokens[this.position];
    if (token?.kind !== 'word' && token?.kind !== 'quoted') throw malformedHead();
    this.position += 1;
    return token.kind === 'quoted' ? token.value : this.#text.slice(token.start, token.end);
  }

  columns(): string[] {
    if (!this.#takesSymbol('(')) return [];
    const columns = [this.name()];
    while (this.#takesSymbol(',')) columns.push(this.name());
    if (!this.#takesSymbol(')')) throw malformedHead();
    return columns;
  }

  #takesSymbol(symbol: string): boolean {
    const token = this.#tokens[this.position];
    if (!token || !isSymbol(symbol)(token)) return false;
    this.position += 1;
    return true;
  }
}

function isSymbol(symbol: string): (token: Token) => boolean {
  return ({ kind, value }) => kind === 'symbol' && value === symbol;
}

function notTemporary(word: string): SqlRefusal {
  const form = 'write CREATE OR REPLACE TEMP TABLE name AS SELECT ... (or TEMP VIEW)';
  return new SqlRefusal(
    'statement',
    `sql() only reads: CREATE ${word.toUpperCase().slice(0, 20)} is not available, ${form}`,
  );
}

function malformedHead(): SqlRefusal {
  const form = 'CREATE [OR REPLACE] TEMP TABLE|VIEW [IF NOT EXISTS] name [(columns)] AS SELECT ...';
  return new SqlRefusal('statement', `sql() takes steps in between as ${form}, without a schema and without types`);
}
