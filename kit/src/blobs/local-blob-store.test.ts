import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import type { BlobStore, BlobWrite } from './blob-store.ts';
import { createLocalBlobStore } from './local-blob-store.ts';

let directory: string;
let blobs: BlobStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-blobs-'));
  await chmod(directory, 0o755);
  blobs = await createLocalBlobStore({ directory });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function* bytes(...parts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await Promise.resolve();
    if (part instanceof Error) throw part;
    yield Buffer.from(part);
  }
}

const write = (name: string, options: Partial<BlobWrite> = {}) =>
  blobs.write({ owner: '7', name, extension: 'csv', source: bytes('a,', 'b\n'), maxBytes: 100, ...options });
const everything = async () => (await readdir(directory, { recursive: true })).filter((name) => name !== '.partial');

describe('a local blob store', () => {
  it('stores a stream under the name that people know', async () => {
    const stored = await write('Umsätze 2026');
    expect(stored).toEqual({ uri: 'local://7_Umsätze 2026.csv', sizeBytes: 4 });
    expect(await readFile(await blobs.localPath(stored.uri), 'utf8')).toBe('a,b\n');
    const chunks: Buffer[] = [];
    for await (const chunk of await blobs.open(stored.uri)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('a,b\n');
  });

  it('lets nobody else on the machine in', async () => {
    const { uri } = await write('private');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(await blobs.localPath(uri))).mode & 0o777).toBe(0o600);
  });

  it('never lets two names that come out alike share a blob', async () => {
    const names = ['a/b', 'a:b', 'a\\b', 'a_b', 'a_b'];
    const uris = await Promise.all(names.map(async (name) => (await write(name, { source: bytes(name) })).uri));
    expect(new Set(uris).size).toBe(names.length);
    for (const [index, uri] of uris.entries()) {
      expect(await readFile(await blobs.localPath(uri), 'utf8')).toBe(names[index]);
    }
  });

  it.each([
    '../../etc/passwd',
    '..',
    '.',
    '',
    'a\0b',
    'a\nb',
    'CON',
    'nul',
    '\u202Egnp',
    '\uD800',
    'x'.repeat(5_000),
    '語'.repeat(500),
  ])('makes a safe name of %j', async (name) => {
    const { uri } = await write(name);
    expect(uri).toMatch(/^local:\/\/7_[^/\\\0]+\.csv$/);
    expect(Buffer.byteLength(uri)).toBeLessThan(220);
    expect(await everything()).toHaveLength(1);
  });

  it('takes a name in one Unicode form', async () => {
    expect((await write('e\u0301te')).uri).toBe('local://7_\u00e9te.csv');
  });

  it.each([
    'local://../secret.csv',
    'local://7_a/../../secret.csv',
    'local://.partial/x.csv',
    'file:///etc/passwd',
    '/etc/passwd',
    'local://7_..csv',
    'local://7_a%2f.csv',
    'local://7_a\0.csv',
    'local://',
  ])('looks nothing up for %j', async (uri) => {
    await expect(blobs.localPath(uri)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(blobs.open(uri)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(blobs.delete(uri)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes exactly the limit', async () => {
    expect((await write('exact', { maxBytes: 4 })).sizeBytes).toBe(4);
    await expect(write('over', { maxBytes: 3 })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(await everything()).toEqual(['7_exact.csv']);
  });

  it('leaves nothing of a stream that breaks', async () => {
    const broken = new Error('gone');
    await expect(write('half', { source: bytes('a,b', broken) })).rejects.toBe(broken);
    expect(await everything()).toEqual([]);
  });

  it('leaves nothing of a write that is aborted', async () => {
    const abort = new AbortController();
    const reason = new AppError('TIMEOUT', 'too late');
    async function* source() {
      yield* bytes('a');
      abort.abort(reason);
      yield* bytes('b');
    }
    await expect(write('aborted', { source: source(), signal: abort.signal })).rejects.toBe(reason);
    expect(await everything()).toEqual([]);
  });

  it('deletes, also what is gone', async () => {
    const { uri } = await write('gone');
    await blobs.delete(uri);
    await blobs.delete(uri);
    await expect(blobs.localPath(uri)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('removes what a killed process left, and nothing that is being written', async () => {
    const old = join(directory, '.partial', 'old');
    await writeFile(old, 'x');
    await utimes(old, new Date(0), new Date(0));
    await writeFile(join(directory, '.partial', 'new'), 'x');
    await createLocalBlobStore({ directory });
    expect(await readdir(join(directory, '.partial'))).toEqual(['new']);
  });

  it('follows no link out of its folder', async () => {
    await symlink('/etc/hostname', join(directory, '7_link.csv'));
    await expect(blobs.localPath('local://7_link.csv')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
