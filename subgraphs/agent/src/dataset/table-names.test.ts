import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from '@jest/globals';
import { reservedWords } from './reserved-words.ts';
import { tableNames } from './table-names.ts';

const namesOf = (...names: string[]) => tableNames(names.map((name) => ({ name })));

describe('the table of a dataset', () => {
  test.each([
    ['Orders', 'orders'],
    ['Sales 2026 (final).v2', 'sales_2026_final_v2'],
    ['2026 sales', 't_2026_sales'],
    ['größe', 'größe'],
    ['合計', '合計'],
    ['  ../../etc/passwd', 'etc_passwd'],
    ['"; drop table data; --', 'drop_table_data'],
    ['data', 'data_file'],
    ['Order', 'order_file'],
    ['?!', 'file'],
    ['', 'file'],
  ])('%p is %p', (name, table) => {
    expect(namesOf(name)).toEqual([table]);
  });

  test('is never that of another', () => {
    expect(namesOf('a b', 'A-B', 'a_b_2', 'a b')).toEqual(['a_b', 'a_b_2', 'a_b_2_2', 'a_b_3']);
    const long = 'x'.repeat(200);
    expect(namesOf(long, `${long}y`)).toEqual(['x'.repeat(60), `${'x'.repeat(60)}_2`]);
  });

  test('can be written without quotes, whatever its letters', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const names = ['Values', 'größe', 'हिन्दी', '合計', 'İ', 'ª', '1st', 'left', 'Memory', '👍 a', 'e\u0301'];
    for (const table of namesOf(...names)) {
      await connection.run(`create view "${table}" as select 1 as one`);
      const rows = await (await connection.run(`select one from ${table}`)).getRowsJson();
      expect(rows).toEqual([[1]]);
    }
    connection.closeSync();
  });

  test('is no word that the database reserves', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const result = await connection.run(
      `select keyword_name from duckdb_keywords() where keyword_category in ('reserved', 'type_function')`,
    );
    const words = (await result.getRowsJson()).map(([word]) => word);
    expect(words.sort()).toEqual([...reservedWords].sort());
    connection.closeSync();
  });
});
