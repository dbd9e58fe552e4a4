import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cacheKeys } from '@mas/kit/cache/cache';
import { connectDatabase } from '@mas/kit/database/database';
import { storeKinds } from '@mas/kit/testing/stores';
import { randomUUID } from 'node:crypto';
import { connectFileDatabase } from '../src/db/database.ts';
import { createActiveFileRepository } from '../src/db/active-file.repository.ts';
import { Files } from '../src/db/migrations/001-files.ts';
import { codes, type FileHarness, type Person, startFileHarness } from './file-harness.ts';

const csv = 'a,b\n1,2\n';
const arguments_ = '$id: ID, $name: String, $sessionId: ID';
const activate = `mutation (${arguments_}, $keepOthers: Boolean! = false) {
  activateFile(id: $id, name: $name, sessionId: $sessionId, keepOthers: $keepOthers) { id name } }`;
const deactivate = `mutation (${arguments_}) { deactivateFile(id: $id, name: $name, sessionId: $sessionId) { id name } }`;
const remove = 'mutation ($name: String) { deleteFile(name: $name) }';
const activeFiles = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) {
  ... on Session { activeFile { name } activeFiles { name } } } }`;

describe.each(await storeKinds())('several active files over $name', (kind) => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(kind);
  }, 60_000);
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  const active = async (person: Person, id = person.sessionId) => {
    const { data, errors } = await person.send(activeFiles, { id });
    expect(errors).toEqual([]);
    type Named = { readonly name: string };
    const [session] = data?.['_entities'] as [{ activeFile: Named | null; activeFiles: Named[] }];
    const names = session.activeFiles.map(({ name }) => name);
    expect(session.activeFile?.name).toBe(names[0]);
    return names;
  };
  const add = async (person: Person, name: string, keepOthers = true) => {
    const { data, errors } = await person.upload(csv, { name, keepOthers });
    expect(errors).toEqual([]);
    return (data?.['uploadFile'] as { id: string }).id;
  };
  const cached = async ({ userId, sessionId }: Person) =>
    (await files.cache.getHash(cacheKeys.activeFile(userId, sessionId)))?.['file_name'];

  it('keeps them in the order in which they were activated, the first one as the primary', async () => {
    const person = await files.person();
    for (const name of ['orders', 'customers', 'products']) await add(person, name);
    expect(await active(person)).toEqual(['orders', 'customers', 'products']);
    expect(await cached(person)).toBe('orders');
    await person.send(activate, { name: 'orders', keepOthers: true });
    expect(await active(person)).toEqual(['orders', 'customers', 'products']);
    await person.send(activate, { name: 'products' });
    expect(await active(person)).toEqual(['products']);
    expect(await cached(person)).toBe('products');
    await person.send(activate, { name: 'customers', keepOthers: true });
    expect(await active(person)).toEqual(['products', 'customers']);
  });

  it('makes an upload the only active one unless the others are to stay', async () => {
    const person = await files.person();
    await add(person, 'one');
    await add(person, 'two');
    await add(person, 'three', false);
    expect(await active(person)).toEqual(['three']);
  });

  it('lets the next one move up when the first is deactivated', async () => {
    const person = await files.person();
    for (const name of ['one', 'two', 'three']) await add(person, name);
    expect((await person.send(deactivate, { name: 'one' })).errors).toEqual([]);
    expect(await active(person)).toEqual(['two', 'three']);
    expect(await cached(person)).toBe('two');
    expect(codes(await person.send(deactivate, { name: 'one' }))).toEqual(['NOT_FOUND']);
    await person.send(deactivate, { name: 'three' });
    await person.send(deactivate, { name: 'two' });
    expect(await active(person)).toEqual([]);
    expect(await cached(person)).toBeUndefined();
  });

  it('holds each session apart', async () => {
    const person = await files.person();
    const id = await add(person, 'one');
    await add(person, 'two');
    const other = files.sessions.create(person.userId);
    await person.send(activate, { id, sessionId: other });
    await person.send(deactivate, { id, sessionId: person.sessionId });
    expect([await active(person), await active(person, other)]).toEqual([['two'], ['one']]);
  });

  it('has at most 8, also when many ask at once, and stores no upload beyond', async () => {
    const person = await files.person();
    for (let index = 0; index < 9; index += 1) await add(person, `file ${index}`, false);
    await person.send(activate, { name: 'file 0' });
    const names = Array.from({ length: 8 }, (_, index) => `file ${index + 1}`);
    const answers = await Promise.all(names.map((name) => person.send(activate, { name, keepOthers: true })));
    expect(answers.flatMap(codes)).toEqual(['FAILED_PRECONDITION']);
    expect(await active(person)).toHaveLength(8);
    expect(codes(await person.upload(csv, { name: 'ninth', keepOthers: true }))).toEqual(['FAILED_PRECONDITION']);
    expect((await files.blobs()).filter((name) => name.includes('ninth'))).toEqual([]);
    expect((await person.upload(csv, { name: 'ninth' })).errors).toEqual([]);
    expect(await active(person)).toEqual(['ninth']);
  });

  it('deletes none of those that are active in the active session, whatever their place', async () => {
    const person = await files.person();
    await add(person, 'one');
    await add(person, 'two');
    for (const name of ['one', 'two']) {
      expect(codes(await person.send(remove, { name }))).toEqual(['FAILED_PRECONDITION']);
    }
    await person.send(deactivate, { name: 'one' });
    expect((await person.send(remove, { name: 'one' })).errors).toEqual([]);
    files.sessions.create(person.userId);
    expect((await person.send(remove, { name: 'two' })).errors).toEqual([]);
    expect(await active(person)).toEqual([]);
  });

  it('answers from the database when the cache holds nothing or nonsense', async () => {
    const person = await files.person();
    await add(person, 'one');
    await add(person, 'two');
    const key = cacheKeys.activeFile(person.userId, person.sessionId);
    await files.cache.delete(key);
    expect(await active(person)).toEqual(['one', 'two']);
    await files.cache.setHash(key, { id: '1' });
    expect(await active(person)).toEqual(['one', 'two']);
    expect(await cached(person)).toBe('one');
  });

  it('lets nobody activate, deactivate or see what is of another', async () => {
    const [owner, stranger] = [await files.person(), await files.person()];
    const id = await add(owner, 'private');
    await add(stranger, 'own');
    for (const query of [activate, deactivate]) {
      for (const reference of [{ id }, { id: '2147483647' }, { name: 'private' }]) {
        const answer = await stranger.send(query, reference);
        expect(answer.errors).toMatchObject([{ message: 'There is no such file.', extensions: { code: 'NOT_FOUND' } }]);
      }
      const session = await stranger.send(query, { name: 'own', sessionId: owner.sessionId });
      expect(codes(session)).toEqual(['NOT_FOUND']);
    }
    expect(codes(await stranger.send(activate, { id, keepOthers: true }))).toEqual(['NOT_FOUND']);
    expect(await active(stranger, owner.sessionId)).toEqual([]);
    expect(await active(stranger, 'no uuid')).toEqual([]);
    expect([await active(owner), await active(stranger)]).toEqual([['private'], ['own']]);
  });

  it('keeps what was active before there could be several', async () => {
    await using stores = await kind.open();
    const url = stores.databaseUrl(`file_${randomUUID().slice(0, 8)}`);
    const before = await connectDatabase({ url, entities: [], migrations: [{ name: '001-files', class: Files }] });
    const sessionId = randomUUID();
    await before.fork().execute(
      `insert into files (user_id, file_name, storage_uri, parquet_uri, storage_type, description, summary, profile, size_bytes)
       values (1, 'old', 'local://1_old.csv', 'local://1_old.parquet', 'LOCAL', '', '', '{"columns": []}', 3)`,
    );
    await before
      .fork()
      .execute(`insert into active_files (user_id, session_id, file_id) values (1, '${sessionId}', 1)`);
    await before.dispose();
    const after = await connectFileDatabase(url);
    const repository = createActiveFileRepository(after.fork());
    expect(await repository.list({ userId: 1, sessionId })).toMatchObject([{ id: 1, name: 'old' }]);
    await after.dispose();
  });
});
