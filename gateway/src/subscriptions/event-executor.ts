import { buildOperationContext, executeQueryPlan } from '../federation/apollo-gateway.ts';
import type { RequestContext } from '../federation/request-context.ts';
import type { PreparedOperation } from '../executor/operation-store.ts';
import { planContext } from '../executor/plan-context.ts';
import { eventSource, planSubscription } from './subscription-plan.ts';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';

/** Completes an event with the fields of other subgraphs and shapes it as the client asked. */
export type ExecuteEvent = (event: FormattedExecutionResult) => Promise<ExecutionResult>;

export function createEventExecutor(
  prepared: PreparedOperation,
  variables: Record<string, unknown>,
  context: RequestContext,
): ExecuteEvent {
  const { graph, document, operation } = prepared;
  const { perEvent } = planSubscription(prepared);
  const operationName = operation.name?.value;
  const operationContext = buildOperationContext({
    schema: graph.schema,
    operationDocument: document,
    ...(operationName !== undefined && { operationName }),
  });
  return (event) => {
    const services = { ...graph.dataSources, [eventSource]: { process: () => Promise.resolve(event) } };
    const requestContext = planContext(prepared, variables, context);
    return executeQueryPlan(
      perEvent,
      services,
      requestContext,
      operationContext,
      graph.supergraphSchema,
      graph.apiSchema,
    );
  };
}
