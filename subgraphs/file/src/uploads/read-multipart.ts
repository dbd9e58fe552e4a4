import type { IncomingMessage, ServerResponse } from 'node:http';
import { processRequest } from 'graphql-upload-minimal';
import { AppError, toError } from '@mas/kit/errors';

/** A sender that is silent for so long has gone. */
const idleMs = 60_000;
/** What a refused sender may still send while it reads why. */
const drainBytes = 8 * 1024 * 1024;
const drainMs = 5_000;

/**
 * Reads a GraphQL multipart request up to its file, which its resolver then reads as it comes in.
 * https://github.com/jaydenseric/graphql-multipart-request-spec
 * @throws AppError BAD_USER_INPUT, PAYLOAD_TOO_LARGE
 */
export async function readMultipart(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  request.setTimeout(idleMs, () => request.destroy());
  request.once('end', () => request.setTimeout(0));
  response.once('finish', () => drain(request));
  try {
    return await processRequest(request, response, { maxFiles: 2 });
  } catch (error) {
    const isTooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
    const message = isTooLarge
      ? 'Send one file a request, with at most its details beside it, and its fields within 1 MB.'
      : 'This is no GraphQL multipart request with the fields `operations`, `map` and a file, in this order.';
    throw new AppError(isTooLarge ? 'PAYLOAD_TOO_LARGE' : 'BAD_USER_INPUT', message, { cause: toError(error) });
  }
}

/** An answer before the upload's end: the rest is thrown away for a while, so that the sender gets to read the answer. */
function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let received = 0;
  const timer = setTimeout(() => request.destroy(), drainMs);
  request.once('close', () => clearTimeout(timer));
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    received += chunk.byteLength;
    if (received > drainBytes) request.destroy();
  });
  request.resume();
}
