import type { IncomingMessage } from 'node:http';
import { HttpError } from '@mas/kit/server/http-error';
import { readBody, type BodyLimits } from '@mas/kit/server/read-body';

/** @throws HttpError as readBody, and 400 when the body is not JSON. */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const text = await readBody(request, limits);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpError(400, 'The request body is not valid JSON.');
  }
}
