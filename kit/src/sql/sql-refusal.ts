/** Why a statement was not let through: the rule that it breaks. */
export type SqlRule =
  'text' | 'statement' | 'syntax' | 'depth' | 'shape' | 'function' | 'type' | 'table' | 'collation' | 'name' | 'pivot';

/** A statement that may not run. Its message is for whoever wrote the statement: what is refused, and what to write instead. */
export class SqlRefusal extends Error {
  override readonly name = 'SqlRefusal';
  readonly rule: SqlRule;

  constructor(rule: SqlRule, message: string, options?: ErrorOptions) {
    super(message, options);
    this.rule = rule;
  }
}

const mostShown = 80;

/** The message with the line of the text and a caret below the place, as DuckDB shows its own. `offset` is in UTF-16 units. */
export function withPlace(message: string, text: string, offset: number | undefined): string {
  if (offset === undefined || offset < 0 || offset >= text.length) return message;
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const number = before.split('\n').length;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  const column = offset - lineStart;
  const from = Math.max(0, column - mostShown * 0.75);
  const shown = `${from > 0 ? '...' : ''}${line.slice(from, from + mostShown)}`;
  const head = `LINE ${number}: `;
  const caret = head.length + (from > 0 ? 3 : 0) + column - from;
  return `${message}\n\n${head}${shown}\n${' '.repeat(caret)}^`;
}
