import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';

/** The version whose functions, types and trees were judged: another one is read through again before it is named here. */
export const judgedVersion = 'v1.5.6';

const overload = z.object({
  name: z.string(),
  kind: z.string(),
  parameters: z.array(z.string().nullable()),
  returns: z.string().nullable(),
  stability: z.string().nullable(),
});

/** One way to call a function of DuckDB. */
export type DuckdbOverload = z.infer<typeof overload>;

/** All functions of the database with their overloads, sorted. Names are in lower case, as DuckDB compares them. */
export async function duckdbFunctions(connection: DuckDBConnection): Promise<DuckdbOverload[]> {
  const reader = await connection.runAndReadAll(`
    SELECT DISTINCT lower(function_name) AS name, function_type AS kind, coalesce(parameter_types, []) AS parameters,
      return_type AS returns, stability
    FROM duckdb_functions() ORDER BY ALL`);
  return z.array(overload).parse(reader.getRowObjectsJson());
}
