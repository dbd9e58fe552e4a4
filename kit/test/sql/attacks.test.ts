import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { SqlRefusal } from '../../src/sql/sql-refusal.ts';
import { openAnalysisDatabase, type AnalysisDatabase } from './analysis-database.ts';

const attack = z.strictObject({ name: z.string(), sql: z.string(), rule: z.string(), says: z.string() });

/** One attack a line: the statement, the rule that it breaks, and what its refusal says. */
const attacks = readFileSync(join(import.meta.dirname, 'attacks.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => attack.parse(JSON.parse(line)));

let database: AnalysisDatabase;

beforeAll(async () => {
  database = await openAnalysisDatabase();
});

async function refusalOf(sql: string): Promise<SqlRefusal> {
  const error: unknown = await database.judge.judge(sql).catch((thrown: unknown) => thrown);
  if (error instanceof SqlRefusal) return error;
  throw new Error(`Not refused: ${sql}`, { cause: error });
}

describe('a statement that attacks is refused:', () => {
  test.each(attacks)('$name', async ({ sql, rule, says }) => {
    const refusal = await refusalOf(sql);
    expect(refusal.message).toContain(says);
    expect(refusal.rule).toBe(rule);
  });
});

describe('many statements at once', () => {
  test('are judged each by its own text', async () => {
    const texts = Array.from({ length: 60 }, (_, index) =>
      index % 2 ? 'FROM data' : `SELECT current_setting('${index}')`,
    );
    const verdicts = await Promise.all(
      texts.map((text) =>
        database.judge.judge(text).then(
          () => true,
          () => false,
        ),
      ),
    );
    expect(verdicts).toEqual(texts.map((text) => text === 'FROM data'));
  });
});
