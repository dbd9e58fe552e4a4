import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { storeKinds } from '@mas/kit/testing/stores';
import { type FileHarness, startFileHarness, uploadOperations } from './file-harness.ts';

const mebibyte = 1024 * 1024;
const [embedded] = await storeKinds();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // V8's own, since the flag is set

/** Bytes of the buffers that somebody holds: not those that only wait for the collector. */
function heldBytes(): number {
  collectGarbage();
  collectGarbage(); // the first may leave buffers to be freed in the background
  return process.memoryUsage().arrayBuffers;
}

describe('an upload of 100 MB', () => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(embedded!);
  });
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  it('is never held in memory', async () => {
    const person = await files.person();
    const block = Buffer.from('123456,some text that is repeated,98.5,2026-01-31\n'.repeat(20_000));
    const blocks = Math.ceil((100 * mebibyte) / block.length);
    const before = heldBytes();
    let most = before;
    const answer = await new Promise<string>((resolve, reject) => {
      const sender = httpRequest(
        `${files.server.url}/graphql`,
        {
          method: 'POST',
          headers: {
            authorization: person.authorization,
            'apollo-require-preflight': 'true',
            'content-type': 'multipart/form-data; boundary=b',
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => resolve(text));
        },
      );
      sender.on('error', reject);
      const parts = function* () {
        yield `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${uploadOperations({ name: 'large', select: 'sizeBytes profile { rows }' })}\r\n`;
        yield '--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n';
        yield '--b\r\ncontent-disposition: form-data; name="0"; filename="large.csv"\r\n\r\nid,text,value,day\n';
        for (let count = 0; count < blocks; count += 1) {
          if (count % 10 === 9) most = Math.max(most, heldBytes());
          yield block;
        }
        yield '\r\n--b--\r\n';
      };
      const all = parts();
      const send = (): void => {
        for (let next = all.next(); next.done !== true; next = all.next()) {
          if (!sender.write(next.value)) {
            sender.once('drain', send);
            return;
          }
        }
        sender.end();
      };
      send();
    });
    expect(JSON.parse(answer)).toEqual({
      data: { uploadFile: { sizeBytes: 18 + blocks * block.length, profile: { rows: blocks * 20_000 } } },
    });
    expect((most - before) / mebibyte).toBeLessThan(20);
  }, 240_000);
});
