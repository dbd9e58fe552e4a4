import { beforeAll, describe, expect, test } from '@jest/globals';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { checkOwnName } from '../../src/sql/known-tables.ts';
import { aggregates, allowedFunctions, allowedTableFunctions } from '../../src/sql/lists/allowed-functions.ts';
import { allowedCollations } from '../../src/sql/lists/collations.ts';
import { duckdbFunctions, judgedVersion, type DuckdbOverload } from '../../src/sql/lists/duckdb-functions.ts';
import { refusedFunctions, refusedTableFunctions } from '../../src/sql/lists/refused-functions.ts';
import { allowedTypes, refusedTypes } from '../../src/sql/lists/types.ts';

/** What to do when one of these fails: print the functions, judge the new ones, and put them into a list. */
const advice = 'run `npm run -s duckdb-functions` and see kit/src/sql/lists';

/** Parameters and results that are more than data, or data that no statement can make. */
const dangerousTypes = /POINTER|TABLE|AGGREGATE_STATE|TYPE\b/;
const unreachableTypes = /BIGNUM|GEOMETRY|VARIANT/;

let connection: DuckDBConnection;
let functions: DuckdbOverload[];
const tableKinds = new Set(['table', 'table_macro']);
const valueKinds = new Set(['scalar', 'aggregate', 'macro']);

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { autoload_known_extensions: 'false' });
  connection = await instance.connect();
  functions = await duckdbFunctions(connection);
});

async function column(query: string): Promise<string[]> {
  return (await (await connection.run(query)).getRowsJson()).map(([value]) => (typeof value === 'string' ? value : ''));
}

const namesOf = (kinds: ReadonlySet<string>): string[] => [
  ...new Set(functions.filter(({ kind }) => kinds.has(kind)).map(({ name }) => name)),
];

/** Judged twice is as wrong as not judged. */
function expectJudgedOnce(names: readonly string[], allowed: ReadonlySet<string>, refused: readonly string[]): void {
  const judged = [...allowed, ...refused];
  expect({ advice, missing: names.filter((name) => !judged.includes(name)) }).toEqual({ advice, missing: [] });
  expect({ advice, gone: judged.filter((name) => !names.includes(name)) }).toEqual({ advice, gone: [] });
  expect(judged.filter((name, index) => judged.indexOf(name) !== index)).toEqual([]);
}

describe('the lists', () => {
  test('are of the version that is installed', async () => {
    expect({ advice, version: await column('SELECT version()') }).toEqual({ advice, version: [judgedVersion] });
  });

  test('have every function of DuckDB once, allowed or refused', () => {
    // UNNEST as a value is the binder's own: DuckDB lists the table function alone.
    const names = [...namesOf(valueKinds), 'unnest'];
    expectJudgedOnce(names, allowedFunctions, Object.values(refusedFunctions).flat());
  });

  test('have every table function of DuckDB once, allowed or refused', () => {
    expectJudgedOnce(namesOf(tableKinds), allowedTableFunctions, Object.values(refusedTableFunctions).flat());
  });

  test('know every kind of function: no statement calls a pragma', () => {
    const kinds = new Set(functions.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set([...valueKinds, ...tableKinds, 'pragma']));
  });

  test('allow no function that takes or gives an address, a table, a state or a type', () => {
    const allowed = functions.filter(({ kind, name }) =>
      tableKinds.has(kind) ? allowedTableFunctions.has(name) : valueKinds.has(kind) && allowedFunctions.has(name),
    );
    const signature = ({ parameters, returns }: DuckdbOverload): string => [...parameters, returns].join();
    expect(allowed.filter((overload) => dangerousTypes.test(signature(overload)))).toEqual([]);
    // These have other overloads, and nothing makes a value for this one.
    const reached = allowed.filter((overload) => unreachableTypes.test(signature(overload)));
    for (const { name } of reached) {
      const others = allowed.filter((other) => other.name === name && !reached.includes(other));
      expect({ name, others: others.length }).not.toEqual({ name, others: 0 });
    }
  });

  test('allow few functions that do more than compute', () => {
    const volatile = functions.filter(({ stability, name }) => stability === 'VOLATILE' && allowedFunctions.has(name));
    const names = ['error', 'gen_random_uuid', 'random', 'setseed', 'uuid', 'uuidv4', 'uuidv7'];
    expect([...new Set(volatile.map(({ name }) => name))]).toEqual(names);
  });

  test('call only aggregates aggregates', () => {
    const isAggregate = (name: string) => functions.some((other) => other.name === name && other.kind === 'aggregate');
    expect([...aggregates].filter((name) => !isAggregate(name))).toEqual([]);
  });

  test('have every type of DuckDB once, allowed or refused', async () => {
    const names = await column('SELECT DISTINCT lower(type_name) FROM duckdb_types()');
    // These two are no names of the catalog, but DuckDB knows them inside.
    expectJudgedOnce([...names, 'pointer', 'aggregate_state'], allowedTypes, Object.values(refusedTypes).flat());
  });

  test('have every collation of DuckDB', async () => {
    const names = new Set([
      ...(await column('SELECT lower(collname) FROM pragma_collations()')),
      'binary',
      'c',
      'posix',
    ]);
    expect({ advice, names: allowedCollations }).toEqual({ advice, names });
  });

  test('know the extensions that are built in: another one brings parsers and functions of its own', async () => {
    const loaded = await column('SELECT extension_name FROM duckdb_extensions() WHERE loaded ORDER BY 1');
    expect({ advice, loaded }).toEqual({
      advice,
      loaded: ['autocomplete', 'core_functions', 'icu', 'json', 'parquet'],
    });
  });

  test('leave no view of the system under a name that a statement may give', async () => {
    const views =
      await column(`SELECT view_name FROM duckdb_views() WHERE internal AND schema_name <> 'information_schema'
      UNION ALL SELECT table_name FROM duckdb_tables() WHERE internal`);
    expect(views.length).toBeGreaterThan(20);
    for (const view of views) expect(() => checkOwnName(view)).toThrow('begin like a table of the system');
  });
});
