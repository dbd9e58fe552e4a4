import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@mas/kit/errors';
import { readJsonBody } from '@mas/kit/server/request-body';

const timeoutMs = 10_000;

/**
 * A small JSON body. Its sender has ten seconds.
 * @throws AppError PAYLOAD_TOO_LARGE beyond the limit (in bytes), BAD_USER_INPUT when it is no JSON.
 */
export async function readSmallBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    response.setHeader('connection', 'close'); // the rest is not worth reading
    throw new AppError('PAYLOAD_TOO_LARGE', `The request is larger than ${maxBytes} bytes.`);
  }
  const cut = setTimeout(() => request.destroy(), timeoutMs);
  try {
    return await readJsonBody(request, maxBytes);
  } finally {
    clearTimeout(cut);
  }
}
