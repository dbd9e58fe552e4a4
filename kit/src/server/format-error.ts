import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors.ts';
import { type ErrorScope, requestFaults } from './error-scope.ts';

/**
 * What people see of an error. Only AppErrors and faults of the request pass; anything else is masked, and logged under the
 * request's id, which the masked error carries.
 */
export function formatError(
  error: unknown,
  formatted: GraphQLFormattedError,
  request: ErrorScope,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const place = {
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
  if (original instanceof AppError) {
    const { code, message, field, retryAfterSeconds } = original;
    const extensions = { code, ...(field && { field }), ...(retryAfterSeconds && { retryAfterSeconds }) };
    if (original.status >= 500) request.logger.warn({ requestId: request.requestId, error: original }, message);
    return { message, ...place, extensions };
  }
  const code = formatted.extensions?.['code'];
  if (requestFaults.has(code) && isRaisedByServer(error, original)) {
    return { message: formatted.message, ...place, extensions: { code } };
  }
  request.logger.error({ requestId: request.requestId, error: original }, 'unexpected error');
  return {
    message: 'Internal server error',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: request.requestId },
  };
}

/** A resolver that throws a plain Error arrives wrapped; what graphql-js itself says is a GraphQLError. */
function isRaisedByServer(error: unknown, original: unknown): boolean {
  return error === original && error instanceof GraphQLError;
}
