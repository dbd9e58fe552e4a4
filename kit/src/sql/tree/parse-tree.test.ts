import { describe, expect, test } from '@jest/globals';
import { parseTree } from './parse-tree.ts';

const source = { statement: 'CREATE TEMP TABLE t AS SELECT é 1', start: 23, query: 'SELECT é 1' };

describe('parseTree', () => {
  test('gives the tree of the only statement', () => {
    expect(parseTree('{"error":false,"statements":[{"node":1}]}', source)).toEqual({ node: 1 });
  });

  test.each([
    ['{"error":false,"statements":[]}', 'one statement at a time'],
    ['{"error":false,"statements":[{},{}]}', 'one statement at a time'],
    ['{"error":false}', 'one statement at a time'],
    ['{"statements":[{}]}', 'Error: '],
    [
      '{"error":true,"error_type":"not implemented","error_message":"Only SELECT statements can be"}',
      'this is no query',
    ],
    ['{"error":true,"error_type":"parser","error_message":"No."}', 'Parser Error: No.'],
    [
      '{"error":true,"error_type":"parser","error_message":"No.","position":"9"}',
      `LINE 1: ${source.statement}\n${' '.repeat(40)}^`,
    ],
    ['{"error":false,"statements":[{"value":Infinity}]}', 'too large'],
    ['null', 'makes no tree'],
    ['', 'makes no tree'],
  ])('refuses %s', (json, says) => {
    expect(() => parseTree(json, source)).toThrow(says);
  });
});
