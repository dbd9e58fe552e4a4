import { describe, expect, test } from '@jest/globals';
import { pivotWithoutValues } from './pivot-values.ts';

const valuesQuery = (query: string): string | undefined => pivotWithoutValues(query)?.valuesQuery;
const tail = 'ORDER BY ALL LIMIT 1001';

describe('pivotWithoutValues', () => {
  test.each([
    ['PIVOT t ON a', `SELECT DISTINCT CAST((a) AS VARCHAR) AS value FROM t WHERE (a) IS NOT NULL ${tail}`],
    [
      'PIVOT (FROM t) ON year(a) USING sum(b) GROUP BY c',
      `SELECT DISTINCT CAST((year(a)) AS VARCHAR) AS value FROM (FROM t) WHERE (year(a)) IS NOT NULL ${tail}`,
    ],
    [
      'pivot t join u on t.a = u.a ON b IN (1), c',
      `SELECT DISTINCT CAST((c) AS VARCHAR) AS value FROM t join u on t.a = u.a WHERE (c) IS NOT NULL ${tail}`,
    ],
    [
      'WITH w AS (SELECT 1 AS a) PIVOT w ON a',
      `WITH w AS (SELECT 1 AS a) SELECT * FROM (SELECT DISTINCT CAST((a) AS VARCHAR) AS value FROM w WHERE (a) IS NOT NULL) ${tail}`,
    ],
    [
      'WITH w AS (FROM t), p AS (PIVOT w ON a) FROM p',
      `WITH w AS (FROM t) SELECT * FROM (SELECT DISTINCT CAST((a) AS VARCHAR) AS value FROM w WHERE (a) IS NOT NULL) ${tail}`,
    ],
    [
      'WITH p AS (PIVOT t ON a), w AS (FROM t) FROM p',
      `SELECT DISTINCT CAST((a) AS VARCHAR) AS value FROM t WHERE (a) IS NOT NULL ${tail}`,
    ],
  ])('of %s asks for the values', (query, expected) => {
    expect(valuesQuery(query)).toBe(expected);
  });

  test('writes the values behind the column, quotes doubled', () => {
    const pivot = pivotWithoutValues('FROM (PIVOT t ON a -- the column\n USING sum(b)) AS p');
    expect(pivot?.withValues(['x', "it's"])).toBe(
      `FROM (PIVOT t ON a IN ('x', 'it''s') -- the column\n USING sum(b)) AS p`,
    );
  });

  test('takes an inner PIVOT before the one around it', () => {
    expect(valuesQuery('PIVOT (PIVOT t ON a) ON b')).toContain('FROM t WHERE (a)');
  });

  test.each([
    'PIVOT t ON a IN (1, 2) USING sum(b)',
    'SELECT * FROM t PIVOT (sum(b) FOR a IN (1, 2))',
    'FROM (FROM t) PIVOT (sum(b) FOR a IN (1, 2)) JOIN u ON true',
    `SELECT 'pivot t on a'`,
    'UNPIVOT t ON a INTO NAME n VALUE v',
    'SELECT pivot.a FROM t AS "pivot"',
    'PIVOT t USING sum(b)',
  ])('leaves %s as it is', (query) => {
    expect(pivotWithoutValues(query)).toBeUndefined();
  });

  test.each([
    ['PIVOT (SELECT ? AS a) ON a', 'with parameters needs its values'],
    ['PIVOT t ON (a, b)', 'ON a, b or'],
    ['PIVOT '.repeat(33), 'at most 32 PIVOTs'],
  ])('refuses %.30s', (query, says) => {
    expect(() => pivotWithoutValues(query)).toThrow(says);
  });

  test.each([
    [[], 'no values of a'],
    [Array.from({ length: 1001 }, String), 'more than 1000 values of a'],
  ])('refuses a number of values that makes no table', (values, says) => {
    expect(() => pivotWithoutValues('PIVOT t ON a')?.withValues(values)).toThrow(says);
  });
});
