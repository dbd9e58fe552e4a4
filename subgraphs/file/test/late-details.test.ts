import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { breakUpload, formField } from './broken-upload.ts';
import { type FileHarness, type Person, startFileHarness } from './file-harness.ts';

const csv = 'a,b\n1,2\n';
const query = `mutation ($file: Upload!, $details: Upload!) {
  uploadFile(file: $file, name: "early", description: "early", details: $details) { name description storageUri } }`;
const operations = JSON.stringify({ query, variables: { file: null, details: null } });
const map = '{"file":["variables.file"],"details":["variables.details"]}';

describe.each(await storeKinds())('details of an upload behind its bytes, over $name', (kind) => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(kind, { maxUploadBytes: 4096 });
  }, 60_000);
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  }, 60_000);

  const own = async ({ userId }: Person) => (await files.blobs()).filter((name) => name.startsWith(`${userId}_`));

  async function upload({ authorization }: Person, parts: Readonly<Record<string, string>>) {
    const body = new FormData();
    body.set('operations', operations);
    body.set('map', map);
    for (const [name, content] of Object.entries(parts)) body.set(name, new Blob([content]), `${name}.csv`);
    const headers = { authorization, 'apollo-require-preflight': 'true' };
    const response = await fetch(`${files.server.url}/graphql`, { method: 'POST', headers, body });
    return response.json();
  }

  it.each([
    ['behind', ['file', 'details']],
    ['before', ['details', 'file']],
  ])('count when they come %s the bytes, and name the blob', async (_place, order) => {
    const person = await files.person();
    const parts = { file: csv, details: JSON.stringify({ name: 'late', description: 'Said late.' }) };
    const inOrder = Object.fromEntries(order.map((name) => [name, parts[name as keyof typeof parts]]));
    expect(await upload(person, inOrder)).toEqual({
      data: {
        uploadFile: { name: 'late', description: 'Said late.', storageUri: `local://${person.userId}_late.csv` },
      },
    });
  });

  it('leave what they do not say as it was said', async () => {
    const person = await files.person();
    expect(await upload(person, { file: csv, details: '{}' })).toMatchObject({
      data: { uploadFile: { name: 'early', description: 'early' } },
    });
  });

  it.each([
    ['no JSON', '{"name": ', { code: 'BAD_USER_INPUT', field: 'details' }],
    ['another form', '{"name": 1}', { code: 'BAD_USER_INPUT', field: 'details' }],
    ['more than they may be', ' '.repeat(300_000), { code: 'BAD_USER_INPUT', field: 'details' }],
    ['an empty name', '{"name": ""}', { code: 'BAD_USER_INPUT', field: 'name' }],
    ['a description with a NUL', '{"description": "\\u0000"}', { code: 'BAD_USER_INPUT', field: 'description' }],
  ])('leave nothing behind when they are %s', async (_what, details, extensions) => {
    const person = await files.person();
    expect(await upload(person, { file: csv, details })).toMatchObject({ data: null, errors: [{ extensions }] });
    expect(await own(person)).toEqual([]);
  });

  it('leave nothing behind when the name is taken', async () => {
    const person = await files.person();
    await person.upload(csv, { name: 'taken' });
    const blobs = await own(person);
    expect(await upload(person, { file: csv, details: '{"name":"taken"}' })).toMatchObject({
      errors: [{ extensions: { code: 'CONFLICT', field: 'name' } }],
    });
    expect(await own(person)).toEqual(blobs);
  });

  it('are not waited for by an upload that is over the limit, or has no session', async () => {
    const person = await files.person();
    expect(await upload(person, { file: csv.repeat(1_000), details: '{}' })).toMatchObject({
      errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }],
    });
    files.sessions.activate(person.userId, undefined);
    expect(await upload(person, { file: csv, details: '{}' })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(await own(person)).toEqual([]);
  });

  it('leave nothing behind when the sender goes away before them', async () => {
    const person = await files.person();
    const file = `--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n${csv}\r\n--b\r\n`;
    await breakUpload(files, person, formField('operations', operations) + formField('map', map) + file);
    expect(await own(person)).toEqual([]);
  });
});
