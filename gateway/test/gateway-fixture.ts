import { createGateway, type RunningGateway } from '../src/gateway.ts';
import type { GatewayOptions } from '../src/gateway-options.ts';
import type { ToyGraph } from './toy-graph.ts';

export function startGateway(toy: ToyGraph, options: Partial<GatewayOptions> = {}): Promise<RunningGateway> {
  return createGateway({
    supergraph: { file: toy.supergraphFile },
    verifier: toy.verifier,
    logger: toy.logger,
    port: 0,
    host: '127.0.0.1',
    routes: toy.routes,
    ...options,
  });
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GraphQLBody;
}

export interface GraphQLBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: readonly unknown[]; extensions?: Record<string, unknown> }[];
}

export async function post(
  gateway: RunningGateway,
  body: unknown,
  { token, headers = {} }: { token?: string | undefined; headers?: Record<string, string> } = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as GraphQLBody }; // GraphQL's form
}
