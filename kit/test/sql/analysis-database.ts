import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { KnownTables } from '../../src/sql/known-tables.ts';
import { DuckdbEngine, judgedDatabaseSettings } from '../../src/sql/sql-engine.ts';
import { SqlJudge } from '../../src/sql/sql-judge.ts';
import { analysisTables } from './analysis-tables.ts';

export interface AnalysisDatabase {
  readonly connection: DuckDBConnection;
  readonly engine: DuckdbEngine;
  readonly tables: KnownTables;
  readonly judge: SqlJudge;
  /** Judges the statement, runs what may run, and gives the rows. */
  run(text: string): Promise<unknown[][]>;
}

/** DuckDB with tables of data, its doors locked as a kernel locks them, and the judge before it. */
export async function openAnalysisDatabase(): Promise<AnalysisDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...judgedDatabaseSettings,
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  for (const [name, query] of Object.entries(analysisTables))
    await connection.run(`CREATE TABLE "${name}" AS ${query}`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const engine = new DuckdbEngine(connection);
  const tables = new KnownTables(Object.keys(analysisTables));
  const judge = new SqlJudge({ engine, tables });
  return {
    connection,
    engine,
    tables,
    judge,
    async run(text) {
      const judged = await judge.judge(text);
      const statement = await connection.prepare(judged.text);
      const rows = await (await statement.run()).getRowsJson();
      if (judged.creates !== undefined) tables.addStep(judged.creates);
      return rows;
    },
  };
}
