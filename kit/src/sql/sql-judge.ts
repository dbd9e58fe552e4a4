import type { KnownTables } from './known-tables.ts';
import type { SqlEngine } from './sql-engine.ts';
import { pivotWithoutValues } from './statement/pivot-values.ts';
import { readStatement, type CreateHead } from './statement/read-statement.ts';
import { statement } from './tree/expression-shapes.ts';
import { parseTree } from './tree/parse-tree.ts';
import { TreeWalk, type Source } from './tree/tree-walk.ts';

/** A statement that may run, as it may run: what was written, without a word that was not judged. */
export interface JudgedStatement {
  readonly text: string;
  /** The table or view that it makes; when it has run, the judge is told with `KnownTables.addStep`. */
  readonly creates?: string;
}

export interface SqlJudgeOptions {
  readonly engine: SqlEngine;
  readonly tables: KnownTables;
}

/** Columns of PIVOTs whose values are looked up. */
const mostPivots = 16;

/**
 * Decides which statements DuckDB is given. A statement is read by our own tokens, then its query by the tree that
 * DuckDB's parser makes of it; every part of the tree must be one that is known to do nothing but compute. The judged text
 * itself is what runs.
 */
export class SqlJudge {
  readonly #engine: SqlEngine;
  readonly #tables: KnownTables;

  constructor({ engine, tables }: SqlJudgeOptions) {
    this.#engine = engine;
    this.#tables = tables;
  }

  /** @throws SqlRefusal when the statement may not run, or is none. */
  async judge(text: string): Promise<JudgedStatement> {
    const { head, query, start } = readStatement(text);
    if (head) this.#tables.checkStepName(head.name);
    const judged = await this.#judgeQuery({ statement: text, start, query });
    return head ? { text: `${headText(head)} ${judged}`, creates: head.name } : { text: judged };
  }

  /** The query's text as it may run: with the values of each PIVOT that has none, which DuckDB would make a type of. */
  async #judgeQuery(written: Source): Promise<string> {
    let source = written;
    for (let count = 0; count < mostPivots; count += 1) {
      const pivot = pivotWithoutValues(source.query);
      if (!pivot) break;
      const values = await this.#engine.texts(await this.#judgeTree(alone(pivot.valuesQuery)));
      source = alone(pivot.withValues(values));
    }
    return this.#judgeTree(source);
  }

  async #judgeTree(source: Source): Promise<string> {
    const tree = parseTree(await this.#engine.serialize(source.query), source);
    const walk = new TreeWalk(this.#tables, source);
    statement(tree, walk);
    return source.query;
  }
}

function alone(query: string): Source {
  return { statement: query, start: 0, query };
}

function headText({ kind, name, columns, replaces, ifNotExists }: CreateHead): string {
  const names = columns.length > 0 ? ` (${columns.map(identifier).join(', ')})` : '';
  return `CREATE ${replaces ? 'OR REPLACE ' : ''}TEMP ${kind} ${ifNotExists ? 'IF NOT EXISTS ' : ''}${identifier(name)}${names} AS`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
