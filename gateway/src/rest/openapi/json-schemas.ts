import { z } from 'zod';
import { accessToken, credentials, passwordGrant, user } from '../schemas/auth.ts';
import { errorBody, validationErrorBody } from '../schemas/detail.ts';
import { datasetForm, file, fileChoice } from '../schemas/files.ts';
import { newSession, session } from '../schemas/sessions.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
type Direction = 'input' | 'output';

const inputs = {
  Credentials: credentials,
  PasswordGrant: passwordGrant,
  NewSession: newSession,
  FileChoice: fileChoice,
  Dataset: datasetForm,
};
const outputs = {
  AccessToken: accessToken,
  User: user,
  Session: session,
  File: file,
  Error: errorBody,
  ValidationError: validationErrorBody,
};
const names = new Map<z.ZodType, string>(
  [...Object.entries(inputs), ...Object.entries(outputs)].map(([name, schema]) => [schema, name]),
);

/** The schemas that have a name, as components. */
export function namedSchemas(): JsonObject {
  return {
    ...Object.fromEntries(Object.entries(inputs).map(([name, schema]) => [name, inlineSchema(schema, 'input')])),
    ...Object.fromEntries(Object.entries(outputs).map(([name, schema]) => [name, inlineSchema(schema, 'output')])),
  };
}

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is; a named one as a reference. */
export function schemaOf(schema: z.ZodType | z.core.$ZodType | undefined, direction: Direction): JsonObject {
  if (!(schema instanceof z.ZodType)) return {};
  const name = names.get(schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  if (schema instanceof z.ZodArray) {
    const { description } = schema;
    return {
      type: 'array',
      ...(description !== undefined && { description }),
      items: schemaOf(schema.element, direction),
    };
  }
  return inlineSchema(schema, direction);
}

function inlineSchema(schema: z.ZodType, io: Direction): JsonObject {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io });
  return json;
}
