import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import type { z } from 'zod';

/** A GraphQL operation of `operations/`, and the shape of what it gives. */
export interface Operation<Data> {
  readonly name: string;
  /** The document: the operation with its fragments. */
  readonly query: string;
  readonly data: z.ZodType<Data>;
}

const folder = join(import.meta.dirname, 'operations');

/**
 * Reads `operations/{file}.graphql` with the fragments that it spreads, each in a file of its own.
 * @throws Error when a file is absent or holds no single operation.
 */
export function readOperation<Data>(
  file: string,
  data: z.ZodType<Data>,
  fragments: readonly string[] = [],
): Operation<Data> {
  const query = [file, ...fragments].map((name) => readFileSync(join(folder, `${name}.graphql`), 'utf8')).join('\n');
  const operations = parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [name] = operations.map((operation) => operation.name?.value);
  if (name === undefined || operations.length !== 1) throw new Error(`${file}.graphql must hold one named operation`);
  return { name, query, data };
}
