import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { examples, startAsk } from './ask-process.ts';

const penguins = join(examples, 'penguins.csv');
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const recordSchema = z.strictObject({
  question: z.string(),
  mode: z.enum(['quick', 'technical']).nullable(),
  answer: z.string(),
  numbers: z.array(z.object({ text: z.string(), value: z.number(), verified: z.boolean() })),
  artifacts: z.array(
    z.object({ kind: z.enum(['chart', 'table']), title: z.string(), files: z.record(z.string(), z.string()) }),
  ),
  code: z.array(z.object({ language: z.string(), source: z.string(), attempt: z.number() })),
  steps: z.array(z.object({ name: z.string(), ms: z.number() })),
  usage: z.object({ modelCalls: z.number(), inputTokens: z.number(), outputTokens: z.number(), cost: z.number() }),
  timings: z.object({ firstEventMs: z.number().nullable(), firstTextMs: z.number().nullable(), totalMs: z.number() }),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  analyst: z.string().nullable(),
});

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-test-'));
  await chmod(directory, 0o711); // the sandbox's account passes through
  await mkdir(join(directory, 'folder'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ask = (argv: readonly string[], more: { env?: Record<string, string>; input?: string } = {}) =>
  startAsk(argv, { directory, ...more }).result;
const records = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)));
/** A failed expectation of the code alone would not say why. */
const expectExit = ({ exitCode, stderr }: { exitCode: number | null; stderr: string }, expected: number) => {
  if (exitCode !== expected) throw new Error(`exit code ${String(exitCode)} instead of ${expected}:\n${stderr}`);
};
const leftovers = async () => (await readdir(directory)).filter((name) => name.startsWith('mas-ask-'));

describe('ask with a system of its own', () => {
  it('prints the answer, saves its charts beside it, and leaves nothing else behind', async () => {
    const out = join(directory, 'out');
    const { exitCode, stdout, stderr } = await ask([
      penguins,
      'What is the distribution of body mass?',
      '--out',
      'out',
    ]);
    expectExit({ exitCode, stderr }, 0);
    expect(stdout).toContain('4,201.75');
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stderr).toMatch(/penguins\.csv: 344 rows, 7 columns/);
    expect(stderr).toMatch(/\[ \] 1\. [\s\S]+\[x\] 1\. /);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^Answered by offline in [\d.]+ s, 0 tokens, \$0\.0000$/);

    const files = await readdir(out);
    const [png, svg, html] = ['.png', '.svg', '.html'].map((end) => files.find((name) => name.endsWith(end)) ?? '');
    expect([...(await readFile(join(out, png!)))].slice(0, 8)).toEqual(pngSignature);
    expect(await readFile(join(out, svg!), 'utf8')).toMatch(/^<svg[\s\S]+<\/svg>\s*$/);
    expect(await readFile(join(out, html!), 'utf8')).toMatch(/^<!doctype html>[\s\S]+body_mass_g/);
    expect(await readFile(join(out, 'answer.md'), 'utf8')).toContain('4,201.75');
    expect(await leftovers()).toEqual([]);
  }, 180_000);

  it('fails with 1 when the run does', async () => {
    await using model = await startModel((answer) => answer(401));
    const { exitCode, stdout, stderr } = await ask([penguins, 'How many rows are there?', '--json'], {
      env: model.env,
    });
    expectExit({ exitCode, stderr }, 1);
    expect(records(stdout)).toMatchObject([{ error: { code: 'ANALYST_UNAVAILABLE' } }]);
    expect(await leftovers()).toEqual([]);
  }, 180_000);

  it('cancels its run and cleans up when it is interrupted', async () => {
    const called = Promise.withResolvers<undefined>();
    await using model = await startModel(() => called.resolve(undefined));
    const { result, interrupt } = startAsk([penguins, 'How many rows are there?', '--json'], {
      directory,
      env: model.env,
    });
    await called.promise;
    interrupt();
    const { exitCode, stdout, stderr } = await result;
    expectExit({ exitCode, stderr }, 130);
    expect(records(stdout)).toMatchObject([
      { error: { code: 'RUN_CANCELLED' }, timings: { firstEventMs: expect.any(Number) } },
    ]);
    expect(await leftovers()).toEqual([]);
  }, 180_000);
});

describe('ask with a running gateway', () => {
  let stack: RunningStack;

  beforeAll(async () => {
    stack = await startStack();
  }, 180_000);
  afterAll(async () => stack[Symbol.asyncDispose]());

  it('answers several questions in one session, a record for each with --json', async () => {
    const questions = ['How many rows are there?', 'mean body mass by species'];
    const { exitCode, stdout, stderr } = await ask([
      penguins,
      ...questions,
      '--json',
      '--mode',
      'quick',
      '--gateway',
      stack.gatewayUrl,
    ]);
    expectExit({ exitCode, stderr }, 0);
    const [count, means, ...others] = records(stdout);
    expect(others).toEqual([]);
    expect(count).toMatchObject({ question: questions[0], mode: 'quick', error: null, analyst: 'offline' });
    expect(count!.answer).toContain('344');
    expect(count!.numbers).toContainEqual(expect.objectContaining({ value: 344, verified: true }));
    expect(count!.timings.firstEventMs).toBeLessThanOrEqual(count!.timings.totalMs);
    expect(means!.answer).toMatch(/5,076\.02/);
    expect(means!.code[0]).toMatchObject({ language: 'javascript', attempt: 0 });
    expect(means!.steps.length).toBeGreaterThan(3);
    const chart = means!.artifacts.find(({ kind }) => kind === 'chart');
    expect(Object.keys(chart!.files).toSorted()).toEqual(['html', 'png', 'svg']);
    expect(await readFile(chart!.files['svg']!, 'utf8')).toMatch(/^<svg/);
    expect(chart!.files['png']).toMatch(/\/answers\/penguins-[\d-]+\/2\/chart-1-/);
  }, 120_000);

  it('keeps asking with --repl, a question a line', async () => {
    const input = 'How many rows are there?\n\nWhat is the maximum of body_mass_g?\nexit\nnever asked\n';
    const { exitCode, stdout } = await ask([penguins, '--repl', '--gateway', stack.gatewayUrl], { input });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/344[\s\S]+6,300/);
    expect(stdout).not.toContain('never');
  }, 120_000);

  it('says what is wrong with an account that does not exist', async () => {
    const account = ['--gateway', stack.gatewayUrl, '--email', 'nobody@example.com', '--password', 'wrong password'];
    const { exitCode, stdout, stderr } = await ask([penguins, 'How many rows?', ...account]);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('No answer: The e-mail address or the password is wrong.');
  });

  it('says why a dataset cannot be read', async () => {
    await writeFile(join(directory, 'empty.csv'), '');
    const { exitCode, stdout } = await ask(['empty.csv', 'How many rows?', '--json', '--gateway', stack.gatewayUrl]);
    expect(exitCode).toBe(1);
    expect(records(stdout)).toMatchObject([{ question: 'How many rows?', error: { code: 'UNSUPPORTED_FILE' } }]);
  });
});

describe('ask', () => {
  it.each([
    ['no question', [penguins], 'ask a question'],
    ['a file that is not there', ['none.csv', 'q'], 'There is no file none.csv.'],
    ['a folder', ['folder', 'q'], 'folder is a folder'],
    ['a folder that cannot be written', [penguins, 'q', '--out', '/dev/null/x'], 'Answers cannot be saved'],
    ['a folder where there can be none', [penguins, 'q', '--out', '/proc/x/y'], 'Answers cannot be saved'],
    ['a kernel that is not there', [penguins, 'q', '--kernel', 'python'], 'There is no Python kernel here yet.'],
    ['an unknown option', [penguins, 'q', '--nonsense'], "unknown option '--nonsense'"],
  ])('refuses %s with 2 and its usage', async (_what, argv, reason) => {
    const { exitCode, stdout, stderr } = await ask(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: ask \[options\] <dataset>/);
    expect(stderr.trimEnd().split('\n').at(-1)).toContain(reason);
  });

  it('shows its usage when asked', async () => {
    const { exitCode, stdout, stderr } = await ask(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: ask/);
  });

  it('says that no gateway answers', async () => {
    const { exitCode, stderr } = await ask([penguins, 'q', '--gateway', 'http://127.0.0.1:1']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No gateway answers at http://127.0.0.1:1.');
  });

  it('says that a server is no gateway', async () => {
    await using server = await serve(createServer((_request, response) => response.writeHead(404).end('<html>')));
    const { exitCode, stderr } = await ask([penguins, 'q', '--gateway', server.url]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is this a gateway?');
  });
});

/** A model's server, which does what it is told with each call. */
async function startModel(onCall: (answer: (status: number) => void) => void) {
  const error = JSON.stringify({
    type: 'error',
    error: { type: 'authentication_error', message: 'invalid x-api-key' },
  });
  const server = createServer((_request, response) =>
    onCall((status) => response.writeHead(status, { 'content-type': 'application/json' }).end(error)),
  );
  const { url, [Symbol.asyncDispose]: dispose } = await serve(server);
  return { env: { ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: url }, [Symbol.asyncDispose]: dispose };
}

async function serve(server: Server) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // an address is an object once a TCP server listens
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
