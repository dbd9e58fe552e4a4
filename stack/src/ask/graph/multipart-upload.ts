import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { AskError } from '../ask-error.ts';

export interface UploadRequest {
  readonly path: string;
  /** The operation's variables but for `file`, which is the file. */
  readonly variables: object;
  readonly signal: AbortSignal;
  /** Called as bytes are sent. */
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

export interface MultipartUpload extends UploadRequest {
  readonly document: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec), with its length said
 * beforehand. No time limit but the caller's: a large file takes its time to be sent and to be profiled.
 * @returns the response's text.
 */
export async function uploadMultipart(url: URL, upload: MultipartUpload): Promise<string> {
  const { path, signal, headers } = upload;
  const { size } = await stat(path);
  const boundary = `ask-${randomUUID()}`;
  const { head, tail } = frame(boundary, upload);
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    signal,
    headers: {
      ...headers,
      'apollo-require-preflight': 'true',
      accept: 'application/json',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': head.byteLength + size + tail.byteLength,
    },
  });
  const responded = once(request, 'response') as Promise<[IncomingMessage]>; // what node:http emits
  const ended = new AbortController();
  request.on('error', () => ended.abort()); // `responded` reports it
  try {
    const sent = send(request, { head, tail, size, upload, ended: ended.signal });
    // a gateway that refuses may answer before it has read everything
    const [response] = await Promise.race([responded, sent.then(() => responded)]);
    return await text(response);
  } finally {
    ended.abort();
    request.destroy();
  }
}

function frame(boundary: string, { document, variables, path }: MultipartUpload) {
  const part = (disposition: string, body: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${body}`;
  const operations = JSON.stringify({ query: document, variables: { ...variables, file: null } });
  const head = [
    part('name="operations"', `\r\n${operations}\r\n`),
    part('name="map"', `\r\n${JSON.stringify({ file: ['variables.file'] })}\r\n`),
    part(`name="file"; filename="${quoted(basename(path))}"`, 'content-type: text/csv\r\n\r\n'),
  ];
  return { head: Buffer.from(head.join('')), tail: Buffer.from(`\r\n--${boundary}--\r\n`) };
}

/** As browsers write a file's name (https://html.spec.whatwg.org/#multipart-form-data). */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

interface Sending {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly size: number;
  readonly upload: MultipartUpload;
  readonly ended: AbortSignal;
}

async function send(request: ClientRequest, { head, tail, size, upload, ended }: Sending): Promise<void> {
  let sent = 0;
  request.write(head);
  for await (const chunk of createReadStream(upload.path, { highWaterMark: 256 * 1024, end: Math.max(size - 1, 0) })) {
    const bytes = chunk as Buffer; // a stream without an encoding gives buffers
    if (ended.aborted) return;
    if (!request.write(bytes)) await once(request, 'drain', { signal: ended });
    sent += bytes.byteLength;
    upload.onProgress?.(sent, size);
  }
  if (sent !== size) throw new AskError('BAD_USER_INPUT', `${upload.path} changed while it was read: try again.`);
  request.end(tail);
}
