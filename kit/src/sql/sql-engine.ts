import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';

/** What the judge asks of DuckDB. */
export interface SqlEngine {
  /** The query's tree as JSON, by `json_serialize_sql`, which parses a text and does nothing else with it. */
  serialize(query: string): Promise<string>;
  /** The texts in the only column of a query that was judged. */
  texts(judgedQuery: string): Promise<string[]>;
}

/**
 * Settings of the database whose statements are judged: its trees tell all that the parser knows (those of an older
 * storage version leave parts out and fold others), and only DuckDB's own parser reads.
 */
export const judgedDatabaseSettings = {
  storage_compatibility_version: 'latest',
  allow_parser_override_extension: 'default',
} as const;

export class DuckdbEngine implements SqlEngine {
  readonly #connection: DuckDBConnection;
  #prepared: DuckDBPreparedStatement | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** One at a time: the statement is prepared once, and another text bound before it ran would be judged in its place. */
  serialize(query: string): Promise<string> {
    const answer = this.#turn.then(() => this.#serializeNow(query));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #serializeNow(query: string): Promise<string> {
    this.#prepared ??= await this.#connection.prepare('SELECT json_serialize_sql($1::VARCHAR)');
    this.#prepared.bindVarchar(1, query);
    const [json] = await textColumn(await this.#prepared.run());
    return json ?? '';
  }

  async texts(judgedQuery: string): Promise<string[]> {
    return textColumn(await this.#connection.run(judgedQuery));
  }
}

async function textColumn(result: DuckDBResult): Promise<string[]> {
  const rows = await result.getRowsJson();
  return rows.map(([text]) => (typeof text === 'string' ? text : ''));
}
