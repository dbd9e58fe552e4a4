import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requirement } from '@mas/kit/testing/requirements';
import type { RunningGateway } from '../src/gateway.ts';
import { createTabs } from '../src/graphiql/app/tabs.ts';
import { startGateway } from './gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from './toy-graph.ts';

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const hasCurl = requirement('curl', spawnSync('curl', ['--version']).status === 0);

describe('GraphiQL', () => {
  let cacheDirectory: string;
  let toy: ToyGraph;
  let gateway: RunningGateway;
  beforeAll(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'graphiql-'));
    toy = await startToyGraph();
    gateway = await startGateway(toy, { graphiql: { cacheDirectory } });
  });
  afterAll(async () => {
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
    await rm(cacheDirectory, { recursive: true });
  });

  test('browsers get a page whose every file comes from this server', async () => {
    const page = await fetch(`${gateway.url}/graphql`, { headers: html });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const text = await page.text();
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, path]) => path!)
      .filter((path) => path !== 'data:,');
    expect(assets).toHaveLength(2);
    const workers = ['editor', 'json', 'graphql'].map((name) => assets[0]!.replace('app.css', `${name}.worker.js`));
    const answers = await Promise.all([...assets, ...workers].map((path) => fetch(new URL(path, gateway.url))));
    for (const answer of answers) {
      expect(answer.url).toContain(`${gateway.url}/graphiql/`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toContain('immutable');
      const code = await answer.text();
      expect(code.length).toBeGreaterThan(10_000);
      expect(code).not.toMatch(/(unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs|googleapis\.com)/);
    }
    expect(await readdir(cacheDirectory)).toHaveLength(1);
  }, 120_000);

  test('scripts get JSON, and a query is answered, not shown', async () => {
    const plain = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'application/json' } });
    expect(plain.headers.get('content-type')).toContain('application/json');
    const query = await fetch(`${gateway.url}/graphql?query=%7B__typename%7D`, {
      headers: { ...html, 'apollo-require-preflight': '1' },
    });
    expect(await query.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test.each(['/graphiql/', '/graphiql/x/app.js', '/graphiql/../package.json', '/graphiql/x/..%2fpackage.json'])(
    '%s is nothing',
    async (path) => {
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(404);
    },
  );

  test('it is told of the token handler of a page server before it', async () => {
    const open = async (headers: Record<string, string>) =>
      (await fetch(`${gateway.url}/graphql`, { headers: { ...html, ...headers } })).text();
    expect(await open({ 'x-token-handler': '1' })).toContain('data-token-handler="/auth/refresh"');
    expect(await open({})).not.toContain('data-token-handler');
  });

  (hasCurl ? test : test.skip)(
    'its example of an upload works as it stands, from where the page came from',
    async () => {
      const [comment = ''] = createTabs(gateway.url).flatMap(({ query }) => /# curl [^]*?@data\.csv/.exec(query) ?? []);
      const command = comment.replaceAll(/^# /gm, '').replace('<accessToken>', await toy.sign('1'));
      const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('@data.csv', '@package.json')]);
      expect(JSON.parse(stdout)).toEqual({ data: { uploadFile: { id: '7' } } });
    },
  );

  test('its operations are not wider than its editor', () => {
    const lines = createTabs('http://localhost:3000').flatMap(({ query }) => query.split('\n'));
    expect(lines.filter((line) => line.length > 50)).toEqual([]);
  });

  test('the operations of its tabs are valid', async () => {
    for (const { query } of createTabs(gateway.url)) {
      const result = await gateway.executor.execute({
        query: `${query}\nquery Check { __typename }`,
        operationName: 'Check',
      });
      expect(result).toEqual({ data: { __typename: 'Query' } });
    }
  });
});
