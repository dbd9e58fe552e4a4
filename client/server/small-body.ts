import type { IncomingMessage } from 'node:http';
import { HttpError } from '@mas/kit/server/http-error';
import { readJsonBody } from '@mas/kit/server/request-body';

const timeoutMs = 10_000;

/**
 * A small JSON body. Its sender has ten seconds.
 * @throws HttpError 413 beyond the limit (in bytes), 408; AppError BAD_USER_INPUT when it is no JSON.
 */
export async function readSmallBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    throw new HttpError(413, `The request is larger than ${maxBytes} bytes.`);
  }
  return readJsonBody(request, { maxBytes, timeoutMs });
}
