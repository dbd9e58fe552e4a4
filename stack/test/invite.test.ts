import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainEnv } from '@mas/kit/testing/plain-env';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { examples, startAsk } from './ask-process.ts';

const root = resolve(import.meta.dirname, '../..');
const register = `mutation ($email: EmailAddress!, $invitation: String) {
  register(email: $email, password: "correct horse", invitation: $invitation) { expiresIn }
}`;

/** The real command, as its own process. */
async function invite(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [resolve(root, 'stack/src/invite/main.ts'), ...argv], {
    env: { ...plainEnv(), REGISTRATION: 'invite', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const [exitCode, stdout, stderr] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  return { exitCode, stdout, stderr };
}

const codeIn = (stdout: string) => /^ {2}(\w{5}(?:-\w{5}){3})$/m.exec(stdout)?.[1] ?? '';

describe('npm run invite', () => {
  let directory: string;
  let env: { readonly DATA_DIR: string };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mas-invite-'));
    await chmod(directory, 0o711); // the database's own account passes through
    env = { DATA_DIR: join(directory, 'data') };
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const signUp = async ({ gatewayUrl }: RunningStack, email: string, invitation?: string) => {
    const variables = { email, ...(invitation !== undefined && { invitation }) };
    const { errors } = await requestGraphql(gatewayUrl, { query: register, variables });
    return errors.map(({ extensions }) => extensions?.['code']);
  };

  it('makes the first invitation before the system was ever started, and others while it runs', async () => {
    const first = await invite([], env);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain(`http://localhost:3000/register?invitation=${codeIn(first.stdout)}\n`);

    await using stack = await startStack({ ...env, REGISTRATION: 'invite' });
    expect(stack.greeting).toMatch(/Accounts +by invitation, the first one too: npm run invite$/m);
    expect(await signUp(stack, 'ada@example.com')).toEqual(['BAD_USER_INPUT']);
    expect(await signUp(stack, 'ada@example.com', codeIn(first.stdout))).toEqual([]);

    const options = ['--json', '--email', 'Grace@Example.com', '--uses', '2', '--expires', '2h'];
    const second = await invite(options, { ...env, CLIENT_PUBLIC_URL: 'https://data.example.com/' });
    const made = JSON.parse(second.stdout) as Record<string, string>;
    expect(made).toMatchObject({ id: 2, email: 'grace@example.com', uses: 2, used: 0, state: 'good' });
    expect(made['link']).toBe(`https://data.example.com/register?invitation=${made['code'] ?? ''}`);
    expect(await signUp(stack, 'ada.too@example.com', made['code'])).toEqual(['BAD_USER_INPUT']);
    expect(await signUp(stack, 'grace@example.com', made['code'])).toEqual([]);

    expect(await invite(['--revoke', '2'], env)).toMatchObject({ exitCode: 0 });
    expect(await invite(['--revoke', '2'], env)).toMatchObject({ exitCode: 1, stdout: '' });
    const { stdout } = await invite(['--list'], env);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^Number +State +Used +Good until +For$/),
      expect.stringMatching(/^2 +revoked +1 of 2 +20\d\d-\d\d-\d\d \d\d:\d\d UTC +grace@example\.com$/),
      expect.stringMatching(/^1 +used +1 of 1 +.* UTC +anybody$/),
      '',
    ]);
    expect(stack.log.filter((line) => line.includes(codeIn(first.stdout)))).toEqual([]);

    const question = [join(examples, 'penguins.csv'), 'How many rows?', '--gateway', stack.gatewayUrl];
    const asked = await startAsk(question, { directory }).result;
    expect(asked.exitCode).toBe(1);
    expect(asked.stderr).toContain('The gateway lets no guest in. Accounts are made by invitation here');
    expect(asked.stderr).toContain('--email <address> --password <password>');
    const account = ['--email', 'grace@example.com', '--password', 'correct horse'];
    expect(await startAsk([...question, ...account], { directory }).result).toMatchObject({ exitCode: 0 });
  }, 180_000);

  it('says so where invitations change nothing', async () => {
    const { exitCode, stderr } = await invite([], { ...env, REGISTRATION: 'open' });
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^Note: by REGISTRATION=open everybody .+\n$/)]);
  }, 60_000);

  it('refuses wrong arguments without a database, and says what is wrong with a database', async () => {
    const wrong = await invite(['--uses', 'many'], { DATABASE_URL: 'postgresql://127.0.0.1:1' });
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^Usage: invite/) });
    const away = await invite([], { ...env, DATABASE_URL: 'postgresql://127.0.0.1:1' });
    expect(away).toMatchObject({ exitCode: 1, stdout: '' });
    expect(away.stderr).toContain('The database auth_db cannot be used');
  }, 60_000);

  it('is not in the way of a question to a system of its own', async () => {
    const question = [join(examples, 'penguins.csv'), 'How many rows are there?'];
    const { exitCode, stdout, stderr } = await startAsk(question, { directory, env: { REGISTRATION: 'off' } }).result;
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain('344');
  }, 120_000);
});
