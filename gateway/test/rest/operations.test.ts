import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, validate } from 'graphql';
import { createLimitRule } from '../../src/limits/limit-rule.ts';
import { defaultQueryLimits } from '../../src/limits/query-limits.ts';
import { readApiSchema } from './support/stand-in-executor.ts';

const folder = join(import.meta.dirname, '../../src/rest/operations');
const files = await readdir(folder);
const texts = new Map(
  await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)),
);
const fragments = [...texts].filter(([file]) => file.endsWith('-fields.graphql'));

/** An operation with the fragments it spreads. */
function withFragments(text: string): string {
  const spread = fragments.filter(([, fragment]) => text.includes(`...${/fragment (\w+)/.exec(fragment)![1]!}`));
  return [text, ...spread.map(([, fragment]) => fragment)].join('\n');
}

describe.each([...texts].filter(([file]) => !file.endsWith('-fields.graphql')))('%s', (_, text) => {
  const document = parse(withFragments(text));
  const schema = readApiSchema();

  it('is valid against the composed graph, and within its limits', () => {
    expect(validate(schema, document)).toEqual([]);
    expect(validate(schema, document, [createLimitRule(defaultQueryLimits)])).toEqual([]);
  });

  it('is one named operation', () => {
    const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    expect(operations).toHaveLength(1);
    expect(operations[0]).toMatchObject({ name: { value: expect.any(String) } });
  });
});
