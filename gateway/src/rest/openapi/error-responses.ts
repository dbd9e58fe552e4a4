import type { JsonObject } from './json-schemas.ts';

interface ErrorResponse {
  readonly name: string;
  readonly description: string;
  /** A header that every such answer has. */
  readonly header?: string;
}

const errors: Readonly<Record<number, ErrorResponse>> = {
  400: {
    name: 'Refused',
    description: 'A rule forbids it, or the body is of a kind that another site could send unasked.',
  },
  401: {
    name: 'NotAuthenticated',
    description: 'There is no token, or one that is malformed, expired or foreign; or the e-mail or password is wrong.',
    header: 'WWW-Authenticate',
  },
  404: { name: 'NotFound', description: 'You have no such session or file, or there is no active one.' },
  408: { name: 'TooSlow', description: 'The body took too long to arrive.' },
  409: { name: 'Taken', description: 'The e-mail address, title or name is taken.' },
  413: { name: 'TooLarge', description: 'The body is over the limit.' },
  422: { name: 'Invalid', description: 'Fields are missing or malformed, or the file cannot be read as a dataset.' },
  429: { name: 'RateLimited', description: 'Too many requests: wait.', header: 'Retry-After' },
  500: { name: 'InternalError', description: 'A fault of ours; the header X-Request-ID names it in our logs.' },
  503: {
    name: 'Unavailable',
    description: 'Something that the request needs is down: try again.',
    header: 'Retry-After',
  },
};

export function responseName(status: number): string {
  const name = errors[status]?.name;
  if (name === undefined) throw new Error(`no description of status ${status}`);
  return name;
}

/** The answers of endpoints that went wrong, as components. */
export function errorResponses(): JsonObject {
  return Object.fromEntries(
    Object.entries(errors).map(([status, { name, description, header }]) => {
      const body = status === '422' ? 'ValidationError' : 'Error';
      return [
        name,
        {
          description,
          ...(header !== undefined && { headers: { [header]: { required: true, schema: { type: 'string' } } } }),
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } },
        },
      ];
    }),
  );
}
