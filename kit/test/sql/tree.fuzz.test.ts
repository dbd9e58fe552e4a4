import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SqlRefusal } from '../../src/sql/sql-refusal.ts';
import { parseTree } from '../../src/sql/tree/parse-tree.ts';
import { queryShapes } from '../../src/sql/tree/query-shapes.ts';
import { tableShapes } from '../../src/sql/tree/table-shapes.ts';
import { expressionShapes, statement } from '../../src/sql/tree/expression-shapes.ts';
import { TreeWalk, type Source } from '../../src/sql/tree/tree-walk.ts';
import { openAnalysisDatabase, type AnalysisDatabase } from './analysis-database.ts';

type Node = Record<string, unknown>;

const runs = 1000;
const queries = readFileSync(join(import.meta.dirname, 'statements.sql'), 'utf8')
  .split('\n')
  .filter((text) => /^(SELECT|FROM|WITH|VALUES|DESCRIBE|SUMMARIZE|UNPIVOT|\(|SHOW)/.test(text));

let database: AnalysisDatabase;
let trees: unknown[];

beforeAll(async () => {
  database = await openAnalysisDatabase();
  trees = [];
  for (const query of queries) {
    const judged = await database.judge.judge(query).catch(() => undefined);
    if (judged) trees.push(parseTree(await database.engine.serialize(judged.text), source(judged.text)));
  }
});

function source(query: string): Source {
  return { statement: query, start: 0, query };
}

function isRefused(tree: unknown): boolean {
  try {
    statement(tree, new TreeWalk(database.tables, source('')));
    return false;
  } catch (error) {
    if (error instanceof SqlRefusal) return true;
    throw error;
  }
}

/** All objects in the tree, wherever they are. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** One object of one tree, in a copy of the tree. */
const place: fc.Arbitrary<{ tree: unknown; node: Node; pick: number }> = fc
  .tuple(fc.nat(), fc.nat(), fc.nat())
  .map(([which, where, pick]) => {
    const tree: unknown = structuredClone(trees[which % trees.length]);
    const nodes = nodesOf(tree);
    return { tree, node: nodes[where % nodes.length]!, pick };
  });

const keyOf = (node: Node, pick: number): string => Object.keys(node)[pick % Object.keys(node).length] ?? '';

describe('a tree that DuckDB does not make today', () => {
  test('is judged here by changing one that passes', () => {
    expect(trees.length).toBeGreaterThan(400);
    expect(trees.filter(isRefused)).toEqual([]);
  });

  test('is refused when any object has one key more', () => {
    fc.assert(
      fc.property(place, fc.constantFrom('new', '__proto__', 'toString', 'expr', 'children'), ({ tree, node }, key) => {
        fc.pre(!Object.hasOwn(node, key));
        Object.defineProperty(node, key, { value: null, enumerable: true });
        expect(isRefused(tree)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('is refused when any object has one key less', () => {
    fc.assert(
      fc.property(place, ({ tree, node, pick }) => {
        // Reflect, because the key is a part of the data.
        Reflect.deleteProperty(node, keyOf(node, pick));
        expect(isRefused(tree)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('is refused when any value is of another kind', () => {
    const others: readonly unknown[] = [{ a: 1 }, [[[]]], { class: 'FUNCTION' }, { type: 'SELECT_NODE' }];
    fc.assert(
      fc.property(place, fc.constantFrom(...others), ({ tree, node, pick }, other) => {
        node[keyOf(node, pick)] = other;
        expect(isRefused(tree)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('is refused when a class, a type or another word of DuckDB is one that nobody has judged', () => {
    const free = new Set([
      'alias',
      'schema',
      'catalog',
      'relation_name',
      'identifier',
      'cte_name',
      'key',
      'value',
      'column',
      'table',
    ]);
    fc.assert(
      fc.property(place, fc.constantFrom('NEW', 'constructor', '__proto__'), ({ tree, node, pick }, word) => {
        const key = keyOf(node, pick);
        fc.pre(typeof node[key] === 'string' && !free.has(key));
        node[key] = word;
        expect(isRefused(tree)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

describe('the shapes', () => {
  test('are only those that ordinary statements have', () => {
    const seen = new Set(trees.flatMap(nodesOf).flatMap(({ class: name, type }) => [name, type]));
    const shapes = [expressionShapes, tableShapes, queryShapes].flatMap((group) => Object.keys(group));
    expect(shapes.filter((name) => !seen.has(name))).toEqual(['PARAMETER']);
  });
});
