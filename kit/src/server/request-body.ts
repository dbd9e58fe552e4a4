import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { type BodyLimits, readBody } from './read-body.ts';

/**
 * A JSON body, read whole.
 * @throws HttpError as `readBody`, AppError BAD_USER_INPUT when it is no JSON.
 */
export async function readJsonBody(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const text = await readBody(request, limits);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('BAD_USER_INPUT', 'The request body is not valid JSON.', { cause: error });
  }
}
