import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedFunctions, refusedTableFunctions } from '../../src/sql/lists/refused-functions.ts';
import { refusedTypes } from '../../src/sql/lists/types.ts';
import { SqlRefusal, type SqlRule } from '../../src/sql/sql-refusal.ts';
import { openAnalysisDatabase, type AnalysisDatabase } from './analysis-database.ts';
import { allPlaces, called, statementsWith, type Leaf } from './generated-statements.ts';

const runs = 300;
let database: AnalysisDatabase;

beforeAll(async () => {
  database = await openAnalysisDatabase();
});

async function ruleOf(statement: string): Promise<SqlRule | 'passes'> {
  try {
    await database.judge.judge(statement);
    return 'passes';
  } catch (error) {
    if (error instanceof SqlRefusal) return error.rule;
    throw error;
  }
}

/** The harmless form shows that the place is one where the refused form would be read. */
async function expectTold({ harmless, refused }: Leaf, rule: SqlRule): Promise<void> {
  expect({ statement: harmless, rule: await ruleOf(harmless) }).toEqual({ statement: harmless, rule: 'passes' });
  expect({ statement: refused, rule: await ruleOf(refused) }).toEqual({ statement: refused, rule });
}

const refusedNames = Object.values(refusedFunctions).flat();
const refusedTableNames = Object.values(refusedTableFunctions).flat();

const functions: fc.Arbitrary<Leaf> = fc
  .constantFrom(...refusedNames, ...refusedTableNames.filter((name) => !/^(histogram|repeat)$/.test(name)))
  .chain((name) => called(name).map((call) => ({ harmless: call('abs'), refused: call(name) })));

const methods: fc.Arbitrary<Leaf> = fc
  .constantFrom(...refusedNames)
  .filter((name) => /^[a-z]\w+$/.test(name) && !['user', 'current_user'].includes(name))
  .map((name) => ({ harmless: '(1).abs()', refused: `(1).${name}()` }));

const tableFunctions: fc.Arbitrary<Leaf> = fc
  .constantFrom(...refusedTableNames)
  .chain((name) => called(name).map((call) => [call('range'), call(name)] as const))
  .map(([harmless, refused]) => ({
    harmless: `(SELECT 1 FROM ${harmless} AS t)`,
    refused: `(SELECT 1 FROM ${refused} AS t)`,
  }));

const types: fc.Arbitrary<Leaf> = fc
  .tuple(
    fc.constantFrom(...Object.values(refusedTypes).flat(), 'mine', 'x.csv'),
    fc.constantFrom(
      (type: string) => `CAST(1 AS ${type})`,
      (type: string) => `TRY_CAST(1 AS ${type})`,
      (type: string) => `1::${type}`,
      (type: string) => `1::${type}[][3]`,
      (type: string) => `NULL::STRUCT(a INTEGER, b ${type})`,
      (type: string) => `NULL::MAP(${type}, VARCHAR)`,
      (type: string) => `NULL::UNION(a STRUCT(b ${type}[]))`,
    ),
  )
  .map(([type, cast]) => ({ harmless: cast('"bigint"'), refused: cast(`"${type}"`) }));

const tables: fc.Arbitrary<Leaf> = fc
  .tuple(
    fc.constantFrom('duckdb_settings', 'sqlite_master', 'pg_class', '"x.csv"', "'y.parquet'", 'nobodys', '"DATA "'),
    fc.constantFrom(
      (table: string) => `(SELECT 1 FROM ${table})`,
      (table: string) => `(TABLE ${table})`,
      (table: string) => `(SELECT 1 FROM customers JOIN ${table} ON true)`,
      (table: string) => `(SELECT 1 FROM customers, LATERAL (FROM ${table}) AS t)`,
      (table: string) => `(WITH hidden AS (FROM ${table}) SELECT 1 FROM hidden)`,
      (table: string) => `(SELECT 1 FROM (DESCRIBE ${table}))`,
      (table: string) => `(SELECT 1 FROM (WITH nobodys AS (SELECT 1) FROM nobodys) AS t, ${table})`,
    ),
  )
  .filter(([table, wrap]) => table !== "'y.parquet'" || !wrap('').startsWith('(TABLE'))
  .map(([table, wrap]) => ({ harmless: wrap('data'), refused: wrap(table) }));

describe('hidden at any depth of a generated statement', () => {
  test.each([
    ['a refused function', functions, 'function'],
    ['a refused function as a method', methods, 'function'],
    ['a refused table function', tableFunctions, 'function'],
    ['a refused type', types, 'type'],
    ['a table that is not there', tables, 'table'],
  ] as const)('%s is refused, and a harmless one in its place is not', async (_name, leaf, rule) => {
    await fc.assert(
      fc.asyncProperty(statementsWith(leaf), async (statement) => {
        // DuckDB's parser takes no window in a window, and the like: nothing is hidden in what it does not read.
        fc.pre((await ruleOf(statement.harmless)) !== 'syntax');
        await expectTold(statement, rule);
      }),
      { numRuns: runs },
    );
  });

  test('a refused function is refused at every place there is', async () => {
    for (const place of allPlaces) {
      await expectTold({ harmless: place('abs(1)'), refused: place("current_setting('x')") }, 'function');
    }
  });

  test('every refused function is refused', async () => {
    for (const name of refusedNames)
      expect({ name, rule: await ruleOf(`SELECT "${name}"(1)`) }).toEqual({ name, rule: 'function' });
    for (const name of refusedTableNames)
      expect({ name, rule: await ruleOf(`FROM "${name}"(1)`) }).toEqual({ name, rule: 'function' });
  });
});
