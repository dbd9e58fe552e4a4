import { AppError } from '@mas/kit/errors';
import type { ErrorScope } from '@mas/kit/server/error-scope';
import { maskError } from '../errors/mask-error.ts';
import { HttpError } from '@mas/kit/server/http-error';
import { RestError, invalidRequest } from './rest-error.ts';

/** Where no error says how long to wait. */
const defaultRetryAfterSeconds = 2;
const retryable = new Set([429, 503]);

type ArgumentPlaces = Readonly<Record<string, readonly string[]>>;

/**
 * What people see of an error on this surface: the status of its code, one sentence, and the headers that the status wants.
 * Whatever is not meant for people is masked and logged.
 */
export function translateError(error: unknown, scope: ErrorScope, places: ArgumentPlaces = {}): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof HttpError) return new RestError(error.status, error.message);
  const { message } = maskError(error, scope);
  if (!(error instanceof AppError)) return new RestError(500, message);
  const { status, retryAfterSeconds } = error;
  if (status === 422)
    return invalidRequest([{ type: 'value_error', loc: placeOf(error, places), msg: plainMessage(message) }]);
  return new RestError(status, message, {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryable.has(status) && { 'retry-after': String(Math.ceil(retryAfterSeconds ?? defaultRetryAfterSeconds)) }),
  });
}

function placeOf({ code, field, message }: AppError, places: ArgumentPlaces): readonly string[] {
  if (code === 'UNSUPPORTED_FILE') return places['file'] ?? ['body', 'file'];
  const argument = field ?? /^Variable "\$(\w+?)(?:__\w+)?"/.exec(message)?.[1];
  return argument === undefined ? ['body'] : (places[argument] ?? ['body', argument]);
}

/** graphql-js words a variable of the wrong type in terms of the graph, which a script's author never sees. */
function plainMessage(message: string): string {
  return message.startsWith('Variable "$') ? 'Input should be a valid value' : message;
}
