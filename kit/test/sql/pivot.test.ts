import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openAnalysisDatabase } from './analysis-database.ts';

const pivots = readFileSync(join(import.meta.dirname, 'statements.sql'), 'utf8')
  .split('\n')
  .filter((text) => /pivot/i.test(text) && !/^create/i.test(text));

describe('a PIVOT whose values the judge looks up', () => {
  test('gives what DuckDB gives, which makes a type of them', async () => {
    const database = await openAnalysisDatabase();
    let withoutValues = 0;
    for (const pivot of pivots) {
      const extracted = await database.connection.extractStatements(pivot);
      withoutValues += extracted.count > 1 ? 1 : 0;
      for (let index = 0; index < extracted.count - 1; index += 1) await (await extracted.prepare(index)).run();
      const result = await (await extracted.prepare(extracted.count - 1)).run();
      const expected = await result.getRowsJson();
      const sorted = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      expect({ pivot, rows: sorted(await database.run(pivot)) }).toEqual({ pivot, rows: sorted(expected) });
    }
    expect(withoutValues).toBeGreaterThan(15);
  });
});
