import type { ApolloGateway } from '../federation/apollo-gateway.ts';
import type { RequestContext } from '../federation/request-context.ts';
import type { PreparedOperation } from './operation-store.ts';

type PlanContext = Parameters<ApolloGateway['executor']>[0];

/** What the gateway's executor reads of a request, for requests that did not come through Apollo Server. */
export function planContext(
  { graph, query, queryHash, document, operation }: PreparedOperation,
  variables: Record<string, unknown>,
  context: RequestContext,
): PlanContext {
  const operationName = operation.name?.value;
  return {
    request: { query, variables, ...(operationName !== undefined && { operationName }) },
    source: query,
    document,
    queryHash,
    operation,
    operationName: operationName ?? null,
    schema: graph.schema,
    schemaHash: unused,
    context,
    logger: context.logger,
    cache: { get: () => Promise.resolve(undefined), set: () => Promise.resolve(), delete: () => Promise.resolve() },
    metrics: {},
    overallCachePolicy: undefined,
  };
}

/** Deprecated in the interface and read by nobody; its type is a nominal string. */
const unused = '' as PlanContext['schemaHash'];
