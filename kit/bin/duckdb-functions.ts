import { DuckDBInstance } from '@duckdb/node-api';
import { allowedFunctions, allowedTableFunctions } from '../src/sql/lists/allowed-functions.ts';
import { duckdbFunctions, type DuckdbOverload } from '../src/sql/lists/duckdb-functions.ts';
import { refusedFunctions, refusedTableFunctions } from '../src/sql/lists/refused-functions.ts';

/** Prints DuckDB's functions with their kind, how statements are let to call them, and their overloads. */
async function main(): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { autoload_known_extensions: 'false' });
  const functions = await duckdbFunctions(await instance.connect());
  const groups = Map.groupBy(functions, ({ kind, name }) => `${kind}\t${name}`);
  for (const [key, overloads] of groups) {
    const signatures = overloads.map(({ parameters, returns }) => `(${parameters.join(', ')}) ${returns ?? ''}`.trim());
    process.stdout.write(`${key}\t${overloads[0] ? judgement(overloads[0]) : ''}\t${signatures.join('; ')}\n`);
  }
}

function judgement({ kind, name }: DuckdbOverload): string {
  if (kind === 'pragma') return 'refused: no statement calls a pragma';
  const isTable = kind === 'table' || kind === 'table_macro';
  if ((isTable ? allowedTableFunctions : allowedFunctions).has(name)) return 'allowed';
  const groups = Object.entries(isTable ? refusedTableFunctions : refusedFunctions);
  const reason = groups.find(([, names]) => names.includes(name))?.[0];
  return reason === undefined ? 'NOT JUDGED' : `refused: ${reason}`;
}

await main();
