import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { RequestError } from '../errors/request-error.ts';
import type { PreparedOperation } from '../executor/operation-store.ts';

export interface SubscriptionPlan {
  /** What is subscribed to, in one subgraph. */
  readonly primary: FetchNode;
  /**
   * What happens for each event: the event stands in for the primary fetch, under the name of a service that no subgraph can
   * have, and what other subgraphs add follows as it would in a query.
   */
  readonly perEvent: QueryPlan;
}

/** `#` cannot stand in a subgraph's name: https://www.apollographql.com/docs/graphos/reference/subgraph-schemas */
export const eventSource = '#event';

const plans = new WeakMap<OperationDefinitionNode, SubscriptionPlan>();

/** Plans a subscription once for each document and graph. @throws RequestError when there is nothing to subscribe to. */
export function planSubscription({ graph, document, operation }: PreparedOperation): SubscriptionPlan {
  const known = plans.get(operation);
  if (known !== undefined) return known;
  const operationName = operation.name?.value;
  const { node } = graph.planner.buildQueryPlan(
    operationFromDocument(graph.apiSchema, document, operationName === undefined ? {} : { operationName }),
  );
  if (node?.kind !== 'Subscription') {
    throw new RequestError([
      new GraphQLError('The operation subscribes to nothing.', { extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
  }
  const { primary, rest } = node;
  const event: FetchNode = { ...primary, operationKind: OperationTypeNode.QUERY, serviceName: eventSource };
  const perEvent: QueryPlan = {
    kind: 'QueryPlan',
    node: rest === undefined ? event : { kind: 'Sequence', nodes: [event, rest] },
  };
  const plan = { primary, perEvent };
  plans.set(operation, plan);
  return plan;
}
