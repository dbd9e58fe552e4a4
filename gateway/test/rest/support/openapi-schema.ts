import { z } from 'zod';

const reference = z.strictObject({ $ref: z.string().regex(/^#\/components\/(schemas|responses)\/\w+$/) });
const jsonSchema = z.record(z.string(), z.unknown());
const mediaType = z.strictObject({ schema: jsonSchema, example: z.unknown().optional() });
const content = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), mediaType);
const response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.strictObject({ required: z.boolean(), schema: jsonSchema })).optional(),
  content,
});
const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: jsonSchema,
});
const operation = z.strictObject({
  tags: z.array(z.string()),
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.union([reference, response])),
});

/** The part of OpenAPI 3.1 that the document may use, strictly: https://spec.openapis.org/oas/v3.1.1.html */
export const openApiSchema = z
  .strictObject({
    openapi: z.literal('3.1.1'),
    info: z.strictObject({
      title: z.string(),
      version: z.string(),
      description: z.string(),
      license: z.strictObject({ name: z.string(), identifier: z.string() }),
    }),
    servers: z.array(z.strictObject({ url: z.string() })),
    tags: z.array(z.strictObject({ name: z.string() })),
    paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'delete']), operation)),
    components: z.strictObject({
      schemas: z.record(z.string(), jsonSchema),
      responses: z.record(z.string(), response),
      securitySchemes: z.strictObject({
        password: z.strictObject({
          type: z.literal('oauth2'),
          description: z.string(),
          flows: z.strictObject({ password: z.strictObject({ tokenUrl: z.string(), scopes: z.strictObject({}) }) }),
        }),
      }),
    }),
  })
  .superRefine(({ paths }, context) => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((each) => ({ path, ...each })),
    );
    const ids = new Set(operations.map(({ operationId }) => operationId));
    if (ids.size !== operations.length) context.addIssue('operation ids must be unique');
    for (const { path, parameters = [] } of operations) {
      const templates = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      if (templates.join() !== declared.join()) context.addIssue(`${path}: path parameters differ from the template`);
    }
  });
