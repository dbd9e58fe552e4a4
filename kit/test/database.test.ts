import { describe, expect, it } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { setImmediate as turn } from 'node:timers/promises';
import { connectDatabase } from '../src/database/database.ts';
import { storeKinds } from '../src/testing/stores.ts';
import { Note, Notes } from './notes.ts';

class FirstNote extends Migration {
  override up(): void {
    this.addSql(`insert into notes values (1, 'first')`);
  }
}

class Broken extends Migration {
  override up(): void {
    this.addSql('create table half_done (id integer)');
    this.addSql('this is no SQL');
  }
}

const migrations = [
  { name: '001-notes', class: Notes },
  { name: '002-first-note', class: FirstNote },
];

describe.each(await storeKinds())('a database over $name', ({ open }) => {
  it('is made and migrated once, however many processes start at the same time', async () => {
    await using stores = await open();
    const options = { url: stores.databaseUrl('notes_db'), entities: [Note], migrations };
    const databases = await Promise.all([1, 2, 3, 4].map(() => connectDatabase(options)));
    expect(await databases[0]!.fork().find(Note, {})).toMatchObject([{ id: 1, text: 'first' }]);
    await Promise.all(databases.map((database) => database.dispose()));
  });

  it('is left as it was by a migration that fails', async () => {
    await using stores = await open();
    const url = stores.databaseUrl('broken_db');
    const broken = [{ name: '001-broken', class: Broken }];
    await expect(connectDatabase({ url, entities: [Note], migrations: broken })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    const mended = await connectDatabase({ url, entities: [Note], migrations });
    const tables = await mended.fork().execute(`select to_regclass('half_done') as half_done`);
    expect(tables).toEqual([{ half_done: null }]);
    await mended.dispose();
  });

  it('closes while statements are under way and connections for them are being made', async () => {
    await using stores = await open();
    const database = await connectDatabase({ url: stores.databaseUrl('closing_db'), entities: [Note], migrations });
    const statements = Array.from({ length: 3 }, () => database.fork().execute('select 1'));
    const settled = Promise.allSettled(statements);
    await turn(); // they have asked for connections; there is one so far
    await Promise.all([database.dispose(), database.dispose()]);
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    await expect(database.ping()).rejects.toThrow();
  });

  it('says so when the server is not there', async () => {
    const url = 'postgresql://postgres@127.0.0.1:1/nowhere';
    await expect(connectDatabase({ url, entities: [Note], migrations })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
