import { describe, expect, test } from '@jest/globals';
import { mostCharacters, readStatement } from './read-statement.ts';

describe('readStatement', () => {
  test.each([
    ['SELECT 1', 'SELECT 1'],
    ['  -- first\n select 1 ; -- last', 'select 1'],
    [';;(from data);;', '(from data)'],
    ['/* ; */ WITH a AS (SELECT 1) FROM a', 'WITH a AS (SELECT 1) FROM a'],
    [`VALUES (';')`, `VALUES (';')`],
  ])('takes %j for the query %j', (text, query) => {
    expect(readStatement(text)).toEqual({ query, start: text.indexOf(query) });
  });

  test('takes off what makes a table of a query', () => {
    const text = 'create OR replace\n TEMP /* x */ table If not EXISTS "My ""Table"""(Aa, "b c") AS -- y\n SELECT 1;';
    const head = { kind: 'TABLE', name: 'My "Table"', columns: ['Aa', 'b c'], replaces: true, ifNotExists: true };
    expect(readStatement(text)).toEqual({ head, query: 'SELECT 1', start: text.indexOf('SELECT') });
  });

  test('takes off what makes a view of a query', () => {
    const head = { kind: 'VIEW', name: 'V', columns: [], replaces: false, ifNotExists: false };
    expect(readStatement('CREATE TEMPORARY VIEW V AS (FROM data)')).toMatchObject({ head, query: '(FROM data)' });
  });

  test.each([
    ['', 'empty statement'],
    [' ; -- nothing', 'empty statement'],
    ['SELECT 1; SELECT 2', 'one statement at a time'],
    ['DROP TABLE data', 'DROP is not available'],
    ['(((PRAGMA version)))', 'PRAGMA is not available'],
    ['1 + 1', 'this is no query'],
    ['CREATE TEMP TABLE a', 'CREATE [OR REPLACE] TEMP TABLE'],
    ['CREATE TEMP TABLE a AS', 'this is no query'],
    ['CREATE TEMP TABLE a(b INTEGER) AS SELECT 1', 'without types'],
    ['CREATE TEMP TABLE a.b AS SELECT 1', 'without a schema'],
    ['CREATE OR TEMP TABLE a AS SELECT 1', 'CREATE OR is not available'],
    ['CREATE TEMP TABLE a AS INSERT INTO data VALUES (1)', 'INSERT is not available'],
    ['SELECT \0', 'NUL'],
    ['SELECT \udc00', 'surrogate'],
    [`SELECT '${'x'.repeat(mostCharacters)}'`, 'longer than 200000 characters'],
  ])('refuses %.40j and says %j', (text, says) => {
    expect(() => readStatement(text)).toThrow(says);
  });

  test('takes the longest statement that it takes', () => {
    expect(readStatement(`SELECT ${' '.repeat(mostCharacters - 8)}1`).start).toBe(0);
  });
});
