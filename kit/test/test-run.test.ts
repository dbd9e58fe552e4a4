import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { openResources } from '../src/testing/run/open-resources.ts';
import { watchDescendants } from '../src/testing/run/watch-descendants.ts';
import { storeKinds } from '../src/testing/stores.ts';
import { connectDatabase } from '../src/database/database.ts';
import { Note, Notes } from './notes.ts';

const kinds = await storeKinds();

describe('what is left open', () => {
  it('is named and ended: a server, a child', async () => {
    const resources = openResources();
    const server = createServer().listen(0, '127.0.0.1');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await Promise.all([once(server, 'listening'), once(child, 'spawn')]);
    const ended = Promise.all([once(server, 'close'), once(child, 'exit')]);
    await expect(resources.expectNone(0)).rejects.toThrow(/process \d+: .*setInterval[\s\S]*server at .*"port":\d+/);
    await ended;
  });

  it('is nothing when all was ended', async () => {
    const resources = openResources();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await resources.expectNone();
  });
});

const hasProc = process.platform === 'linux';
(hasProc ? describe : describe.skip)('a process that outlives the run', () => {
  it.each([
    ['was seen below its parent', '', 'sleep 1.5'],
    ['bears the mark of the run', 'MARK=of-this-test', 'true'],
  ])('is named and ended, although its parent has ended: it %s', async (_how, mark, meanwhile) => {
    const env = { PATH: process.env['PATH'], ...(mark !== '' && { MARK: 'of-this-test' }) };
    const parent = spawn('/bin/sh', ['-c', `sleep 600 >/dev/null & echo $!; ${meanwhile}`], { env });
    const watch = watchDescendants(parent.pid!, mark === '' ? 'NONE=' : mark);
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    await once(parent, 'exit');
    await expect(watch.expectNone(0)).rejects.toThrow(`${output.toString().trim()} sleep 600`);
  });
});

const services = kinds[1];
(services === undefined ? it.skip : it)('suites at the same time have different Redis databases', async () => {
  const suites = await Promise.all([services!.open(), services!.open(), services!.open()]);
  expect(new Set(suites.map(({ redisUrl }) => redisUrl)).size).toBe(3);
  await Promise.all(suites.map((stores) => stores[Symbol.asyncDispose]()));
});

describe.each(kinds)('databases over $name', ({ open }) => {
  it('are copies of one that was migrated once, however many suites want it at the same time', async () => {
    let migrated = 0;
    function connectNotes(url: string) {
      return connectDatabase({
        url,
        entities: [Note],
        migrations: [
          {
            name: '001-notes',
            class: class extends Notes {
              override up(): void {
                migrated += 1;
                super.up();
              }
            },
          },
        ],
      });
    }
    const suites = await Promise.all([open(), open(), open()]);
    const databases = await Promise.all(suites.map((stores) => stores.connect('notes_db', connectNotes)));
    expect(migrated).toBe(1);
    await databases[0]!.fork().execute(`insert into notes values (7, 'of the first')`);
    expect(await databases[1]!.fork().find(Note, {})).toEqual([]);
    await databases[0]!.dispose();
    const again = await suites[0].connect('notes_db', connectNotes);
    expect(await again.fork().find(Note, {})).toMatchObject([{ id: 7 }]);
    await Promise.all([again, ...databases].map((database) => database.dispose()));
    for (const stores of suites) await stores[Symbol.asyncDispose]();
  });
});
