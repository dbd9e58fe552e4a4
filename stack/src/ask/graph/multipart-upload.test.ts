import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import busboy from 'busboy';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { uploadMultipart } from './multipart-upload.ts';

const { signal } = new AbortController();

describe('a multipart upload', () => {
  let folder: string;
  let server: Server | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mas-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const listen = async (listener: RequestListener) => {
    server = createServer(listener);
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/graphql`); // TCP addresses are objects
  };
  const write = async (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const upload = (url: URL, path: string, more = {}) =>
    uploadMultipart(url, {
      path,
      document: 'mutation',
      variables: { name: 'n' },
      headers: { 'x-a': 'b' },
      signal,
      ...more,
    });

  it('sends operations, map and the file, in this order, and gives the response', async () => {
    const parts = Promise.withResolvers<Awaited<ReturnType<typeof readParts>>>();
    const url = await listen((request, response) => {
      void readParts(request).then((read) => {
        parts.resolve(read);
        response.end('{"data":{}}');
      });
    });
    const content = randomBytes(3 * 1024 * 1024 + 17);
    const path = await write('a "quoted" näme.csv', content);
    const progress: number[] = [];
    expect(await upload(url, path, { onProgress: (sent: number) => progress.push(sent) })).toBe('{"data":{}}');
    const { fields, file, headers } = await parts.promise;
    expect(fields).toEqual([
      ['operations', '{"query":"mutation","variables":{"name":"n","file":null}}'],
      ['map', '{"file":["variables.file"]}'],
    ]);
    expect(file.name).toBe('a %22quoted%22 näme.csv');
    expect(file.bytes.equals(content)).toBe(true);
    expect(headers).toMatchObject({ 'x-a': 'b', 'apollo-require-preflight': 'true' });
    expect(progress.at(-1)).toBe(content.byteLength);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('sends an empty file', async () => {
    const url = await listen((request, response) => {
      void readParts(request).then(({ file }) => response.end(String(file.bytes.byteLength)));
    });
    expect(await upload(url, await write('empty.csv', ''))).toBe('0');
  });

  it('gives an answer that comes before everything was sent', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(413).end('{"errors":[]}');
    });
    const path = await write('large.csv', Buffer.alloc(32 * 1024 * 1024));
    expect(await upload(url, path)).toBe('{"errors":[]}');
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    const url = await listen(() => abort.abort());
    const path = await write('large.csv', Buffer.alloc(32 * 1024 * 1024));
    await expect(upload(url, path, { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fails with the reason when nobody listens', async () => {
    const path = await write('small.csv', 'a\n1\n');
    await expect(upload(new URL('http://127.0.0.1:1/graphql'), path)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

async function readParts(request: IncomingMessage) {
  const fields: [string, string][] = [];
  const file = Promise.withResolvers<{ name: string; bytes: Buffer }>();
  const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
  parser.on('field', (name, value) => fields.push([name, value]));
  parser.on('file', (_name, stream, { filename }) => {
    void buffer(stream).then((bytes) => file.resolve({ name: filename ?? '', bytes }));
  });
  const finished = new Promise((resolve) => parser.once('close', resolve));
  request.pipe(parser);
  await finished;
  return { fields, file: await file.promise, headers: request.headers };
}
