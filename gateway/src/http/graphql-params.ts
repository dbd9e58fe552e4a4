import { z } from 'zod';
import { HttpError } from '@mas/kit/server/http-error';

export interface GraphQLParams {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

const params = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** The parameters of a GraphQL request, from a JSON body or a query string. @throws HttpError 400. */
export function parseParams(value: unknown): GraphQLParams {
  const parsed = params.safeParse(value);
  if (!parsed.success)
    throw new HttpError(400, 'The request needs a query, and variables as an object if there are any.');
  const { query, operationName, variables } = parsed.data;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

export function paramsOfSearch(search: URLSearchParams): GraphQLParams {
  const variables = search.get('variables');
  try {
    return parseParams({
      query: search.get('query'),
      operationName: search.get('operationName'),
      variables: variables === null ? undefined : (JSON.parse(variables) as unknown),
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw new HttpError(400, 'The variables in the query string are not valid JSON.');
    throw error;
  }
}
