import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cacheKeys } from '@mas/kit/cache/cache';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds } from '@mas/kit/testing/stores';
import { codes, type FileHarness, type Person, startFileHarness } from './file-harness.ts';

const csv =
  'date,product,units,price,sold\n2026-01-01,Tea,3,1.5,true\n2026-01-02,Milk,,2.25,false\n2026-01-03,Tea,8,0.75,true\n';

const activeFile = `query ($id: ID!) {
  _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { activeFile { id name summary } } }
}`;
const list = `query ($id: ID!, $first: Int! = 50, $after: String, $search: String) {
  _entities(representations: [{ __typename: "User", id: $id }]) {
    ... on User { files(first: $first, after: $after, search: $search) {
      nodes { name } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
  }
}`;
const activate =
  'mutation ($id: ID, $name: String, $sessionId: ID) { activateFile(id: $id, name: $name, sessionId: $sessionId) { name } }';
const remove = 'mutation ($id: ID, $name: String) { deleteFile(id: $id, name: $name) }';
const update =
  'mutation ($id: ID!, $name: String, $description: String) { updateFile(id: $id, name: $name, description: $description) { name description storageUri } }';

describe.each(await storeKinds())('files over $name', (kind) => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(kind);
  });
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  const uploaded = async (person: Person, name: string, content = csv): Promise<string> => {
    const answer = await person.upload(content, { name });
    expect(answer.errors).toEqual([]);
    return (answer.data?.['uploadFile'] as { id: string }).id;
  };
  const active = async (person: Person, sessionId = person.sessionId) => {
    const { data, errors } = await person.send(activeFile, { id: sessionId });
    expect(errors).toEqual([]);
    const [session] = data?.['_entities'] as [{ activeFile: { name: string } | null }];
    return session.activeFile?.name;
  };
  const ownBlobs = async ({ userId }: Person) => (await files.blobs()).filter((name) => name.startsWith(`${userId}_`));

  it('keeps of names, headers and descriptions what people see', async () => {
    const person = await files.person();
    const select = 'id name description storageUri profile { columns { name } }';
    const header = 'pri\u202ece,\u200bunits\u3164,me\u200can\n1.5,3,2\n';
    const filename = 'report\u202evsc.\u{e0041}csv';
    const description = 'What \u202eyou\u{e0069} see\u200b\nin two lines';
    const answer = await person.upload(header, { filename, description, select });
    expect(answer.errors).toEqual([]);
    const { id } = answer.data?.['uploadFile'] as { id: string };
    expect(answer.data?.['uploadFile']).toEqual({
      id,
      name: 'reportvsc',
      description: 'What you see\nin two lines',
      storageUri: `local://${person.userId}_reportvsc.csv`,
      profile: { columns: [{ name: 'price' }, { name: 'units' }, { name: 'mean' }] },
    });
    expect(codes(await person.upload(csv, { name: 'report\u2066vsc' }))).toEqual(['CONFLICT']);
    expect((await person.send(activate, { name: 'report\u202evsc' })).data).toEqual({
      activateFile: { name: 'reportvsc' },
    });
    const renamed = await person.send(update, { id, name: 'می\u200cخواهم\u200f', description: 'a\r\nb' });
    expect(renamed.data?.['updateFile']).toMatchObject({ name: 'می\u200cخواهم', description: 'a\nb' });
    expect(codes(await person.upload(csv, { name: '\u202e\u2800' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('uploads, profiles and activates a dataset', async () => {
    const person = await files.person();
    const select = `id name description summary storageUri parquetUri storageType sizeBytes createdAt
      profile { rows warnings format { kind encoding delimiter } columns { name type pandasType nulls distinct mean } }`;
    const answer = await person.upload(csv, { filename: 'C:\\data\\Sales 2026.csv', description: 'A shop', select });
    expect(answer.errors).toEqual([]);
    expect(answer.data?.['uploadFile']).toMatchObject({
      name: 'Sales 2026',
      description: 'A shop',
      storageUri: `local://${person.userId}_Sales 2026.csv`,
      parquetUri: `local://${person.userId}_Sales 2026.parquet`,
      storageType: 'LOCAL',
      sizeBytes: csv.length,
      profile: {
        rows: 3,
        warnings: [],
        format: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
        columns: [
          { name: 'date', type: 'DATE', pandasType: 'datetime64[ns]' },
          { name: 'product', type: 'TEXT', pandasType: 'object', distinct: 2 },
          { name: 'units', type: 'INTEGER', pandasType: 'float64', nulls: 1, mean: 5.5 },
          { name: 'price', type: 'FLOAT', pandasType: 'float64', mean: 1.5 },
          { name: 'sold', type: 'BOOLEAN', pandasType: 'bool' },
        ],
      },
    });
    expect(await active(person)).toBe('Sales 2026');
  });

  it('begins the summary as scripts expect it', async () => {
    const person = await files.person();
    const answer = await person.upload(csv, { select: 'summary' });
    const { summary } = answer.data?.['uploadFile'] as { summary: string };
    expect(summary.slice(0, summary.indexOf('\n\n### '))).toBe(
      [
        'The dataset has **3 rows** and **5 columns**.',
        '',
        'It contains the following features:',
        '',
        '- **date**: `datetime64[ns]`',
        '- **product**: `object`',
        '- **units**: `float64`',
        '- **price**: `float64`',
        '- **sold**: `bool`',
      ].join('\n'),
    );
  });

  it('shows windows of rows as JSON', async () => {
    const person = await files.person();
    const content =
      'day,at,big,ratio,ok,who\n2026-01-01,2026-01-01 10:00,1,inf,true,Doña\n2026-01-02,,9007199254740993,0.5,false,\n';
    const select = 'preview(limit: 10) { columns rows totalRows } rest: preview(limit: 1, offset: 1) { rows }';
    const answer = await person.upload(content, { select });
    expect(answer.errors).toEqual([]);
    const second = ['2026-01-02', null, '9007199254740993', 0.5, false, null];
    expect(answer.data?.['uploadFile']).toEqual({
      preview: {
        columns: ['day', 'at', 'big', 'ratio', 'ok', 'who'],
        rows: [['2026-01-01', '2026-01-01T10:00:00', 1, 'Infinity', true, 'Doña'], second],
        totalRows: 2,
      },
      rest: { rows: [second] },
    });
    const id = await uploaded(person, 'other');
    const tooMany = await person.send('query ($id: ID!) { file(id: $id) { preview(limit: 1001) { rows } } }', { id });
    expect(codes(tooMany)).toEqual(['BAD_USER_INPUT']);
  });

  it('keeps the active file in the cache and in the database', async () => {
    const person = await files.person();
    await uploaded(person, 'first');
    const key = cacheKeys.activeFile(person.userId, person.sessionId);
    expect(await files.cache.getHash(key)).toMatchObject({
      file_name: 'first',
      storage_uri: `local://${person.userId}_first.csv`,
    });
    await files.cache.delete(key);
    expect(await active(person)).toBe('first');
    expect(await files.cache.getHash(key)).toMatchObject({ file_name: 'first' });
    await files.cache.setHash(key, { nonsense: 'yes' });
    expect(await active(person)).toBe('first');
  });

  it('activates by id and by name, in the active session and in another', async () => {
    const person = await files.person();
    const id = await uploaded(person, 'one');
    await uploaded(person, 'two');
    const other = files.sessions.create(person.userId);
    expect(await active(person)).toBe('two');
    expect((await person.send(activate, { id, sessionId: person.sessionId })).errors).toEqual([]);
    expect((await person.send(activate, { name: 'two' })).errors).toEqual([]);
    expect([await active(person), await active(person, other)]).toEqual(['one', 'two']);
    expect(codes(await person.send(activate, {}))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await person.send(activate, { id, name: 'one' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('renames, describes, and tells the cache', async () => {
    const person = await files.person();
    const id = await uploaded(person, 'before');
    await uploaded(person, 'taken');
    await person.send(activate, { id });
    const changed = await person.send(update, { id, name: ' after ', description: 'x'.repeat(10_000) });
    expect(changed.data?.['updateFile']).toMatchObject({
      name: 'after',
      storageUri: `local://${person.userId}_before.csv`,
    });
    expect(await active(person)).toBe('after');
    expect(codes(await person.send(update, { id, name: 'taken' }))).toEqual(['CONFLICT']);
    expect(codes(await person.send(update, { id, description: 'x'.repeat(10_001) }))).toEqual(['BAD_USER_INPUT']);
    await uploaded(person, 'before');
    expect(await ownBlobs(person)).toHaveLength(6);
  });

  it('deletes a file with its bytes, but not while it is active in the active session', async () => {
    const person = await files.person();
    const id = await uploaded(person, 'old');
    expect(codes(await person.send(remove, { id }))).toEqual(['FAILED_PRECONDITION']);
    files.sessions.create(person.userId);
    expect((await person.send(remove, { name: 'old' })).data).toEqual({ deleteFile: id });
    expect(await ownBlobs(person)).toEqual([]);
    expect(await active(person)).toBeUndefined();
    expect(await files.cache.getHash(cacheKeys.activeFile(person.userId, person.sessionId))).toBeUndefined();
    expect(codes(await person.send(remove, { id }))).toEqual(['NOT_FOUND']);
    files.sessions.activate(person.userId, undefined);
    expect(codes(await person.send(remove, { id: '1', name: 'x' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('lists in pages, newest first, and searches', async () => {
    const person = await files.person();
    for (const name of ['alpha', 'b%ta', 'gamma']) await uploaded(person, name);
    const page = async (variables: object) => {
      const { data, errors } = await person.send(list, { id: person.userId, ...variables });
      expect(errors).toEqual([]);
      return (data?.['_entities'] as [{ files: { nodes: { name: string }[]; pageInfo: { endCursor: string } } }])[0]
        .files;
    };
    const first = await page({ first: 2 });
    expect(first).toMatchObject({
      nodes: [{ name: 'gamma' }, { name: 'b%ta' }],
      totalCount: 3,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({
      nodes: [{ name: 'alpha' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect((await page({ search: '%' })).nodes).toEqual([{ name: 'b%ta' }]);
    expect((await page({ search: 'AMM' })).nodes).toEqual([{ name: 'gamma' }]);
    for (const variables of [{ first: 0 }, { first: 501 }, { after: 'nonsense' }]) {
      expect(codes(await person.send(list, { id: person.userId, ...variables }))).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('shows nobody the files of another', async () => {
    const [owner, stranger] = [await files.person(), await files.person()];
    const id = await uploaded(owner, 'private');
    const entity =
      'query ($id: ID!) { _entities(representations: [{ __typename: "File", id: $id }]) { ... on File { name } } }';
    const operations: [string, object][] = [
      ['query ($id: ID!) { file(id: $id) { name } }', {}],
      [entity, {}],
      [activate, {}],
      [update, { name: 'mine' }],
      [remove, {}],
    ];
    for (const [query, variables] of operations) {
      const foreign = await stranger.send(query, { id, ...variables });
      expect(codes(foreign)).toEqual(['NOT_FOUND']);
      for (const other of ['2147483647', '99999999999', '0', '-1', '1.5', 'x', "1' or '1'='1"]) {
        expect((await stranger.send(query, { id: other, ...variables })).errors).toEqual(foreign.errors);
      }
    }
    expect(codes(await stranger.send(list, { id: owner.userId }))).toEqual(['NOT_FOUND']);
    expect(codes(await stranger.send(activate, { name: 'private' }))).toEqual(['NOT_FOUND']);
    await uploaded(stranger, 'own');
    expect(codes(await stranger.send(activate, { name: 'own', sessionId: owner.sessionId }))).toEqual(['NOT_FOUND']);
    expect(codes(await stranger.upload(csv, { sessionId: owner.sessionId }))).toEqual(['NOT_FOUND']);
    expect(await active(stranger, owner.sessionId)).toBeUndefined();
    expect(await active(stranger, 'no uuid')).toBeUndefined();
    const anonymous = await requestGraphql(files.server.url, { query: activeFile, variables: { id: owner.sessionId } });
    expect(codes(anonymous)).toEqual(['UNAUTHENTICATED']);
  });
});
