import { SqlRefusal, withPlace } from '../sql-refusal.ts';
import { otherStatement } from '../statement/other-statements.ts';
import type { Source } from './tree-walk.ts';

/** What `json_serialize_sql` answers, of which nothing is trusted. */
interface Answer {
  readonly error?: unknown;
  readonly statements?: unknown;
  readonly error_type?: unknown;
  readonly error_message?: unknown;
  readonly position?: unknown;
}

/**
 * The tree of the only statement in the answer of `json_serialize_sql`.
 * @throws SqlRefusal for several statements, one that is no query, and one that cannot be read.
 */
export function parseTree(json: string, source: Source): unknown {
  const answer = parseAnswer(json);
  if (answer.error !== false) throw syntaxError(answer, source);
  if (!Array.isArray(answer.statements) || answer.statements.length !== 1) {
    throw new SqlRefusal('statement', 'sql() runs one statement at a time: call it once for each');
  }
  return answer.statements[0];
}

function parseAnswer(json: string): Answer {
  if (json === '') throw new SqlRefusal('shape', 'DuckDB makes no tree of the statement');
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch (error) {
    // DuckDB writes a number that no double holds as Infinity, which is no JSON.
    const message = "A number is too large to be read: write 'Infinity'::DOUBLE, or a smaller one";
    throw new SqlRefusal('shape', message, { cause: error });
  }
  if (typeof answer === 'object' && answer !== null) return answer;
  throw new SqlRefusal('shape', 'DuckDB makes no tree of the statement');
}

/** As DuckDB would have told it. Its place is counted in code points. */
function syntaxError(answer: Answer, { statement, start, query }: Source): SqlRefusal {
  const message = textOf(answer.error_message);
  if (message.startsWith('Only SELECT')) return new SqlRefusal('statement', otherStatement(''));
  const kind = textOf(answer.error_type).replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const codePoints = Number.parseInt(textOf(answer.position), 10);
  const offset = Number.isNaN(codePoints) ? undefined : start + utf16Length(query, codePoints);
  return new SqlRefusal('syntax', withPlace(`${kind} Error: ${message}`, statement, offset));
}

/** How many UTF-16 units the first code points of a text take. */
function utf16Length(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join('').length;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
