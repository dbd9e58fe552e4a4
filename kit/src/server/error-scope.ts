import type { Logger } from '../logger.ts';

/** Whose error it is: what is masked is logged under the id of its request. */
export interface ErrorScope {
  readonly logger: Logger;
  readonly requestId: string;
}

/** Faults of the request itself, which its author must see: graphql-js and Apollo Server raise them, not our code. */
export const requestFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
