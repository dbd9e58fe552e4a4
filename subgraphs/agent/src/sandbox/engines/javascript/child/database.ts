import { DuckDBInstance, type DuckDBConnection, type DuckDBResult, type Json } from '@duckdb/node-api';
import { KnownTables } from '@mas/kit/sql/known-tables';
import { DuckdbEngine, judgedDatabaseSettings } from '@mas/kit/sql/sql-engine';
import { SqlJudge } from '@mas/kit/sql/sql-judge';
import type { DatasetFile } from '../../../sandbox.ts';
import { maxCells, rowsJson } from './result-json.ts';

export interface DatabaseOptions {
  /** The first one is also table `data`. */
  readonly datasets: readonly DatasetFile[];
  readonly temporaryDirectory: string;
  /** For DuckDB's own work; what a result takes comes on top. */
  readonly memoryBytes: number;
  /** What the whole process may take before the server kills it. */
  readonly processBytes: number;
}

const maxFrameRows = 100_000;
const memoryPollMs = 20;
const memoryReturnMs = 1500;
const numericType = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL\(.*\))$/;

/** What DuckDB is told before it sees anything of a user: it fetches nothing and installs nothing. */
const startSettings = {
  ...judgedDatabaseSettings,
  threads: '2',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_persistent_secrets: 'false',
  enable_object_cache: 'true',
};

/** The datasets as tables of an in-memory database that reads nothing else, for statements that were judged. */
export class Database {
  readonly #connection: DuckDBConnection;
  readonly #tables = new KnownTables();
  readonly #judge: SqlJudge;
  #residentBytesAllowed = Number.POSITIVE_INFINITY;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
    this.#judge = new SqlJudge({ engine: new DuckdbEngine(connection), tables: this.#tables });
  }

  static async start(): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', startSettings);
    return new Database(await instance.connect());
  }

  /** Binds the datasets and then locks every door, for good. */
  async open({ datasets, temporaryDirectory, memoryBytes, processBytes }: DatabaseOptions): Promise<void> {
    this.#residentBytesAllowed = processBytes * 0.75;
    const statements = [
      `SET memory_limit = '${Math.floor(memoryBytes / 1024 ** 2)}MiB'`,
      `SET temp_directory = ${literal(temporaryDirectory)}`,
      `SET max_temp_directory_size = '2GiB'`,
      `SET TimeZone = 'UTC'`,
      ...allowedPaths(datasets),
      ...datasets.flatMap((dataset, index) => tableStatements(dataset, index === 0)),
      'SET enable_external_access = false',
      'SET lock_configuration = true',
    ];
    for (const statement of statements) await this.#connection.run(statement);
    for (const name of datasets.flatMap((dataset, index) => tableNames(dataset, index === 0))) {
      this.#tables.addDataset(name);
    }
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  /**
   * The result as JSON text with `columns` and `rows`.
   * @throws Error with DuckDB's message, or with the judge's when the statement is not one that may run.
   */
  async query(text: string, parameters: readonly Json[]): Promise<string> {
    return this.#withinMemory(async () => {
      const { text: judged, creates } = await this.#judge.judge(text);
      const statement = await this.#connection.prepare(judged);
      try {
        statement.bind(parameters.map(bindable));
        // Never a streamed result: DuckDB's Node API ends one silently when an error comes after its first chunk.
        const result = await statement.run();
        if (creates !== undefined) this.#tables.addStep(creates);
        return await resultJson(result, {});
      } finally {
        statement.destroySync();
      }
    });
  }

  /**
   * The dataset as JSON text with `columns`, `rows`, `numeric` (by column) and `totalRows`: all rows of a small one, a
   * repeatable random sample of a large or wide one.
   */
  async frame(): Promise<string> {
    const [count] = await (await this.#connection.run('SELECT count(*) FROM data')).getRowsJson();
    const totalRows = Number(count?.[0] ?? 0);
    const types = (await this.#connection.run('SELECT * FROM data LIMIT 0')).columnTypes().map(String);
    const rows = Math.min(maxFrameRows, Math.floor(maxCells / Math.max(1, types.length)));
    const sample = totalRows > rows ? ` USING SAMPLE reservoir(${rows} ROWS) REPEATABLE (42)` : '';
    const result = await this.#withinMemory(() => this.#connection.run(`SELECT * FROM data${sample}`));
    const numeric = types.map((type) => numericType.test(type));
    return resultJson(result, { numeric, totalRows });
  }

  /** DuckDB's memory limit does not count results: a query that fills the process is interrupted before the kill. */
  async #withinMemory<T>(work: () => Promise<T>): Promise<T> {
    const state = { isTooLarge: false };
    const poll = setInterval(() => {
      if (process.memoryUsage.rss() < this.#residentBytesAllowed) return;
      state.isTooLarge = true;
      this.interrupt();
    }, memoryPollMs);
    try {
      return await work();
    } catch (error) {
      if (!state.isTooLarge) throw error;
      clearInterval(poll);
      await this.#memoryReturned();
      throw new Error('The query needs too much memory: aggregate in SQL, or add a LIMIT', { cause: error });
    } finally {
      clearInterval(poll);
    }
  }

  /** DuckDB gives memory back a moment after an interruption: the code that goes on must not die of it. */
  async #memoryReturned(): Promise<void> {
    const deadline = performance.now() + memoryReturnMs;
    while (performance.now() < deadline && process.memoryUsage.rss() > this.#residentBytesAllowed * 0.6) {
      await new Promise((resolve) => setTimeout(resolve, memoryPollMs));
    }
  }
}

/** A view reads its file at each query, also when the doors are locked. */
function allowedPaths(datasets: readonly DatasetFile[]): string[] {
  const paths = datasets.filter(({ format }) => format === 'parquet').map(({ path }) => literal(path));
  return paths.length === 0 ? [] : [`SET allowed_paths = [${paths.join(', ')}]`];
}

function tableNames({ table }: DatasetFile, isPrimary: boolean): string[] {
  return [...(isPrimary ? ['data'] : []), ...(table === undefined ? [] : [table])];
}

function tableStatements(dataset: DatasetFile, isPrimary: boolean): string[] {
  const { path, format } = dataset;
  const [first, second] = tableNames(dataset, isPrimary).map(identifier);
  if (first === undefined) return [];
  const source =
    format === 'parquet'
      ? `CREATE VIEW ${first} AS SELECT * FROM read_parquet(${literal(path)})`
      : `CREATE TABLE ${first} AS SELECT * FROM read_csv(${literal(path)}, sample_size = -1)`;
  return second === undefined ? [source] : [source, `CREATE VIEW ${second} AS SELECT * FROM ${first}`];
}

async function resultJson(result: DuckDBResult, properties: object): Promise<string> {
  const head = JSON.stringify({ columns: result.deduplicatedColumnNames(), ...properties }).slice(0, -1);
  return `${head},"rows":${await rowsJson(result)}}`;
}

function bindable(value: Json): string | number | boolean | bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'object' && value !== null)
    throw new Error('A parameter must be a number, a text, a boolean or null');
  return value;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
