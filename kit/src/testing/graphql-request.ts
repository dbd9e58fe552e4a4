export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly authorization?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts an operation to `{url}/graphql`. */
export async function requestGraphql(
  url: string,
  { query, variables, authorization, headers }: GraphqlRequest,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Partial<GraphqlAnswer>; // the tests assert what matters of it
  return { status: response.status, data: body.data, errors: body.errors ?? [] };
}
