import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { readFile } from 'node:fs/promises';
import * as operations from './operations.ts';
import { runEventsDocument } from './run-event.ts';

const supergraph = await readFile(new URL('../../../../supergraph.graphql', import.meta.url), 'utf8');
const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

describe('the operations of ask', () => {
  it.each([
    ...Object.entries(operations).map(([name, { document }]) => [name, document] as const),
    ['runEvents', runEventsDocument] as const,
  ])('%s is valid in the graph', (_name, document) => {
    expect(validate(schema, parse(document))).toEqual([]);
  });
});
