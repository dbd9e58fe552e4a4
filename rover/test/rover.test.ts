import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { check, compose } from '../src/rover.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../src/main.ts');
const repository = join(import.meta.dirname, '../..');
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const users = `${link}\ntype Query { me: User }\ntype User @key(fields: "id") { id: ID! name: String }`;
const posts = `${link}\ntype User @key(fields: "id") { id: ID! posts: [String!]! }`;

describe('rover', () => {
  let folder: string;
  let config: string;
  let lines: string[];
  const print = (line: string): void => void lines.push(line);
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const configure = (posts = 'file: posts.graphql', version = '2'): Promise<void> =>
    write(
      'supergraph.yaml',
      `federation_version: ${version}
subgraphs:
  users:
    routing_url: http://users/graphql
    schema: { file: users.graphql }
  posts:
    routing_url: http://posts/graphql
    schema:
      ${posts}
`,
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rover-'));
    config = join(folder, 'supergraph.yaml');
    lines = [];
    await write('users.graphql', users);
    await write('posts.graphql', posts);
    await configure();
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('composes what the configuration names into a supergraph beside it', async () => {
    await compose({ config, print });
    const supergraph = await readFile(join(folder, 'supergraph.graphql'), 'utf8');
    expect(supergraph).toMatch(/^# Composed from supergraph\.yaml/);
    expect(supergraph).toContain('@join__graph(name: "posts", url: "http://posts/graphql")');
    await check({ config, print });
  });

  test('takes a schema that stands in the configuration', async () => {
    await configure(`sdl: '${posts.replaceAll('\n', ' ')}'`);
    await compose({ config, print });
    expect(await readFile(join(folder, 'supergraph.graphql'), 'utf8')).toContain('posts: [String!]!');
  });

  test.each(['subgraph_url: http://posts', 'graphref: a@b\n      subgraph: posts'])(
    'refuses a source that needs the network, with the way round it: %s',
    async (source) => {
      await configure(source);
      await expect(compose({ config, print })).rejects.toThrow(/"posts" takes its schema from .*rover subgraph/s);
    },
  );

  test('refuses another composition than the one that is installed', async () => {
    await configure(undefined, '=2.0.1');
    await expect(compose({ config, print })).rejects.toThrow(/wants federation_version =2\.0\.1/);
  });

  test.each([
    ['subgraphs: 3', /not a supergraph configuration/],
    ['subgraphs: {}', /names no subgraph/],
    ['a: [', /not YAML/],
    ['subgraphs: { a: { schema: { file: users.graphql } } }', /needs a routing_url/],
    [
      'subgraphs: { a: { routing_url: http://a, schema: { file: none.graphql } } }',
      /schema of subgraph "a" at .*none\.graphql/,
    ],
  ])('says what is wrong with %s', async (text, message) => {
    await write('supergraph.yaml', text);
    await expect(compose({ config, print })).rejects.toThrow(message);
  });

  test('names the subgraph and the place of an error', async () => {
    await write('posts.graphql', `${posts}\ntype Broken {`);
    await expect(compose({ config, print })).rejects.toThrow(
      /"posts" does not parse:\n {2}posts\.graphql:3:14 Syntax Error/,
    );
    await write('posts.graphql', `${posts}\nextend type User { name: Int }`);
    await expect(compose({ config, print })).rejects.toThrow(
      /FIELD_TYPE_MISMATCH: .*\n {4}in posts, posts\.graphql:3:20\n {4}in users, users\.graphql:3:40/,
    );
    await write('posts.graphql', `${posts}\nextend type User { other: Missing }`);
    await expect(compose({ config, print })).rejects.toThrow(
      /\[posts\] Unknown type.*\n {4}in posts, posts\.graphql:3:27/,
    );
  });

  test('check fails on a missing or stale supergraph', async () => {
    await expect(check({ config, print })).rejects.toThrow(/is not what supergraph\.yaml/);
    await compose({ config, print });
    await write('posts.graphql', posts.replace('posts:', '"Their posts." posts:'));
    await expect(check({ config, print })).rejects.toThrow(/Run `npm run compose/);
  });

  test('check compares with a base: removals break, additions do not', async () => {
    await compose({ config, print });
    const base = join(folder, 'base.graphql');
    await write('base.graphql', await readFile(join(folder, 'supergraph.graphql'), 'utf8'));
    await write('users.graphql', users.replace('name: String', 'name: String email: String'));
    await compose({ config, print });
    await check({ config, base, print });
    await write('users.graphql', users.replace('name: String', 'email: String'));
    await compose({ config, print });
    await expect(check({ config, base, print })).rejects.toThrow(/1 change\(s\) break/);
    expect(lines).toContain('breaking: User.name was removed.');
    await check({ config, base, allowBreaking: true, print });
    await expect(check({ config, base: join(folder, 'none'), print })).rejects.toThrow(/Cannot read the base/);
  });

  test('check compares with the last commit where there is one', async () => {
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder });
    await compose({ config, print });
    await check({ config, print });
    expect(lines.at(-2)).toMatch(/No supergraph is committed/);
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'first');
    await write('users.graphql', users.replace(' name: String', ''));
    await compose({ config, print });
    await expect(check({ config, print })).rejects.toThrow(/break operations/);
  });

  test('the command ends with 0, 1 and 2, and says why on standard error', async () => {
    const rover = (...args: string[]) =>
      run(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' } }).then(
        (output) => ({ code: 0, ...output }),
        (error: unknown) => error,
      );
    expect(await rover('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--allow-breaking') });
    expect(await rover('compose')).toMatchObject({ code: 0, stdout: expect.stringContaining('Composed') });
    await write('posts.graphql', 'type {');
    expect(await rover('check')).toMatchObject({ code: 1, stderr: expect.stringContaining('posts') });
    expect(await rover('publish')).toMatchObject({ code: 2, stderr: expect.stringContaining('--help') });
    expect(await rover('check', '--nope')).toMatchObject({ code: 2 });
  });
});

test('the committed supergraph is up to date, and what clients see of it is a schema', async () => {
  const config = join(repository, 'supergraph.yaml');
  await check({ config, print: () => undefined, allowBreaking: true });
  const { Supergraph } = await import('@apollo/federation-internals');
  const sdl = await readFile(join(repository, 'supergraph.graphql'), 'utf8');
  const apiSchema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
  expect(Object.keys(apiSchema.getSubscriptionType()!.getFields())).toContain('runEvents');
  expect(() => buildSchema(sdl, { assumeValidSDL: true })).not.toThrow();
});
