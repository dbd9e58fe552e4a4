import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { GraphQLBody } from './gateway-fixture.ts';

const boundary = 'test-boundary';

export const uploadMutation = `mutation ($file: Upload!, $name: String) {
  uploadFile(file: $file, name: $name) { id name sizeBytes }
}`;

export interface UploadRequest {
  readonly url: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly parts: AsyncIterable<Buffer | string> | Iterable<Buffer | string>;
  readonly signal?: AbortSignal;
}

export interface UploadAnswer {
  readonly status: number;
  readonly body: GraphQLBody;
}

/** Sends a multipart body as it is produced, without ever holding it. */
export function sendMultipart({ url, token, headers, parts, signal }: UploadRequest): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': `multipart/form-data; boundary=${boundary}`,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(signal && { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString()) as GraphQLBody; // GraphQL's form
          resolve({ status: response.statusCode ?? 0, body });
        });
      },
    );
    request.on('error', reject);
    Readable.from(parts).pipe(request);
  });
}

export function fieldPart(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
}

export function operationParts(variables: Record<string, unknown> = { file: null }, query = uploadMutation): string {
  return fieldPart('operations', { query, variables }) + fieldPart('map', { 0: ['variables.file'] });
}

export function fileHead(filename = 'sales.csv', name = '0'): string {
  const disposition = `form-data; name="${name}"; filename="${filename}"`;
  return `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: text/csv\r\n\r\n`;
}

export const end = `\r\n--${boundary}--\r\n`;

export function* chunks(count: number, bytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(bytes, 'a,b,c\n');
  for (let index = 0; index < count; index += 1) yield chunk;
}
