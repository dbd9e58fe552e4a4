import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OperationRequest } from '../../src/executor/operation-request.ts';
import { Upload } from '../../src/uploads/upload.ts';
import { registerAnalyst, type Person } from './support/rest-client.ts';
import { startRestServer, type RestServer } from './support/rest-server.ts';
import { StandInExecutor } from './support/stand-in-executor.ts';
import { until } from './support/until.ts';

const boundary = 'parts';
const part = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const filePart = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="d.csv"\r\nContent-Type: text/csv\r\n\r\n`;
const fields = part('file_name', 'streamed') + part('description', 'A stream.');
const end = `\r\n--${boundary}--\r\n`;
const megabyte = Buffer.alloc(2 ** 20, '1\n');

let executor: StandInExecutor;
let server: RestServer;
let person: Person;

beforeEach(async () => {
  executor = new StandInExecutor();
  server = await startRestServer(executor, {
    settings: { maxUploadBytes: 8 * 2 ** 20 },
    pace: { senderWindowMs: 300 },
  });
  person = await registerAnalyst(server.base);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

interface SlowUpload {
  readonly sent: ClientRequest;
  readonly answer: Promise<{ readonly status: number; readonly text: string }>;
}

/** A request that a test writes bit by bit. */
function beginUpload(token = person.token): SlowUpload {
  const url = new URL(`${server.base}/files/`);
  const sent = httpRequest({
    host: url.hostname,
    port: url.port,
    path: url.pathname,
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      connection: 'keep-alive',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
  answer.catch(() => undefined);
  return { sent, answer };
}

/** Counts the bytes of the file that have reached the operation. */
function watchUpload(): { bytes: number; error: unknown } {
  const seen = { bytes: 0, error: undefined as unknown };
  const execute = executor.execute.bind(executor);
  executor.execute = async (request: OperationRequest) => {
    if (request.operationName !== 'UploadFile') return execute(request);
    const { file, ...variables } = { ...(await request.variables) };
    if (!(file instanceof Upload)) throw new Error('no upload');
    const { stream, ...info } = await file.take();
    stream.once('error', (error) => (seen.error = error));
    const counting = async function* () {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        seen.bytes += chunk.byteLength;
        yield chunk;
      }
    };
    const counted = Readable.from(counting(), { objectMode: false });
    return execute({ ...request, variables: { ...variables, file: new Upload({ ...info, stream: counted }) } });
  };
  return seen;
}

const orders = [
  { order: 'last', before: fields, behind: '' },
  { order: 'first', before: '', behind: `\r\n${fields.trimEnd()}` },
  {
    order: 'between',
    before: part('description', 'A stream.'),
    behind: `\r\n${part('file_name', 'streamed').trimEnd()}`,
  },
];

describe.each(orders)('an upload with its file $order', ({ before, behind }) => {
  it('is passed on as it arrives', async () => {
    const seen = watchUpload();
    const { sent, answer } = beginUpload();
    sent.write(before + filePart);
    sent.write(megabyte);
    await until(() => seen.bytes === 2 ** 20);
    sent.write(megabyte);
    await until(() => seen.bytes === 2 ** 21);
    sent.end(behind + end);
    expect(await answer).toMatchObject({ status: 200 });
    const [stored] = executor.store.files;
    expect(stored).toMatchObject({ name: 'streamed', description: 'A stream.', filename: 'd.csv' });
    expect(stored?.bytes.equals(Buffer.concat([megabyte, megabyte]))).toBe(true);
  });

  it('fails for its reader when the sender goes away half-way', async () => {
    const seen = watchUpload();
    const { sent } = beginUpload();
    sent.write(before + filePart);
    sent.write(megabyte);
    await until(() => seen.bytes > 0);
    sent.destroy();
    await until(() => seen.error !== undefined);
    expect(executor.store.files).toHaveLength(1);
  });

  it('answers 408 when the sender stops sending', async () => {
    const seen = watchUpload();
    const { sent, answer } = beginUpload();
    sent.write(before + filePart);
    sent.write(megabyte);
    expect(await answer).toMatchObject({ status: 408, text: expect.stringMatching(/^\{"detail":"/) });
    await until(() => seen.error !== undefined);
  });

  it('answers 413 as soon as it is over the limit', async () => {
    const { sent, answer } = beginUpload();
    sent.write(before + filePart);
    const timer = setInterval(() => sent.write(megabyte), 1);
    try {
      expect(await answer).toMatchObject({ status: 413 });
    } finally {
      clearInterval(timer);
      sent.destroy();
    }
  });

  it('answers 422 when it breaks off', async () => {
    const { sent, answer } = beginUpload();
    sent.end(before + filePart + 'a\n1\n');
    expect(await answer).toMatchObject({ status: 422 });
    expect(executor.store.files).toHaveLength(1);
  });

  it('answers 409 for a name that is taken', async () => {
    const { sent, answer } = beginUpload();
    const taken = (text: string): string => text.replace('streamed', 'sales');
    sent.end(taken(before) + filePart + 'a\n1\n' + taken(behind) + end);
    expect(await answer).toMatchObject({ status: 409 });
    expect(executor.store.files).toHaveLength(1);
  });
});

describe('an upload', () => {
  it('answers 422 without waiting for the file when a field before it is no good', async () => {
    const { sent, answer } = beginUpload();
    sent.write(part('file_name', '') + part('description', '') + filePart + 'a');
    expect(await answer).toEqual({
      status: 422,
      text: '{"detail":[{"type":"missing","loc":["body","file_name"],"msg":"Field required"}]}',
    });
    sent.destroy();
  });

  it('stores nothing when a field behind the file is no good', async () => {
    const { sent, answer } = beginUpload();
    sent.end(filePart + 'a\n1\n\r\n' + part('file_name', '') + part('description', '') + end.trimStart());
    expect(await answer).toEqual({
      status: 422,
      text: '{"detail":[{"type":"missing","loc":["body","file_name"],"msg":"Field required"}]}',
    });
    expect(executor.store.files).toHaveLength(1);
  });

  it('stores nothing when the sender goes away between the file and its fields', async () => {
    const seen = watchUpload();
    const { sent } = beginUpload();
    sent.write(filePart + 'a\n1\n\r\n' + part('file_name', 'late'));
    await until(() => seen.bytes === 4);
    sent.destroy();
    await until(() => executor.settled.includes('UploadFile'));
    expect(executor.store.files).toHaveLength(1);
  });
});

it('answers 401 to a bad token before the file is sent', async () => {
  const { sent, answer } = beginUpload('a.b.c');
  sent.write(filePart);
  expect(await answer).toMatchObject({ status: 401 });
  sent.destroy();
});

it.each([
  ['a text part named file', part('file', 'a\n1\n') + fields],
  [
    'a field of 70,000 characters',
    part('description', 'x'.repeat(70_000)) + part('file_name', 'x') + filePart + 'a\n1\n\r\n',
  ],
])('answers 422 to %s', async (_, body) => {
  const { sent, answer } = beginUpload();
  sent.end(body + end.trimStart());
  expect(await answer).toMatchObject({ status: 422 });
});
