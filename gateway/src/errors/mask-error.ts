import { AppError, isErrorCode } from '@mas/kit/errors';
import { type ErrorScope, requestFaults } from '@mas/kit/server/error-scope';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/**
 * What people see of an error, on every transport. AppErrors (a subgraph's too) and faults of the request pass, without
 * anything that names a subgraph, a URL or a stack; all else is masked. What is logged carries the id that it is logged under.
 */
export function maskError(error: unknown, scope: ErrorScope): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLError ? error : undefined;
  const place = placeOf(graphqlError);
  const appError = findAppError(error);
  if (appError !== undefined) {
    const { message, status, cause } = appError;
    const extensions = publicExtensions(appError);
    if (status < 500) return { message, ...place, extensions };
    scope.logger.warn({ requestId: scope.requestId, error: cause ?? appError }, message);
    return { message, ...place, extensions: { ...extensions, requestId: scope.requestId } };
  }
  const extensions = graphqlError?.extensions ?? {};
  const { code, serviceName } = extensions;
  if (graphqlError !== undefined && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
    return { message: graphqlError.message, ...place, extensions: publicExtensions(extensions) };
  }
  // Only the gateway's own: a subgraph's would show its schema.
  if (graphqlError !== undefined && serviceName === undefined && requestFaults.has(code)) {
    return { message: graphqlError.message, ...place, extensions: { code } };
  }
  scope.logger.error({ requestId: scope.requestId, subgraph: serviceName, error: causeOf(error) }, 'unexpected error');
  return {
    message: 'Internal server error',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: scope.requestId },
  };
}

function placeOf(error: GraphQLError | undefined): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return {
    ...(error?.locations === undefined ? {} : { locations: error.locations }),
    ...(error?.path === undefined ? {} : { path: error.path }),
  };
}

function publicExtensions(from: {
  readonly code?: unknown;
  readonly field?: unknown;
  readonly retryAfterSeconds?: unknown;
}): Record<string, unknown> {
  const { code, field, retryAfterSeconds } = from;
  return {
    code,
    ...(typeof field === 'string' && { field }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

function findAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  return error instanceof GraphQLError && error.originalError instanceof AppError ? error.originalError : undefined;
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? (error.originalError ?? error) : error;
}
