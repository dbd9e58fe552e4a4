import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openAnalysisDatabase } from './analysis-database.ts';

/** What analysts write, one statement a line, in an order in which the steps are made before they are read. */
const statements = readFileSync(join(import.meta.dirname, 'statements.sql'), 'utf8')
  .split('\n')
  .filter(Boolean);

/** The steps that they make. */
const made = statements.flatMap(
  (text) => /^create .*?(?:table|view)(?: if not exists)? ("[^"]+"|\w+)/i.exec(text)?.[1]?.replaceAll('"', '') ?? [],
);

describe('statements of ordinary analysis', () => {
  test('are 500 different ones and more', () => {
    expect(new Set(statements).size).toBe(statements.length);
    expect(statements.length).toBeGreaterThanOrEqual(500);
  });

  test('are judged fine, and run', async () => {
    const database = await openAnalysisDatabase();
    const failed: string[] = [];
    for (const statement of statements) {
      await database.run(statement).catch((error: unknown) => failed.push(`${statement}\n  ${String(error)}`));
    }
    expect(failed).toEqual([]);
  });

  test.each([
    ['a query around it', (text: string) => `SELECT count(*) FROM (${text}) AS around`],
    ['a named query', (text: string) => `WITH around AS (SELECT * FROM (${text})), more AS (FROM around) FROM more`],
    ['a subquery', (text: string) => `SELECT EXISTS (SELECT 1 FROM (${text})) AS any_row`],
    ['a union', (text: string) => `(SELECT 1 WHERE false) UNION ALL BY NAME (FROM (${text}))`],
    ['a view', (text: string) => `CREATE OR REPLACE TEMP VIEW around AS SELECT * FROM (${text})`],
    ['comments', (text: string) => `/* ; */ -- '\n ( /* " */ FROM (${text}) )  ; -- $$`],
  ])('pass also in %s', async (_name, around) => {
    const { judge, tables } = await openAnalysisDatabase();
    for (const step of made) tables.addStep(step);
    const queries = statements.filter((text) => /^(SELECT|FROM|WITH|VALUES)/.test(text) && !/;|--/.test(text));
    const refused: string[] = [];
    for (const query of queries) {
      await judge.judge(around(query)).catch((error: unknown) => refused.push(`${query}\n  ${String(error)}`));
    }
    expect(refused).toEqual([]);
  });

  test('run as they were written: the judge changes nothing of a query', async () => {
    const { judge } = await openAnalysisDatabase();
    for (const statement of statements.filter(
      (text) => /^(SELECT|FROM|VALUES)/.test(text) && !/PIVOT|;|--/.test(text),
    )) {
      const { text } = await judge.judge(statement).catch(() => ({ text: statement }));
      expect(text).toBe(statement.trim());
    }
  });
});
