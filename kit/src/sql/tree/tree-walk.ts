import type { KnownTables } from '../known-tables.ts';
import { SqlRefusal, withPlace, type SqlRule } from '../sql-refusal.ts';
import { asciiLowerCase } from '../statement/statement-tokenizer.ts';
import { expressionShapes } from './expression-shapes.ts';
import { queryShapes } from './query-shapes.ts';
import { asRecord, textAt, type Rule, type TreeRecord } from './rule.ts';
import { tableShapes } from './table-shapes.ts';

/** What a query's text is part of: places are told in the statement as it was written. */
export interface Source {
  readonly statement: string;
  /** Where the query begins in it, in UTF-16 units. */
  readonly start: number;
  readonly query: string;
}

/** More than people write. DuckDB's own bound is 1000, but its binder takes seconds for 400, and cannot be interrupted. */
const mostLevels = 300;

/** One walk over the tree of one query: where it is, and which names mean something there. */
export class TreeWalk {
  readonly tables: KnownTables;
  /** Which part of the node is being judged: for the message alone. */
  key = '';
  readonly #source: Source;
  #level = 0;
  #scope: readonly string[] = [];
  #node: TreeRecord | undefined;

  constructor(tables: KnownTables, source: Source) {
    this.tables = tables;
    this.#source = source;
  }

  expression(value: unknown): void {
    this.#visit(value, 'class', expressionShapes);
  }

  tableReference(value: unknown): void {
    this.#visit(value, 'type', tableShapes);
  }

  /** What the node's WITH names is known in it alone. */
  queryNode(value: unknown): void {
    this.scoped(() => this.#visit(value, 'type', queryShapes));
  }

  /** Names that the work brings into scope are out of it afterwards. */
  scoped(work: () => void): void {
    const outer = this.#scope;
    work();
    this.#scope = outer;
  }

  bringIntoScope(name: string): void {
    this.#scope = [...this.#scope, asciiLowerCase(name)];
  }

  isInScope(name: string): boolean {
    return this.#scope.includes(asciiLowerCase(name));
  }

  deeper(work: () => void): void {
    this.#level += 1;
    if (this.#level > mostLevels) {
      const message = `The statement is nested more than ${mostLevels} levels deep: take it apart with CREATE TEMP TABLE`;
      throw new SqlRefusal('depth', message);
    }
    work();
    this.#level -= 1;
  }

  /** For a part that the shapes do not know, or know otherwise. */
  unknownPart(what: string): SqlRefusal {
    const node = [this.#node?.['type'], this.key].filter((name) => typeof name === 'string').join(' ');
    return this.refusal(
      'shape',
      `sql() does not take this part of a statement (${node}: ${what}): write it in another way`,
    );
  }

  /** With the place of the node that is being judged. */
  refusal(rule: SqlRule, message: string): SqlRefusal {
    return new SqlRefusal(rule, withPlace(message, this.#source.statement, this.#offset()));
  }

  #visit(value: unknown, key: string, shapes: Readonly<Record<string, Rule>>): void {
    const node = asRecord(value, this);
    const outer = this.#node;
    this.#node = node;
    const name = textAt(node, key, this);
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (!shape) throw this.unknownPart(`${key} ${name}`);
    this.deeper(() => shape(node, this));
    this.#node = outer;
  }

  /** DuckDB tells a node's place in bytes of UTF-8; a number past the end when there is none. */
  #offset(): number | undefined {
    const location = this.#node?.['query_location'];
    const { query, start } = this.#source;
    if (typeof location !== 'number' || location > query.length * 4) return undefined;
    return start + Buffer.from(query).subarray(0, location).toString().length;
  }
}
