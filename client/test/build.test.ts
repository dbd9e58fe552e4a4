import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measureFirstLoad } from '../server/build/first-load.ts';
import { startPageServer } from './support/page-server-fixture.ts';
import { rawRequest } from './support/raw-request.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, '../server/build.ts');
const directoryOf = (output: string): string => /built in (\S+)/.exec(output)?.[1] ?? '';

describe('the build of the page', () => {
  let cache: string;
  let outputs: string[];
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'mas-builds-'));
    const build = () => run(process.execPath, [program, cache], { env: { PATH: process.env['PATH'] ?? '' } });
    outputs = (await Promise.all([build(), build()])).map(({ stdout }) => stdout);
  }, 120_000);
  afterAll(() => rm(cache, { recursive: true, force: true }));

  it('is made once by two that start at the same time', async () => {
    expect(directoryOf(outputs[0]!)).toBe(directoryOf(outputs[1]!));
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('needs less than 200 kB of JavaScript, compressed, before the page shows', async () => {
    const firstLoad = await measureFirstLoad(directoryOf(outputs[0]!));
    expect(firstLoad.files.length).toBeGreaterThan(0);
    expect(firstLoad.gzipBytes).toBeLessThan(200_000);
    expect(outputs[0]).toContain(`${(firstLoad.gzipBytes / 1000).toFixed(1)} kB of JavaScript with gzip`);
  });

  it('has its large files compressed, and nothing inline that the policy forbids', async () => {
    const directory = directoryOf(outputs[0]!);
    const assets = await readdir(join(directory, 'assets'));
    const code = assets.filter((name) => name.endsWith('.js'));
    expect(assets).toEqual(expect.arrayContaining([`${code[0]!}.br`, `${code[0]!}.gz`]));
    await using server = await startPageServer({ buildDirectory: directory });
    const page = (await rawRequest(server.url, '/', { headers: { accept: 'text/html' } })).body.toString();
    expect(page).not.toMatch(/<style|style="|<script(?![^>]+src=)|javascript:|https?:\/\//);
  });

  it('is found again, so that a server needs no other', async () => {
    await using server = await startPageServer({ cacheDirectory: cache, buildDirectory: undefined });
    const { status } = await rawRequest(server.url, '/', { headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    expect(server.log.join('')).not.toContain('being built');
  });
});

describe('a server without a build', () => {
  it('answers at once, says so to who comes, and has the page in the end', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'mas-builds-'));
    await using server = await startPageServer({ cacheDirectory: cache, buildDirectory: undefined });
    const open = () => rawRequest(server.url, '/', { headers: { accept: 'text/html' } });
    let answer = await open();
    while (answer.status !== 200) {
      expect([answer.status, answer.headers['refresh']]).toEqual([503, '1']);
      expect(answer.body.toString()).toContain('being made ready');
      answer = await open();
    }
    expect(answer.body.toString()).toContain('<div id="root">');
    await rm(cache, { recursive: true, force: true });
  }, 120_000);
});
