import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { findRunningPostgres } from '../src/database/running-postgres.ts';
import { testLogger } from '../src/testing/test-logger.ts';

async function temporaryDirectory(mode: number): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'mas-postgres-'));
  await chmod(path, mode);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a server that ends in the middle: the query's own error says so
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const isUp = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );

describe('the embedded PostgreSQL', () => {
  it.each([
    ['reachable by everybody', 0o711],
    ['closed to everybody else', 0o700],
  ])('keeps its data over a restart in a folder %s', async (_what, mode) => {
    await using directory = await temporaryDirectory(mode);
    const options = { dataDirectory: join(directory.path, 'postgres'), logger: testLogger };
    const first = await startEmbeddedPostgres(options);
    await query(first.url('postgres'), 'create table kept as select 42 as answer');
    await first.dispose();

    const second = await startEmbeddedPostgres(options);
    expect(await query(second.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.dispose();
    expect(await isUp(second.url('postgres'))).toBe(false);
  });

  it('lets nobody in without its password', async () => {
    await using directory = await temporaryDirectory(0o711);
    const server = await startEmbeddedPostgres({ dataDirectory: join(directory.path, 'postgres'), logger: testLogger });
    const url = new URL(server.url('postgres'));
    url.password = 'guess';
    await expect(query(url.href, 'select 1')).rejects.toThrow(/password/);
    await server.dispose();
  });

  it('refuses a folder that another one uses', async () => {
    await using directory = await temporaryDirectory(0o711);
    const options = { dataDirectory: join(directory.path, 'postgres'), logger: testLogger };
    const server = await startEmbeddedPostgres(options);
    await expect(startEmbeddedPostgres(options)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await server.dispose();
  });

  it('is found by others while it runs, and left alone by them', async () => {
    await using directory = await temporaryDirectory(0o711);
    const dataDirectory = join(directory.path, 'postgres');
    expect(await findRunningPostgres(dataDirectory)).toBeUndefined();
    const [server, found] = await Promise.all([
      startEmbeddedPostgres({ dataDirectory, logger: testLogger }),
      (async () => {
        for (;;) {
          const running = await findRunningPostgres(dataDirectory); // at any moment of its start
          if (running !== undefined) return running;
          await setTimeout(5);
        }
      })(),
    ]);
    expect(found.url('postgres')).toBe(server.url('postgres'));
    await found.dispose();
    expect(await isUp(server.url('postgres'))).toBe(true);
    await server.dispose();
    expect(await findRunningPostgres(dataDirectory)).toBeUndefined();
  });

  it('ends with the process that started it, also when that is killed', async () => {
    await using directory = await temporaryDirectory(0o711);
    const owner = spawn(process.execPath, [
      fileURLToPath(new URL('./embedded-postgres-owner.ts', import.meta.url)),
      join(directory.path, 'postgres'),
    ]);
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    expect(await isUp(url)).toBe(true);
    owner.kill('SIGKILL');
    while (await isUp(url)) await setTimeout(50);
    await setTimeout(300); // the last of its processes let go of the folder
  });
});
