import type { IncomingMessage } from 'node:http';
import { HttpError } from '@mas/kit/server/http-error';

export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** @throws HttpError 413 beyond the limit, 408 when the sender is too slow, 400 when it stops half-way. */
export function readBody(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (status: number, message: string): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      reject(new HttpError(status, message));
    };
    const timer = setTimeout(() => fail(408, 'The request took too long to arrive.'), timeoutMs);
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) fail(413, `The request is larger than ${maxBytes} bytes.`);
      else chunks.push(chunk);
    });
    request.once('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.once('close', () => {
      if (!request.complete) fail(400, 'The connection closed before the request was complete.');
    });
  });
}

/** @throws HttpError as readBody, and 400 when the body is not JSON. */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const text = await readBody(request, limits);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpError(400, 'The request body is not valid JSON.');
  }
}
