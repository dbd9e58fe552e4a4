import { z } from 'zod';

const schemaShape = z.object({
  $ref: z.string().optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

const scalars: Readonly<Record<string, unknown>> = { number: 1, integer: 1, boolean: false, null: null };

/** The plainest value that a JSON schema of structured outputs allows: one item in each array, a question for each text. */
export function exampleOf(schema: unknown, definitions: Readonly<Record<string, unknown>> = {}): unknown {
  const { $ref, $defs = definitions, type = '', properties = {}, items, ...choice } = schemaShape.parse(schema);
  if ($ref !== undefined) return exampleOf($defs[$ref.replace('#/$defs/', '')], $defs);
  if (choice.const !== undefined) return choice.const;
  if (choice.enum !== undefined) return choice.enum[0];
  if (choice.anyOf !== undefined) return exampleOf(choice.anyOf[0], $defs);
  if (type === 'object') {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, exampleOf(value, $defs)]));
  }
  if (type === 'array') return [exampleOf(items, $defs)];
  return Object.hasOwn(scalars, type) ? scalars[type] : 'Which species is the heaviest?';
}
