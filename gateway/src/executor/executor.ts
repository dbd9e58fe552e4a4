import type { FormattedExecutionResult } from 'graphql';
import type { EventStream } from '../subscriptions/event-stream.ts';
import type { ExecutorParts } from './executor-parts.ts';
import type { OperationRequest, SubscriptionRequest } from './operation-request.ts';
import { runOperation } from './run-operation.ts';
import { runSubscription } from './run-subscription.ts';

/** Runs operations on the graph in this process: what every transport but Apollo Server's stands on. */
export interface GraphQLExecutor {
  /**
   * Runs a query or a mutation. It never rejects: a bad token, a bad operation and a subgraph that is down are errors of the
   * result, masked as on every transport. A result without `data` was refused before it ran.
   */
  execute(request: OperationRequest): Promise<FormattedExecutionResult>;
  /**
   * Runs a subscription. It never throws: a result without `data` is the last one and says what is wrong. Stop reading with
   * `return()` (leaving a `for await` does so), or the subgraph goes on sending.
   */
  subscribe(request: SubscriptionRequest): EventStream;
}

export function createExecutor(parts: ExecutorParts): GraphQLExecutor {
  return {
    execute: (request) => runOperation(parts, request),
    subscribe: (request) => runSubscription(parts, request),
  };
}
