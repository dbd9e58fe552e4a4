import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { codes, type FileHarness, type Person, startFileHarness } from './file-harness.ts';

const update = `mutation ($id: ID!, $columnNotes: [ColumnNoteInput!], $name: String) {
  updateFile(id: $id, columnNotes: $columnNotes, name: $name) { name columnNotes { column note } } }`;
const read = 'query ($id: ID!) { file(id: $id) { name columnNotes { column note } } }';

describe.each(await storeKinds())('column notes over $name', (kind) => {
  let files: FileHarness;
  beforeAll(async () => {
    files = await startFileHarness(kind);
  }, 60_000);
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  const uploaded = async (person: Person) => {
    const { data } = await person.upload('bm,"odd ""name\'?",__proto__\n1,2,3\n', {
      select: 'id columnNotes { note }',
    });
    expect(data?.['uploadFile']).toMatchObject({ columnNotes: [] });
    return (data?.['uploadFile'] as { id: string }).id;
  };
  const note = async (person: Person, id: string, columnNotes: readonly object[], name?: string) => {
    const { data, errors } = await person.send(update, { id, columnNotes, ...(name && { name }) });
    expect(errors).toEqual([]);
    return (data?.['updateFile'] as { columnNotes: object[] }).columnNotes;
  };

  it('are kept in the order of the columns; those that are not named stay, and an empty one goes', async () => {
    const person = await files.person();
    const id = await uploaded(person);
    const odd = { column: 'odd "name\'?', note: 'Ärger 合計 {"a": null}' };
    expect(await note(person, id, [odd, { column: 'bm', note: ' body mass in grams ' }])).toEqual([
      { column: 'bm', note: 'body mass in grams' },
      odd,
    ]);
    expect(await note(person, id, [{ column: '__proto__', note: 'a name like any other' }], 'renamed')).toHaveLength(3);
    const left = [odd, { column: '__proto__', note: 'a name like any other' }];
    expect(await note(person, id, [{ column: 'bm', note: '  ' }])).toEqual(left);
    expect(await note(person, id, [])).toEqual(left);
    expect((await person.send(read, { id })).data).toEqual({ file: { name: 'renamed', columnNotes: left } });
  });

  it('are merged when several are written at once', async () => {
    const person = await files.person();
    const id = await uploaded(person);
    await Promise.all(['bm', '__proto__'].map((column) => note(person, id, [{ column, note: column }])));
    expect((await person.send(read, { id })).data).toMatchObject({
      file: { columnNotes: [{ column: 'bm' }, { column: '__proto__' }] },
    });
  });

  it.each([
    ['a column that is not there', { column: 'BM', note: 'x' }],
    ['a note that is too long', { column: 'bm', note: 'x'.repeat(1_001) }],
    ['a note with a NUL', { column: 'bm', note: 'a\0b' }],
  ])('are refused with %s, and nothing is changed', async (_what, wrong) => {
    const person = await files.person();
    const id = await uploaded(person);
    const columnNotes = [{ column: 'bm', note: 'fine' }, wrong];
    expect(codes(await person.send(update, { id, columnNotes, name: 'other' }))).toEqual(['BAD_USER_INPUT']);
    expect((await person.send(read, { id })).data).toEqual({ file: { name: 'data', columnNotes: [] } });
  });

  it('are written and read by their owner alone', async () => {
    const [owner, stranger] = [await files.person(), await files.person()];
    const id = await uploaded(owner);
    const columnNotes = [{ column: 'bm', note: 'mine' }];
    expect(codes(await stranger.send(update, { id, columnNotes }))).toEqual(['NOT_FOUND']);
    expect(codes(await stranger.send(read, { id }))).toEqual(['NOT_FOUND']);
    expect((await owner.send(read, { id })).data).toMatchObject({ file: { columnNotes: [] } });
  });
});
