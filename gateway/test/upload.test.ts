import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { rawExchange } from '@mas/kit/testing/raw-exchange';
import type { RunningGateway } from '../src/gateway.ts';
import { Upload } from '../src/uploads/upload.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ReceivedUpload, type ToyGraph } from './toy-graph.ts';
import { chunks, end, fieldPart, fileHead, operationParts, sendMultipart, uploadMutation } from './upload-client.ts';

const mebibyte = 1024 ** 2;

describe('uploads', () => {
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let token: string;
  let url: string;
  beforeAll(async () => {
    toy = await startToyGraph();
    gateway = await startGateway(toy, { http: { maxUploadBytes: 768 * mebibyte } });
    token = await toy.sign('1');
    url = `${gateway.url}/graphql`;
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
  });

  const lastUpload = (): Partial<ReceivedUpload> => toy.state.uploads.at(-1) ?? {};

  test('a file reaches the subgraph with its name, and other subgraphs complete the answer', async () => {
    const query = `mutation ($file: Upload!) { uploadFile(file: $file, name: "x") { name sizeBytes } }`;
    const parts = [
      operationParts({ file: null }, query),
      fileHead('Umsätze "23".csv'.replaceAll('"', '%22')),
      'a,b\n1,2\n',
      end,
    ];
    const { status, body } = await sendMultipart({ url, token, parts });
    expect(body).toEqual({ data: { uploadFile: { name: 'x', sizeBytes: 8 } } });
    expect(status).toBe(200);
    expect(lastUpload()).toMatchObject({ filename: 'Umsätze %2223%22.csv', bytes: 8, outcome: 'complete' });
  });

  test('512 MiB pass through in bounded memory', async () => {
    async function* parts() {
      yield operationParts();
      yield fileHead();
      for (const chunk of chunks(8_192, 65_536)) {
        highest = Math.max(highest, process.memoryUsage.rss());
        yield chunk;
        await turn();
      }
      yield end;
    }
    const before = process.memoryUsage.rss();
    let highest = before;
    const { body } = await sendMultipart({ url, token, parts: parts() });
    expect(body.data).toMatchObject({ uploadFile: { sizeBytes: 512 * mebibyte } });
    // The sender, the gateway and the subgraph are all in this process.
    expect((highest - before) / mebibyte).toBeLessThan(256);
  });

  test('a client that goes away half-way aborts the upload at the subgraph', async () => {
    const abort = new AbortController();
    async function* parts() {
      yield operationParts();
      yield fileHead('half.csv');
      yield Buffer.alloc(mebibyte);
      while (lastUpload().filename !== 'half.csv' || lastUpload().bytes !== mebibyte) await turn();
      abort.abort();
    }
    await expect(sendMultipart({ url, token, parts: parts(), signal: abort.signal })).rejects.toThrow('aborted');
    while (lastUpload().outcome === 'arriving') await turn();
    expect(lastUpload().outcome).toBe('aborted');
  });

  test('a file of exactly the limit passes and one byte more is 413, aborted at the subgraph', async () => {
    const small = await startGateway(toy, { http: { maxUploadBytes: mebibyte } });
    async function* parts(bytes: number) {
      yield operationParts();
      yield fileHead(`${bytes}.csv`);
      yield Buffer.alloc(mebibyte);
      // The subgraph has all that is allowed before the byte that is too many: there is an upload to abort.
      while (lastUpload().filename !== `${bytes}.csv` || lastUpload().bytes !== mebibyte) await turn();
      yield Buffer.alloc(bytes - mebibyte);
      yield end;
    }
    const send = (bytes: number) => sendMultipart({ url: `${small.url}/graphql`, token, parts: parts(bytes) });
    expect((await send(mebibyte)).status).toBe(200);
    const { status, body } = await send(mebibyte + 1);
    expect(status).toBe(413);
    expect(body.errors).toMatchObject([{ extensions: { code: 'PAYLOAD_TOO_LARGE', field: 'file' } }]);
    while (lastUpload().outcome === 'arriving') await turn();
    expect(lastUpload().outcome).toBe('aborted');
    await small.dispose();
  });

  test('without a header that shows a preflight it is refused, and no subgraph is asked', async () => {
    const before = toy.state.requests.file;
    const parts = [operationParts(), fileHead(), 'a', end];
    expect(await sendMultipart({ url, parts })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    });
    expect(toy.state.requests.file).toBe(before);
    expect((await sendMultipart({ url, token, parts })).status).toBe(200);
  });

  test.each([
    ['the file before operations', [fileHead(), 'a', end]],
    ['map before operations', [fieldPart('map', { 0: ['variables.file'] }), fileHead(), 'a', end]],
    ['operations that are not JSON', [fieldPart('operations', '{'), end]],
    ['a batch', [fieldPart('operations', [{ query: uploadMutation }]), end]],
    ['a map to nowhere', [operationParts({ other: 1 }), fileHead(), 'a', end]],
    [
      'a map into a prototype',
      [
        fieldPart('operations', { query: uploadMutation, variables: { file: null } }),
        fieldPart('map', { 0: ['variables.__proto__.polluted'] }),
        end,
      ],
    ],
    ['a body cut short', [fieldPart('operations', { query: uploadMutation })]],
    ['no file for the map', [operationParts(), end.slice(2)]],
  ])('%s is refused with a reason', async (_name, parts) => {
    const { status, body } = await sendMultipart({ url, token, parts });
    expect([200, 400, 422]).toContain(status);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(body.data ?? null).toBeNull();
  });

  test('an invalid operation is refused without keeping the sender waiting', async () => {
    const parts = [operationParts({ file: null }, 'mutation { nope }'), fileHead(), ...chunks(64, 65_536), end];
    const { status, body } = await sendMultipart({ url, token, parts });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('a stranger is refused before anything is read', async () => {
    const before = { ...toy.state.requests };
    const head = [
      'POST /graphql HTTP/1.1',
      'Host: localhost',
      'Apollo-Require-Preflight: 1',
      'Content-Length: 1000000',
    ];
    const type = 'Content-Type: multipart/form-data; boundary=x';
    expect(await rawExchange(gateway.url, [...head, type, '', ''].join('\r\n'))).toMatchObject({
      status: 401,
      text: expect.stringMatching(/Sign in first.*UNAUTHENTICATED/),
    });
    expect(toy.state.requests).toEqual(before);
  });

  test('a sender that stands still, or only trickles, is told so, and the upload is aborted', async () => {
    await using strict = await startGateway(toy, { http: { pace: { senderWindowMs: 400 } } });
    for (const everyMs of [20, 100_000]) {
      async function* parts() {
        yield operationParts();
        yield fileHead(`every ${everyMs}.csv`);
        yield Buffer.alloc(mebibyte);
        for (;;) {
          yield 'x';
          await delay(everyMs, undefined, { ref: false });
        }
      }
      const { status, body } = await sendMultipart({ url: `${strict.url}/graphql`, token, parts: parts() });
      expect([status, body]).toMatchObject([408, { errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] }]);
      while (lastUpload().outcome === 'arriving') await turn();
      expect(lastUpload()).toMatchObject({ filename: `every ${everyMs}.csv`, outcome: 'aborted' });
    }
  });

  test('a bad token is refused before the file is read', async () => {
    const parts = [operationParts(), fileHead(), ...chunks(64, 65_536), end];
    expect(await sendMultipart({ url, token: 'nonsense', parts })).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });

  test('the executor takes a stream, and variables that come later', async () => {
    const later = Promise.withResolvers<Record<string, unknown>>();
    const answer = gateway.executor.execute({ query: uploadMutation, variables: later.promise, token });
    const stream = Readable.from(chunks(16, 65_536), { objectMode: false });
    later.resolve({ name: 'late', file: new Upload({ filename: 'a.csv', mimeType: 'text/csv', stream }) });
    expect(await answer).toEqual({ data: { uploadFile: { id: '7', name: 'late', sizeBytes: mebibyte } } });
  });

  test('a stream that fails fails the operation and the upload at the subgraph', async () => {
    async function* failing() {
      yield Buffer.alloc(mebibyte);
      await turn();
      throw new Error('disk on fire');
    }
    const stream = Readable.from(failing(), { objectMode: false });
    const file = new Upload({ filename: 'failing.csv', mimeType: 'text/csv', stream });
    const result = await gateway.executor.execute({ query: uploadMutation, variables: { file }, token });
    expect(result.errors?.[0]?.extensions?.['code']).toBe('UNAVAILABLE');
    expect(JSON.stringify(result)).not.toContain('fire');
  });
});
