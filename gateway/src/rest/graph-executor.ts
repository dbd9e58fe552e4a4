import type { FormattedExecutionResult } from 'graphql';
import type { OperationRequest, SubscriptionRequest } from '../executor/operation-request.ts';

/** What this surface needs of the gateway's executor. */
export interface GraphExecutor {
  execute(request: OperationRequest): Promise<FormattedExecutionResult>;
  /** A result without `data` is the last one and says what is wrong; the request's signal ends the stream at once. */
  subscribe(request: SubscriptionRequest): AsyncIterable<FormattedExecutionResult>;
}
