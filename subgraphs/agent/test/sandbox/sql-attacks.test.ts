import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Execution, Kernel } from '../../src/sandbox/sandbox.ts';
import { startSandbox, type SandboxFixture } from './sandbox-fixture.ts';

const attack = z.object({ name: z.string(), sql: z.string(), says: z.string() });
const attacks = readFileSync(join(import.meta.dirname, '../../../../kit/test/sql/attacks.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => attack.parse(JSON.parse(line)));

let fixture: SandboxFixture;
let kernel: Kernel;

beforeAll(async () => {
  fixture = await startSandbox();
  kernel = await fixture.open();
}, 120_000);

afterAll(async () => {
  await kernel.dispose();
  await fixture[Symbol.asyncDispose]();
});

async function resultOf(code: string): Promise<unknown> {
  const execution: Execution = await kernel.run(code);
  expect(execution.error).toBeUndefined();
  return execution.result;
}

/** Runs each statement and tells the error's name and message, or its rows. */
const told = `const told = (text, ...params) => { try { return ['rows', JSON.stringify(sql(text, ...params)).slice(0, 200)] }
  catch (error) { return [error.name, error.message] } };
`;

describe('SQL of generated code', () => {
  test('calls no address that stands among the constants of a changed tree', async () => {
    const code = `${told}
      const tree = { error: false, statements: [{ node: { type: 'SELECT_NODE', modifiers: [], cte_map: { map: [] }, select_list: [
        { class: 'STAR', type: 'STAR', alias: '', query_location: 0, relation_name: '', exclude_list: [], replace_list: [], columns: false, expr: null }],
        from_table: { type: 'TABLE_FUNCTION', alias: '', sample: null, query_location: 14, column_name_alias: [], function: { class: 'FUNCTION',
          type: 'FUNCTION', alias: '', query_location: 14, function_name: 'arrow_scan', schema: '', filter: null, distinct: false,
          order_bys: { type: 'ORDER_MODIFIER', orders: [] }, is_operator: false, export_state: false, catalog: '',
          children: [4096, 4096, 4096].map((value) => ({ class: 'CONSTANT', type: 'VALUE_CONSTANT', alias: '', query_location: 25,
            value: { type: { id: 'POINTER', type_info: null }, is_null: false, value } })) } },
        where_clause: null, group_expressions: [], group_sets: [], aggregate_handling: 'STANDARD_HANDLING', having: null, sample: null, qualify: null },
        named_param_map: [] }] };
      const text = JSON.stringify(tree).replaceAll("'", "''");
      result([told("SELECT * FROM json_execute_serialized_sql('" + text + "')"), told("PRAGMA json_execute_serialized_sql('" + text + "')"),
        told('SELECT 42 AS alive')])`;
    await expect(resultOf(code)).resolves.toEqual([
      ['SqlError', expect.stringContaining('json_execute_serialized_sql is not available')],
      ['SqlError', expect.stringContaining('PRAGMA is not available')],
      ['rows', '[{"alive":42}]'],
    ]);
  });

  test('that attacks is refused, and the kernel goes on', async () => {
    const statements = JSON.stringify(attacks.map(({ sql }) => sql));
    const answers = z
      .array(z.tuple([z.string(), z.string()]))
      .parse(await resultOf(`${told} result(${statements}.map((text) => told(text)))`));
    for (const [index, { name, says }] of attacks.entries()) {
      expect({ name, answer: answers[index] }).toEqual({ name, answer: ['SqlError', expect.stringContaining(says)] });
    }
    await expect(resultOf(`result(sql('SELECT count(*) AS n FROM data')[0].n)`)).resolves.toBe(100);
  });

  test('takes steps that were made in another piece, and no others', async () => {
    await resultOf(`${told} told('CREATE TEMP TABLE half AS SELECT * FROM data WHERE id < 50');
      told("CREATE TEMP TABLE broken AS SELECT error('no')"); told('CREATE OR REPLACE TEMP TABLE data AS SELECT 1')`);
    await expect(
      resultOf(`${told} result([told('SELECT count(*) AS n FROM HALF'), told('FROM broken'), df.shape])`),
    ).resolves.toEqual([
      ['rows', '[{"n":50}]'],
      ['SqlError', expect.stringContaining('There is no table broken. The tables are: data, half')],
      [100, 5],
    ]);
  });

  test('shows where a statement is wrong, as DuckDB does', async () => {
    const code = String.raw`${told} result([told('SELECT id\nFROM data\nWHER x'), told('CREATE TEMP TABLE t AS\n SELECT nope FROM data')])`;
    await expect(resultOf(code)).resolves.toEqual([
      ['SqlError', 'Parser Error: syntax error at or near "x"\n\nLINE 3: WHER x\n             ^'],
      ['SqlError', expect.stringMatching(/"nope" not found[^]*\n +\^/)],
    ]);
  });
});

describe('a statement without measure', () => {
  test.each([
    ['brackets', `'SELECT ' + '('.repeat(90000) + '1' + ')'.repeat(90000)`],
    ['brackets that stay open', `'SELECT ' + '('.repeat(150000)`],
    ['a megabyte', `'SELECT ' + '1,'.repeat(500000) + '1'`],
    ['sums', `'SELECT 1' + '+1'.repeat(10000)`],
    ['sums that the parser takes', `'SELECT 1' + '+1'.repeat(900)`],
    ['functions', `'SELECT ' + 'abs('.repeat(10000) + '1' + ')'.repeat(10000)`],
    ['subqueries', `'SELECT * FROM ('.repeat(5000) + 'SELECT 1' + ')'.repeat(5000)`],
    ['named queries in each other', `'WITH a AS ('.repeat(5000) + 'SELECT 1' + ') FROM a'.repeat(5000)`],
    ['types', `'SELECT 1::INT' + '[]'.repeat(50000)`],
    ['conditions', `'SELECT ' + 'CASE WHEN true THEN '.repeat(5000) + '1' + ' END'.repeat(5000)`],
    ['differences', `'SELECT 1' + ' EXCEPT SELECT 1'.repeat(5000)`],
    ['comments', `'/*'.repeat(50000) + '*/'.repeat(50000) + ' SELECT 1'`],
    ['pivots', `'PIVOT '.repeat(30000)`],
  ])('of %s is an error and no more', async (_name, text) => {
    await expect(resultOf(`${told} result(told(${text})[0])`)).resolves.toBe('SqlError');
    await expect(resultOf('result(sql("SELECT 1 AS x"))')).resolves.toEqual([{ x: 1 }]);
  });

  test.each([
    ['sums', `'SELECT 1' + '+1'.repeat(250) + ' AS x'`],
    ['conditions', `'SELECT ' + 'CASE WHEN true THEN '.repeat(250) + '1' + ' END'.repeat(250) + ' AS x'`],
    ['brackets', `'SELECT ' + '('.repeat(800) + '1' + ')'.repeat(800) + ' AS x'`],
    ['a list', `'SELECT 1 AS x WHERE 1 IN (' + '1,'.repeat(20000) + '1)'`],
  ])('but of %s that fit runs', async (_name, text) => {
    await expect(resultOf(`${told} result(told(${text})[0])`)).resolves.toBe('rows');
  });
});
