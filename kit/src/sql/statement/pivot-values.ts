import { SqlRefusal } from '../sql-refusal.ts';
import { namedQueriesBefore, type TokenizedQuery } from './named-queries.ts';
import { tokenize, type Token } from './statement-tokenizer.ts';

/** A column that a PIVOT turns into columns without saying which of its values. */
export interface PendingPivot {
  /** Asks for the values as texts, in DuckDB's order. To be judged like any other query. */
  readonly valuesQuery: string;
  /** The query with the values written behind the column, which means the same. */
  withValues(values: readonly string[]): string;
}

const mostValues = 1000;
const mostPivots = 32;
const clauses: ReadonlySet<string> = new Set(['using', 'group', 'order', 'limit', 'offset']);
const setOperations: ReadonlySet<string> = new Set(['union', 'except', 'intersect']);
const queryWords: ReadonlySet<string> = new Set(['select', 'from', 'with', 'values', 'table', 'pivot', 'unpivot']);

/**
 * The first column of a `PIVOT ... ON column` without `IN (...)`. DuckDB would run such a PIVOT as two statements, of which
 * the first makes a type of the values; there is no tree of that to judge.
 */
export function pivotWithoutValues(query: string): PendingPivot | undefined {
  if (!/\bpivot/i.test(query)) return undefined;
  const tokens = tokenize(query);
  const depths = nesting(tokens);
  const words = tokens.flatMap((token, index) => (isWord(token, 'pivot', 'pivot_wider') ? [index] : []));
  if (words.length > mostPivots) throw new SqlRefusal('pivot', `A statement has at most ${mostPivots} PIVOTs`);
  const pivots = words.flatMap((index) => readPivot(tokens, depths, index) ?? []);
  // An inner one ends before the ON of the one around it, and one that another reads from stands before that.
  const [pivot] = pivots.sort((a, b) => a.on - b.on);
  return pivot && pendingPivot({ text: query, tokens, depths }, pivot);
}

interface Pivot {
  readonly start: number;
  readonly on: number;
  /** The tokens of the column: first, and behind the last. */
  readonly column: readonly [number, number];
}

function readPivot(tokens: readonly Token[], depths: readonly number[], start: number): Pivot | undefined {
  if (!isStatement(tokens, start)) return undefined;
  const depth = depths[start] ?? 0;
  const end = tokens.findIndex((token, index) => index > start && endsQuery(token, (depths[index] ?? 0) - depth));
  const range = tokens.map((_, index) => index).slice(start + 1, end < 0 ? undefined : end);
  const level = range.filter((index) => depths[index] === depth);
  const on = level.findLast((index) => isWord(tokens[index], 'on'));
  if (on === undefined) return undefined;
  const listEnd = level.find(
    (index) => index > on && tokens[index]?.kind === 'word' && clauses.has(tokens[index].value),
  );
  const list = level.filter((index) => index > on && index < (listEnd ?? Infinity));
  const last = (range.findLast((index) => index < (listEnd ?? Infinity)) ?? on) + 1;
  const commas = list.filter((index) => tokens[index]?.value === ',' && tokens[index].kind === 'symbol');
  const starts = [on + 1, ...commas.map((index) => index + 1)];
  const columns = starts.map((first, index) => [first, commas[index] ?? last] as const);
  const column = columns.find(
    ([first, behind]) => !list.some((i) => i >= first && i < behind && isWord(tokens[i], 'in')),
  );
  return column && column[0] < column[1] ? { start, on, column } : undefined;
}

/** Not the `PIVOT (sum(x) FOR y IN (...))` behind a table, whose grammar wants the values. */
function isStatement(tokens: readonly Token[], start: number): boolean {
  const next = tokens.slice(start + 1).find(({ value }) => value !== '(');
  if (tokens[start + 1]?.value !== '(') return tokens[start - 1]?.value !== '.';
  return next?.kind === 'word' && queryWords.has(next.value);
}

function endsQuery({ kind, value }: Token, relativeDepth: number): boolean {
  return relativeDepth < 0 || (relativeDepth === 0 && kind === 'word' && setOperations.has(value));
}

function pendingPivot(query: TokenizedQuery, { start, on, column: [first, behind] }: Pivot): PendingPivot {
  const { text, tokens } = query;
  const textOf = (from: number, to: number): string => text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  const expression = textOf(first, behind);
  checkColumn(expression, tokens.slice(first, behind));
  if (tokens.slice(0, behind).some(({ kind }) => kind === 'parameter'))
    throw needsValues(expression, 'with parameters');
  const values = `SELECT DISTINCT CAST((${expression}) AS VARCHAR) AS value FROM ${textOf(start + 1, on)} WHERE (${expression}) IS NOT NULL`;
  const named = namedQueriesBefore(query, start).reduceRight(
    (inner, queries) => `${queries} SELECT * FROM (${inner})`,
    values,
  );
  const place = tokens[behind - 1]?.end ?? text.length;
  return {
    valuesQuery: `${named} ORDER BY ALL LIMIT ${mostValues + 1}`,
    withValues: (found) => `${text.slice(0, place)} IN (${valueList(found, expression)})${text.slice(place)}`,
  };
}

function valueList(values: readonly string[], expression: string): string {
  if (values.length === 0) throw new SqlRefusal('pivot', `PIVOT finds no values of ${shorten(expression)}`);
  if (values.length > mostValues) {
    const advice = 'group by it instead';
    throw new SqlRefusal('pivot', `PIVOT finds more than ${mostValues} values of ${shorten(expression)}: ${advice}`);
  }
  return values.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ');
}

/** `(a, b)` is one column of pairs, whose values no text names. */
function checkColumn(expression: string, column: readonly Token[]): void {
  const depths = nesting(column);
  const isPair = column[0]?.value === '(' && column.some(({ value }, index) => value === ',' && depths[index] === 1);
  if (isPair && depths.every((depth, index) => depth > 0 || index === 0 || index === column.length - 1)) {
    throw new SqlRefusal('pivot', `Write PIVOT ... ON a, b or ON a || '_' || b instead of ON ${shorten(expression)}`);
  }
}

function needsValues(expression: string, why: string): SqlRefusal {
  return new SqlRefusal(
    'pivot',
    `A PIVOT ${why} needs its values: PIVOT ... ON ${shorten(expression)} IN ('a', 'b', ...)`,
  );
}

/** How many brackets are open around each token; a bracket itself counts as outside. */
function nesting(tokens: readonly Token[]): number[] {
  let depth = 0;
  return tokens.map(({ kind, value }) => {
    if (kind !== 'symbol') return depth;
    if ('([{'.includes(value)) return depth++;
    if (')]}'.includes(value)) depth -= 1;
    return depth;
  });
}

function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === 'word' && words.includes(token.value);
}

function shorten(expression: string): string {
  return expression.length > 60 ? `${expression.slice(0, 60)}…` : expression;
}
