import type { IncomingMessage, ServerResponse } from 'node:http';
import { processRequest } from 'graphql-upload-minimal';
import { AppError, toError } from '@mas/kit/errors';

/**
 * Reads a GraphQL multipart request up to its file, which its resolver then reads as it comes in.
 * https://github.com/jaydenseric/graphql-multipart-request-spec
 * @throws AppError BAD_USER_INPUT, PAYLOAD_TOO_LARGE
 */
export async function readMultipart(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
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
