import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { breakUpload, formField } from './broken-upload.ts';
import { codes, type FileHarness, type Person, startFileHarness, uploadOperations } from './file-harness.ts';

const csv = 'date,product,units\n2026-01-01,Tea,3\n2026-01-02,Milk,\n2026-01-03,Tea,8\n';
const list = `query ($id: ID!) {
  _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { files(first: 1) { totalCount } } }
}`;

describe.each(await storeKinds())('uploads that are refused over $name', (kind) => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(kind, { maxUploadBytes: 300_000, quotaBytes: 500_000 });
  });
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  const uploaded = async (person: Person, name: string, content = csv): Promise<void> => {
    expect((await person.upload(content, { name })).errors).toEqual([]);
  };
  const ownBlobs = async ({ userId }: Person) => (await files.blobs()).filter((name) => name.startsWith(`${userId}_`));
  const partials = async () => (await files.blobs()).filter((name) => name.includes('.partial'));

  it('asks for a session before it stores anything', async () => {
    const person = await files.person();
    files.sessions.activate(person.userId, undefined);
    const answer = await person.upload(csv.repeat(2_000));
    expect(answer.errors[0]).toMatchObject({
      message: 'No active session: create one first.',
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await ownBlobs(person)).toEqual([]);
  });

  it('gives a name to one of many that ask for it at once, and keeps no bytes of the others', async () => {
    const person = await files.person();
    const answers = await Promise.all(Array.from({ length: 4 }, () => person.upload(csv, { name: 'race' })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array(3).fill('CONFLICT'));
    const extensions = (await ownBlobs(person)).map((name) => name.split('.')[1]); // the winner's names may bear a suffix
    expect(extensions.sort()).toEqual(['csv', 'parquet']);
  });

  it.each([
    ['UNSUPPORTED_FILE', 'an image', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), {}],
    ['UNSUPPORTED_FILE', 'an empty file', '', {}],
    ['UNSUPPORTED_FILE', 'a header without rows', 'a,b\n', {}],
    ['PAYLOAD_TOO_LARGE', 'a byte over the limit', 'a,b\n'.padEnd(300_001, '1,2\n'), {}],
    ['BAD_USER_INPUT', 'a name that is too long', csv, { name: 'x'.repeat(201) }],
    ['BAD_USER_INPUT', 'a blank name', csv, { name: '  ' }],
    ['BAD_USER_INPUT', 'a NUL in the name', csv, { name: 'a\0b' }],
    ['BAD_USER_INPUT', 'a description that is too long', csv, { description: 'x'.repeat(10_001) }],
    ['NOT_FOUND', 'a session that is none', csv, { sessionId: 'x' }],
  ])('answers %s to %s and leaves nothing', async (code, _what, content, options) => {
    const person = await files.person();
    const answer = await person.upload(content, options);
    expect(codes(answer)).toEqual([code]);
    expect(await ownBlobs(person)).toEqual([]);
    expect(await partials()).toEqual([]);
    const { data } = await person.send(list, { id: person.userId });
    expect(data).toMatchObject({ _entities: [{ files: { totalCount: 0 } }] });
  });

  it('takes a file of exactly the limit, and no more than the quota in all', async () => {
    const person = await files.person();
    const content = 'a,b\n'.padEnd(300_000, '1,2\n');
    await uploaded(person, 'exact', content);
    const over = await person.upload(content, { name: 'over' });
    expect(codes(over)).toEqual(['PAYLOAD_TOO_LARGE']);
    expect(await ownBlobs(person)).toHaveLength(2);
  });

  it('keeps names out of paths', async () => {
    const person = await files.person();
    for (const name of ['../../etc/passwd', 'a/b', 'a:b', 'CON', 'é'.normalize('NFD')]) await uploaded(person, name);
    expect(codes(await person.upload(csv, { name: 'é' }))).toEqual(['CONFLICT']);
    const blobs = await ownBlobs(person);
    expect(blobs).toHaveLength(10);
    expect(blobs.every((name) => !/[/\\:]|\.\./.test(name))).toBe(true);
  });

  it('leaves nothing of a sender that goes away half way', async () => {
    const person = await files.person();
    const beginning = [
      formField('operations', uploadOperations({ name: 'half' })),
      formField('map', '{"0":["variables.file"]}'),
      '--b\r\ncontent-disposition: form-data; name="0"; filename="half.csv"\r\n\r\na,b\n1,2\n',
    ];
    await breakUpload(files, person, beginning.join(''), { 'content-length': '100000' });
    expect(await ownBlobs(person)).toEqual([]);
  });

  it('refuses what is no upload in words', async () => {
    const { authorization } = await files.person();
    const post = async (headers: Record<string, string>, body: string | FormData) => {
      const response = await fetch(`${files.server.url}/graphql`, {
        method: 'POST',
        headers: { authorization, ...headers },
        body,
      });
      return { status: response.status, body: await response.json() };
    };
    const preflight = { 'apollo-require-preflight': 'true' };
    const noBoundary = await post({ ...preflight, 'content-type': 'multipart/form-data' }, 'x');
    expect(noBoundary).toMatchObject({ status: 422, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
    const noFields = new FormData();
    noFields.set('hello', 'world');
    expect(await post(preflight, noFields)).toMatchObject({ status: 422 });
    const simple = new FormData();
    simple.set('operations', uploadOperations({}));
    simple.set('map', '{"0":["variables.file"]}');
    simple.set('0', new Blob([csv]), 'a.csv');
    expect(await post({}, simple)).toMatchObject({ status: 400 });
  });
});
