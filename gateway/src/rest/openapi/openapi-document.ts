import { z } from 'zod';
import { basePath } from '../route-table.ts';
import type { Route } from '../route.ts';
import { errorResponses, responseName } from './error-responses.ts';
import { namedSchemas, schemaOf, type JsonObject } from './json-schemas.ts';

export interface OpenApiDocument extends JsonObject {
  readonly openapi: string;
  readonly info: JsonObject & { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

export interface ApiOperation extends JsonObject {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly responses: Readonly<Record<string, JsonObject>>;
}

const description =
  'The REST and server-sent-events interface for scripts: a translation onto the GraphQL graph of the same gateway. ' +
  'Every path answers with and without its slash at the end. Errors are `{"detail": ...}`.';

/** https://spec.openapis.org/oas/v3.1.1.html */
export function createOpenApiDocument(routes: readonly Route[]): OpenApiDocument {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Multi-Agent System: REST interface',
      version: '1.0.0',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: basePath }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas(),
      responses: errorResponses(),
      securitySchemes: {
        password: {
          type: 'oauth2',
          description: 'Sign in with `POST /auth/login`, then send `Authorization: Bearer <token>`.',
          flows: { password: { tokenUrl: `${basePath}/auth/login`, scopes: {} } },
        },
      },
    },
  };
}

function operationOf(route: Route): ApiOperation {
  const { method, path, tag, summary, description, isPublic, request, body, answer } = route;
  const parameters = parametersOf(route);
  return {
    tags: [tag],
    operationId: operationId(method, path),
    summary,
    ...(description !== undefined && { description }),
    security: isPublic === true ? [] : [{ password: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          contentTypes[body].map((type) => [type, { schema: schemaOf(request.shape.body, 'input') }]),
        ),
      },
    }),
    responses: {
      200: {
        description: answer.description,
        content: {
          [answer.contentType ?? 'application/json']: {
            schema: schemaOf(answer.schema, 'output'),
            example: answer.example,
          },
        },
      },
      ...Object.fromEntries(
        statusesOf(route).map((status) => [status, { $ref: `#/components/responses/${responseName(status)}` }]),
      ),
    },
  };
}

const contentTypes = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  multipart: ['multipart/form-data'],
} as const;

/** What every endpoint may answer comes to what this one names. */
function statusesOf({ errors, isPublic, body }: Route): readonly number[] {
  const statuses = [
    ...errors,
    429,
    500,
    503,
    ...(isPublic === true ? [] : [401]),
    ...(body === undefined ? [] : [408]),
  ];
  return [...new Set(statuses)].sort((a, b) => a - b);
}

function parametersOf({ request, answer }: Route): readonly JsonObject[] {
  const places = ['path', 'query'] as const;
  const declared = places.flatMap((place) =>
    Object.entries<z.core.$ZodType>(request.shape[place]?.shape ?? {}).map(([name, schema]) => {
      const { description, ...type } = schemaOf(schema, 'input');
      const required = !z.safeParse(schema, undefined).success;
      return { name, in: place, required, ...(description !== undefined && { description }), schema: type };
    }),
  );
  return answer.contentType === 'text/event-stream' ? [...declared, lastEventId] : declared;
}

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The `id:` of the last frame that you have: go on behind it.',
  schema: { type: 'string' },
};

/** `postSessionsActiveTitle` */
function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
