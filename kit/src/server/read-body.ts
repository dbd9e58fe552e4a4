import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  /** For the whole of it. */
  readonly timeoutMs: number;
}

/** @throws HttpError 413 beyond the limit, 408 when the sender is too slow, 400 when it stops half-way. */
export function readBody(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (status: number, message: string): void => {
      clearTimeout(timer);
      request.off('data', take);
      reject(new HttpError(status, message));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.byteLength;
      if (size > maxBytes) fail(413, `The request is larger than ${maxBytes} bytes.`);
      else chunks.push(chunk);
    };
    const timer = setTimeout(() => fail(408, 'The request took too long to arrive.'), timeoutMs);
    request.on('data', take);
    request.once('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.once('close', () => {
      if (!request.complete) fail(400, 'The connection closed before the request was complete.');
    });
  });
}
