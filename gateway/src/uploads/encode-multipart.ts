import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { visibleName } from '@mas/kit/visible-text';
import { withoutUploads, type UploadPaths } from './find-uploads.ts';
import type { IncomingFile } from './upload.ts';

export interface EncodedMultipart {
  readonly contentType: string;
  readonly body: Readable;
}

export interface MultipartOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Encodes an operation with its uploads as a GraphQL multipart request, piece by piece as the receiver reads. The body fails
 * when a file does.
 * https://github.com/jaydenseric/graphql-multipart-request-spec
 */
export function encodeMultipart(operation: MultipartOperation, uploads: UploadPaths): EncodedMultipart {
  const boundary = `gateway-${randomUUID()}`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Readable.from(encodeParts(operation, uploads, boundary), { objectMode: false }),
  };
}

async function* encodeParts(
  { query, operationName, variables }: MultipartOperation,
  uploads: UploadPaths,
  boundary: string,
): AsyncGenerator<string | Buffer> {
  const operations = { query, operationName, variables: withoutUploads(variables) };
  const map = Object.fromEntries([...uploads.values()].map((paths, index) => [String(index), paths]));
  yield field('operations', JSON.stringify(operations), boundary);
  yield field('map', JSON.stringify(map), boundary);
  for await (const { name, file } of inOrderOfArrival(uploads)) {
    const disposition = `form-data; name="${name}"; filename="${quoted(file.filename)}"`;
    yield `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${file.mimeType}\r\n\r\n`;
    yield* file.stream as AsyncIterable<Buffer>; // a stream without an encoding gives buffers
    yield '\r\n';
  }
  yield `--${boundary}--\r\n`;
}

/** A file that waits holds back the ones behind it, so whichever is there is sent first, whatever the map says. */
async function* inOrderOfArrival(uploads: UploadPaths): AsyncGenerator<{ name: string; file: IncomingFile }> {
  const awaited = new Map(
    [...uploads.keys()].map((upload, index) => {
      const name = String(index);
      return [name, upload.take().then((file) => ({ name, file }))] as const;
    }),
  );
  while (awaited.size > 0) {
    const next = await Promise.race(awaited.values());
    awaited.delete(next.name);
    yield next;
  }
}

function field(name: string, value: string, boundary: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/**
 * As browsers write it, without what a header may not hold and nobody sees:
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
function quoted(filename: string): string {
  return visibleName(filename).replaceAll('"', '%22');
}
