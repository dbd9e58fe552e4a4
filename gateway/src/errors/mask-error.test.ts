import { describe, expect, test } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import { createLogger } from '@mas/kit/logger';
import { GraphQLError } from 'graphql';
import { maskError } from './mask-error.ts';

describe('masking', () => {
  const lines: string[] = [];
  const logger = createLogger({ service: 'test', stream: { write: (line) => void lines.push(line) } });
  const scope = { logger, requestId: 'request-1' };
  const masked = {
    message: 'Internal server error',
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
  };

  test('an AppError passes with its code, field and wait, wrapped or not', () => {
    const error = new AppError('RATE_LIMITED', 'Wait.', { field: 'question', retryAfterSeconds: 3 });
    const expected = {
      message: 'Wait.',
      extensions: { code: 'RATE_LIMITED', field: 'question', retryAfterSeconds: 3 },
    };
    expect(maskError(error, scope)).toEqual(expected);
    expect(maskError(new GraphQLError('x', { originalError: error, path: ['a'] }), scope)).toEqual({
      ...expected,
      path: ['a'],
    });
  });

  test("a subgraph's AppError passes without what names the subgraph", () => {
    const extensions = {
      code: 'NOT_FOUND',
      serviceName: 'auth',
      stacktrace: ['at /srv'],
      response: { url: 'http://auth' },
    };
    expect(maskError(new GraphQLError('Gone.', { extensions }), scope)).toEqual({
      message: 'Gone.',
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test.each([
    new Error('select 1 from /srv/secret'),
    new GraphQLError('secret'),
    new GraphQLError('secret', { extensions: { code: 'SOMETHING', serviceName: 'auth' } }),
    new GraphQLError('secret', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', serviceName: 'auth' } }),
    new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    'secret',
  ])('anything else is masked and logged: %p', (error) => {
    lines.length = 0;
    expect(maskError(error, scope)).toEqual(masked);
    expect(lines.join('')).toContain('request-1');
  });

  test('faults of the request pass when the gateway itself found them', () => {
    const error = new GraphQLError('Cannot query field.', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    expect(maskError(error, scope)).toEqual({
      message: 'Cannot query field.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });
});
