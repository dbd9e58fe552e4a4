import { describe, expect, it } from '@jest/globals';
import { AppError, errorStatus } from '@mas/kit/errors';
import { testLogger } from '@mas/kit/testing/test-logger';
import { HttpError } from '@mas/kit/server/http-error';
import { RestError } from './rest-error.ts';
import { translateError } from './translate-error.ts';

const scope = { logger: testLogger, requestId: 'test' };

describe('translateError', () => {
  it.each(Object.entries(errorStatus))('gives %s the status %i', (code, status) => {
    const error = new AppError(code as AppError['code'], 'A sentence.'); // the table's own keys
    expect(translateError(error, scope).status).toBe(status);
  });

  it('gives the headers that a status wants', () => {
    const headersOf = (error: AppError) => translateError(error, scope).headers;
    expect(headersOf(new AppError('UNAUTHENTICATED', 'No.'))).toEqual({ 'www-authenticate': 'Bearer' });
    expect(headersOf(new AppError('RATE_LIMITED', 'Wait.', { retryAfterSeconds: 2.5 }))).toEqual({
      'retry-after': '3',
    });
    expect(headersOf(new AppError('UNAVAILABLE', 'Down.'))).toEqual({ 'retry-after': '2' });
    expect(headersOf(new AppError('TIMEOUT', 'Slow.'))).toEqual({ 'retry-after': '2' });
  });

  it("names the request's own field for an argument of the graph", () => {
    const error = new AppError('BAD_USER_INPUT', 'It is too long.', { field: 'name' });
    const { detail } = translateError(error, scope, { name: ['body', 'file_name'] });
    expect(detail).toEqual([{ type: 'value_error', loc: ['body', 'file_name'], msg: 'It is too long.' }]);
  });

  it('blames the file for one that cannot be read', () => {
    const { detail } = translateError(new AppError('UNSUPPORTED_FILE', 'This is no CSV.'), scope);
    expect(detail).toEqual([{ type: 'value_error', loc: ['body', 'file'], msg: 'This is no CSV.' }]);
  });

  it('says nothing of the graph when a variable does not fit', () => {
    const error = new AppError(
      'BAD_USER_INPUT',
      'Variable "$email__auth__0" got invalid value "x"; Expected EmailAddress.',
    );
    const { detail } = translateError(error, scope);
    expect(detail).toEqual([{ type: 'value_error', loc: ['body', 'email'], msg: 'Input should be a valid value' }]);
  });

  it('masks what is not meant for people', () => {
    const { status, detail } = translateError(new Error('select * from users at /srv/app.ts'), scope);
    expect([status, detail]).toEqual([500, 'Internal server error']);
  });

  it('leaves answers of the HTTP layers as they are', () => {
    const refused = new RestError(404, 'Not Found');
    expect(translateError(refused, scope)).toBe(refused);
    expect(translateError(new HttpError(413, 'Too large.'), scope)).toMatchObject({
      status: 413,
      detail: 'Too large.',
    });
  });
});
