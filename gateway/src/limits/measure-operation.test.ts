import { describe, expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { measureOperation, type OperationMeasure } from './measure-operation.ts';

function measure(text: string): OperationMeasure {
  const document = parse(text);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return measureOperation(operation!, document);
}

describe('measuring an operation', () => {
  test('fragments count where they are spread, as often as they are', () => {
    expect(measure('{ a { ...F } b: a { ...F } } fragment F on A { x { y: z @skip(if: true) } }')).toEqual({
      depth: 3,
      introspectionDepth: 0,
      aliases: 3,
      directives: 2,
      fields: 6,
    });
  });

  test('inline fragments add no depth, but their directives', () => {
    expect(measure('query @a { x { ... on A @b { ... { y } } } ...F @c } fragment F on Q @d { z }')).toMatchObject({
      depth: 2,
      directives: 4,
      fields: 3,
    });
  });

  test('introspection has a depth of its own', () => {
    expect(measure('{ a { b } __schema { types { fields { name } } } }')).toMatchObject({
      depth: 2,
      introspectionDepth: 4,
    });
  });

  test('an expansion of 2^30 fields is measured without expanding it', () => {
    const fragments = Array.from({ length: 30 }, (_, i) => `fragment F${i} on A { ...F${i + 1} ...F${i + 1} }`);
    expect(measure(`{ ...F0 } ${fragments.join(' ')} fragment F30 on A { x }`).fields).toBe(2 ** 30);
  });

  test('a fragment within itself ends', () => {
    expect(measure('{ ...F } fragment F on A { a { ...F } }')).toMatchObject({ depth: 1, fields: 1 });
  });
});
