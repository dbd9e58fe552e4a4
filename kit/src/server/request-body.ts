import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

/**
 * A JSON body, read whole.
 * @throws AppError PAYLOAD_TOO_LARGE beyond the limit (in bytes), BAD_USER_INPUT when it is no JSON.
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Without an encoding a request gives buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes)
      throw new AppError('PAYLOAD_TOO_LARGE', `The request is larger than ${String(maxBytes)} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (error) {
    throw new AppError('BAD_USER_INPUT', 'The request body is not valid JSON.', { cause: error });
  }
}
