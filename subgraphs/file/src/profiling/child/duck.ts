import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { WorkerJob } from '../worker-protocol.ts';
import { sqlText } from './sql.ts';

/** DuckDB, with what a job needs of it. */
export interface Duck extends Disposable {
  run(sql: string): Promise<void>;
  /** Rows as plain JSON, checked. */
  rows<Row>(sql: string, row: z.ZodType<Row>): Promise<Row[]>;
}

/** Opens DuckDB so that it can read the job's input, write to its scratch folder, and reach nothing else. */
export async function openDuck({ input, scratch, memoryBytes, threads }: WorkerJob): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${Math.floor(memoryBytes / 1024 / 1024)}MiB`,
    temp_directory: `${scratch}/spill`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const run = async (sql: string): Promise<void> => {
    await connection.run(sql);
  };
  await run(`SET allowed_paths = [${sqlText(input)}]`);
  await run(`SET allowed_directories = [${sqlText(scratch)}]`);
  await run('SET enable_external_access = false');
  await run('SET lock_configuration = true');
  return {
    run,
    async rows(sql, row) {
      const reader = await connection.runAndReadAll(sql);
      return z.array(row).parse(reader.getRowObjectsJson());
    },
    [Symbol.dispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
