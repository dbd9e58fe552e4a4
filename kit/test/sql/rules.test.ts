import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KnownTables } from '../../src/sql/known-tables.ts';
import { judgedDatabaseSettings } from '../../src/sql/sql-engine.ts';
import { SqlRefusal, type SqlRule } from '../../src/sql/sql-refusal.ts';
import { TreeWalk } from '../../src/sql/tree/tree-walk.ts';
import { parseTree } from '../../src/sql/tree/parse-tree.ts';
import { statement } from '../../src/sql/tree/expression-shapes.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { DuckdbEngine } from '../../src/sql/sql-engine.ts';
import { openAnalysisDatabase, type AnalysisDatabase } from './analysis-database.ts';

let database: AnalysisDatabase;

beforeAll(async () => {
  database = await openAnalysisDatabase();
});

afterAll(() => {
  database.connection.closeSync();
});

async function verdict(text: string): Promise<SqlRule | 'passes'> {
  try {
    await database.judge.judge(text);
    return 'passes';
  } catch (error) {
    if (error instanceof SqlRefusal) return error.rule;
    throw error;
  }
}

/** Each rule alone: a statement that it refuses, beside the nearest one that it lets through. */
const rules: readonly [name: string, rule: SqlRule, refused: string, passes: string][] = [
  ['a length', 'text', `SELECT '${'x'.repeat(200_000)}'`, `SELECT '${'x'.repeat(199_000)}'`],
  ['no NUL', 'text', `SELECT 'a\0b'`, `SELECT 'a\tb'`],
  ['no half of a pair', 'text', `SELECT '\ud83d'`, `SELECT '\ud83d\ude00'`],
  [
    'comments of a depth',
    'text',
    `${'/*'.repeat(17)}${'*/'.repeat(17)} SELECT 1`,
    `${'/*'.repeat(16)}${'*/'.repeat(16)} SELECT 1`,
  ],
  ['one statement', 'statement', 'SELECT 1; SELECT 1', 'SELECT 1;;'],
  ['a first word', 'statement', 'CALL range(1)', 'FROM range(1)'],
  [
    'a first word behind CREATE',
    'statement',
    'CREATE TEMP TABLE t AS CALL range(1)',
    'CREATE TEMP TABLE t AS FROM range(1)',
  ],
  ['only temporary tables', 'statement', 'CREATE TABLE t AS FROM data', 'CREATE TEMP TABLE t AS FROM data'],
  ['only tables and views', 'statement', 'CREATE TEMP MACRO t AS 1', 'CREATE TEMP VIEW t AS SELECT 1'],
  ['a query', 'statement', 'WITH a AS (SELECT 1) DELETE FROM data', 'WITH a AS (SELECT 1) FROM data'],
  ['no lists of tables', 'statement', 'SHOW TABLES', 'SHOW data'],
  ['a syntax', 'syntax', 'SELECT 1 1', 'SELECT 1, 1'],
  ['a step beside the datasets', 'name', 'CREATE TEMP TABLE Data AS SELECT 1', 'CREATE TEMP TABLE data2 AS SELECT 1'],
  ['a plain name of a step', 'name', 'CREATE TEMP TABLE "t.csv" AS SELECT 1', 'CREATE TEMP TABLE "t csv" AS SELECT 1'],
  [
    "a name that is not the system's",
    'name',
    'CREATE TEMP VIEW PG_class AS SELECT 1',
    'CREATE TEMP VIEW pgclass AS SELECT 1',
  ],
  ['a plain name in WITH', 'name', 'WITH "t.csv" AS (SELECT 1) FROM data', 'WITH "t csv" AS (SELECT 1) FROM data'],
  ['a depth', 'depth', `SELECT 1${' + 1'.repeat(310)}`, `SELECT 1${' + 1'.repeat(290)}`],
  ['a depth of types', 'depth', `SELECT 1::INTEGER${'[]'.repeat(310)}`, `SELECT 1::INTEGER${'[]'.repeat(290)}`],
  ['known tables', 'table', 'FROM datum', 'FROM data'],
  ['known tables by their name alone', 'table', 'FROM system.main.data', 'FROM memory.main.data'],
  ['known tables in known schemas', 'table', 'FROM pg_catalog.data', 'FROM main.data'],
  [
    'named queries in scope',
    'table',
    'SELECT 1 FROM (WITH a AS (SELECT 1) FROM a), a',
    'WITH a AS (SELECT 1) SELECT 1 FROM (FROM a), a',
  ],
  [
    'named queries in their order',
    'table',
    'WITH a AS (FROM b), b AS (SELECT 1) FROM a',
    'WITH b AS (SELECT 1), a AS (FROM b) FROM a',
  ],
  ['named queries without a schema', 'table', 'WITH a AS (SELECT 1) FROM main.a', 'WITH a AS (SELECT 1) FROM a'],
  [
    'a recursive name in the second part',
    'table',
    'WITH RECURSIVE a AS (FROM a UNION SELECT 1) FROM a',
    'WITH RECURSIVE a AS (SELECT 1 UNION FROM a) FROM a',
  ],
  ['no versions of tables', 'shape', 'FROM data AT (VERSION => 1)', 'FROM data AS version'],
  ['known functions', 'function', 'SELECT abz(1)', 'SELECT ABS(1)'],
  ['known window functions', 'function', 'SELECT nextval(1) OVER ()', 'SELECT sum(1) OVER ()'],
  ['known table functions', 'function', `FROM glob('x')`, 'FROM range(1)'],
  ['value functions for values', 'function', 'SELECT repeat_row(1)', `SELECT repeat('a', 1)`],
  ['table functions behind FROM', 'function', 'FROM abs(1)', 'FROM repeat(1, 2)'],
  ['functions without a schema', 'function', 'SELECT pg_catalog.abs(1)', 'SELECT quantity.abs() FROM data'],
  ['functions without a database', 'function', 'SELECT system.x.abs(1)', 'SELECT data.quantity.abs() FROM data'],
  ['table functions without a schema', 'function', 'FROM pg_catalog.range(1)', 'FROM main.range(1)'],
  ['table functions without a database', 'function', 'FROM system.main.range(1)', 'FROM main.range(1)'],
  [
    'aggregates by a known name',
    'function',
    `SELECT list_aggregate([1], 'finalize')`,
    `SELECT list_aggregate([1], 'SUM')`,
  ],
  [
    'aggregates by a name that is written out',
    'function',
    `SELECT list_aggregate([1], region) FROM data`,
    `SELECT list_aggregate([quantity], 'sum') FROM data`,
  ],
  [
    'aggregates by their second argument',
    'function',
    `SELECT tags.list_aggregate('finalize', 'sum') FROM customers`,
    `SELECT (tags).list_aggregate('max') FROM customers`,
  ],
  [
    'structures of known types',
    'function',
    `SELECT from_json('1', '["POINTER"]')`,
    `SELECT from_json('1', '["BIGINT[]"]')`,
  ],
  [
    'structures without escapes',
    'function',
    String.raw`SELECT from_json('1', '{"a\\b": "BIGINT"}')`,
    `SELECT from_json('1', '{"a b": "BIGINT"}')`,
  ],
  [
    'structures of texts alone',
    'function',
    `SELECT from_json('1', '{"a": POINTER}')`,
    `SELECT from_json('1', '{"a": "DECIMAL(5,2)"}')`,
  ],
  ['known types', 'type', 'SELECT 1::POINTER', 'SELECT 1::BIGINT'],
  ['known types inside', 'type', 'SELECT 1::STRUCT(a POINTER)', 'SELECT 1::STRUCT(pointer BIGINT)'],
  ['types without a schema', 'shape', 'SELECT 1::"main"."mine"', 'SELECT 1::"bigint"'],
  ['known collations', 'collation', `SELECT 'a' COLLATE mine`, `SELECT 'a' COLLATE de`],
  ['known collations in each part', 'collation', `SELECT 'a' COLLATE de.mine`, `SELECT 'a' COLLATE de.nocase`],
  ['no states of aggregates', 'shape', 'SELECT sum(1) EXPORT_STATE', 'SELECT sum(1)'],
  ['no types made for a PIVOT', 'shape', 'PIVOT data ON region IN mine', `PIVOT data ON region IN ('mine')`],
  ['no DEFAULT', 'shape', 'SELECT DEFAULT', 'SELECT NULL'],
  ['numbers that JSON has', 'shape', 'SELECT 1e309', 'SELECT 1e308'],
  ['a PIVOT of few values', 'pivot', 'PIVOT (FROM range(1001)) ON range', 'PIVOT (FROM range(1000)) ON range'],
  ['a PIVOT of some values', 'pivot', 'PIVOT (FROM range(0)) ON range', 'PIVOT (FROM range(1)) ON range'],
  ['a PIVOT of one column', 'pivot', 'PIVOT data ON (region, channel)', 'PIVOT data ON region, channel'],
  ['a PIVOT without parameters', 'pivot', 'PIVOT (SELECT ? AS a) ON a', 'PIVOT (SELECT ? AS a) ON a IN (1)'],
  [
    'few PIVOTs',
    'pivot',
    `SELECT 1 ${', (FROM data) AS pivot'.repeat(33)}`,
    `SELECT 1 ${', (FROM data) AS "pivot"'.repeat(33)}`,
  ],
];

describe('the rule of', () => {
  test.each(rules)('%s (%s)', async (_name, rule, refused, passes) => {
    expect(await verdict(refused)).toBe(rule);
    expect(await verdict(passes)).toBe('passes');
  });
});

describe('the judge', () => {
  test('refuses every tree of a database without the settings that make trees whole', async () => {
    const instance = await DuckDBInstance.create(':memory:', {
      ...judgedDatabaseSettings,
      storage_compatibility_version: 'v1.0.0',
    });
    const engine = new DuckdbEngine(await instance.connect());
    const query = 'SELECT 1::STRUCT(a INTEGER)';
    const tree = parseTree(await engine.serialize(query), { statement: query, start: 0, query });
    const walk = new TreeWalk(new KnownTables(), { statement: query, start: 0, query });
    expect(() => statement(tree, walk)).toThrow('does not take this part');
  });

  test('gives what ran no other name than the one it judged', async () => {
    const { text, creates } = await database.judge.judge(
      'CREATE OR REPLACE TEMP TABLE "a b"(X, "y z") AS (SELECT 1, 2); -- end',
    );
    expect({ text, creates }).toEqual({
      text: 'CREATE OR REPLACE TEMP TABLE "a b" ("X", "y z") AS (SELECT 1, 2)',
      creates: 'a b',
    });
  });

  test('tells the place in the statement as it was written', async () => {
    const told = database.judge.judge(`CREATE TEMP TABLE t AS -- é\n  SELECT 'é😀', abs(1),\n read_csv('x')`);
    await expect(told).rejects.toThrow(`LINE 3:  read_csv('x')\n         ^`);
    const syntax = database.judge.judge(`CREATE TEMP TABLE t AS\n  SELECT 'é😀' 1`);
    await expect(syntax).rejects.toThrow(
      `Parser Error: syntax error at or near "1"\n\nLINE 2:   SELECT 'é😀' 1\n                       ^`,
    );
  });

  test.each([
    ['SELECT averge(quantity) FROM data', 'Did you mean'],
    ['SELECT stdev(quantity) FROM data', 'Did you mean stddev?'],
    ['FROM dta', 'The tables are: data, customers'],
    ['SELECT sum(1) FROM sum(1)', 'cannot stand behind FROM'],
    [`SELECT json_each('{}')`, 'but behind FROM'],
    ['SELECT 1::GEOMETRY', 'takes on trust'],
    ['SELECT 1::INTEGRE', 'There is no type INTEGRE'],
  ])('says of %s what to do', async (text, says) => {
    await expect(database.judge.judge(text)).rejects.toThrow(says);
  });
});
