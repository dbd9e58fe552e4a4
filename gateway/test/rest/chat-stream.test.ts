import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import type { RestSettings } from '../../src/rest/rest-settings.ts';
import { encodeFrame } from '../../src/rest/stream/frame.ts';
import { registerAnalyst, type Person } from './support/rest-client.ts';
import { startRestServer, type RestServer } from './support/rest-server.ts';
import { StandInExecutor } from './support/stand-in-executor.ts';
import type { StoredRun } from './support/stand-in-store.ts';
import { openStream, readChunks, readStream } from './support/stream-client.ts';
import { until } from './support/until.ts';

const ask = '/chat/stream?question=why';
const maxQueuedBytes = 64 * 1024;
const settings: Partial<RestSettings> = { followAgainMs: [10, 10, 10] };

let executor: StandInExecutor;
let server: RestServer;
let person: Person;

async function start(extra: Partial<RestSettings> = {}): Promise<void> {
  executor = new StandInExecutor({ maxQueuedBytes });
  executor.store.onAsk = () => undefined;
  server = await startRestServer(executor, { settings: { ...settings, ...extra } });
  person = await registerAnalyst(server.base);
}

const open = (headers: Record<string, string> = {}) => openStream(server.base, ask, { token: person.token, headers });
const lastRun = (): StoredRun => executor.store.runs.at(-1)!;
const status = (run: StoredRun): string => run.events.at(-1)?.__typename ?? 'none';
const textFrame = (text: string): string => encodeFrame({ type: 'text', data: text });
const done = (run: StoredRun): string =>
  encodeFrame({ type: 'done', data: { status: 'succeeded', run_id: run.id, total_ms: 1, numbers: [] } });
const finish = (run: StoredRun): void => run.emit('RunFinished', { report: '', numbers: [], totalMs: 1 });

beforeEach(() => start());
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

describe('a client that goes away', () => {
  it('ends its run', async () => {
    const { request, response } = await open();
    lastRun().emit('TextDelta', { text: 'a' });
    await once(response, 'data');
    request.destroy();
    await until(() => status(lastRun()) === 'RunCancelled');
    await until(() => lastRun().followers === 0);
  });

  it('ends its run when it goes before the question is taken', async () => {
    let asked = false;
    let takeQuestion = (): void => undefined;
    const taken = new Promise<void>((resolve) => (takeQuestion = resolve));
    const execute = executor.execute.bind(executor);
    executor.execute = async (request) => {
      if (request.operationName === 'Ask') {
        asked = true;
        await taken;
      }
      return execute(request);
    };
    const abort = new AbortController();
    const headers = { authorization: `Bearer ${person.token}` };
    const refused = fetch(`${server.base}${ask}`, { headers, signal: abort.signal });
    await until(() => asked);
    abort.abort();
    await expect(refused).rejects.toThrow();
    takeQuestion();
    await until(() => executor.store.runs.length === 1 && status(lastRun()) === 'RunCancelled');
  });

  it('is tried again when the run cannot be cancelled at once', async () => {
    const { request, response } = await open();
    lastRun().emit('TextDelta', { text: 'a' });
    await once(response, 'data');
    executor.faults.set('CancelRun', new AppError('UNAVAILABLE', 'The agent service is not answering.'));
    request.destroy();
    await until(() => executor.operations.includes('CancelRun'));
    executor.faults.clear();
    await until(() => status(lastRun()) === 'RunCancelled');
  });

  it('leaves its run alone when it can come back, and finds all of it', async () => {
    const { request, response } = await open({ accept: 'text/event-stream; profile=resume' });
    lastRun().emit('TextDelta', { text: 'one' });
    const [first] = (await once(response, 'data')) as [Buffer];
    request.destroy();
    await until(() => lastRun().followers === 0);
    lastRun().emit('TextDelta', { text: 'two' });
    finish(lastRun());
    const id = /^id: (.*)\n/.exec(first.toString())![1]!;
    const { chunks } = await readStream(server.base, ask, { token: person.token, headers: { 'last-event-id': id } });
    expect(chunks.map((chunk) => chunk.replace(/^id: .*\n/, ''))).toEqual([textFrame('two'), done(lastRun())]);
    expect(executor.operations).not.toContain('CancelRun');
    expect(executor.store.runs).toHaveLength(1);
  });
});

describe('a reader that is slow', () => {
  it('gets every frame once and in order, while no more than its share is kept for it', async () => {
    const { response } = await open();
    await until(() => lastRun().followers === 1);
    const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'x'.repeat(32 * 1024)}`);
    for (const text of texts) lastRun().emit('TextDelta', { text });
    finish(lastRun());
    await until(() => lastRun().followers === 0);
    expect(await readChunks(response)).toEqual([...texts.map(textFrame), done(lastRun())]);
    expect(executor.operations.filter((name) => name === 'FollowRun').length).toBeGreaterThan(1);
  });

  it('is given up when it takes nothing for too long', async () => {
    await server[Symbol.asyncDispose]();
    await start({ stalledReaderMs: 50 });
    const { response } = await open();
    response.on('error', () => undefined);
    await until(() => lastRun().followers === 1);
    for (let index = 0; index < 400; index += 1) lastRun().emit('TextDelta', { text: 'x'.repeat(32 * 1024) });
    await until(() => status(lastRun()) === 'RunCancelled');
  });
});

describe('a stream', () => {
  it('pings in a data line when there is nothing else to say', async () => {
    await server[Symbol.asyncDispose]();
    await start({ pingMs: 20 });
    const { response } = await open();
    const chunks = readChunks(response);
    await new Promise((resolve) => setTimeout(resolve, 200));
    finish(lastRun());
    const [ping] = await chunks;
    expect(ping).toMatch(/^data: \{"type": "ping", "data": "[^"]+"\}\n\n$/);
    expect((await chunks).at(-1)).toBe(done(lastRun()));
  });

  it('goes on where it was when it lost sight of its run', async () => {
    const { response } = await open();
    lastRun().emit('TextDelta', { text: 'one' });
    await once(response, 'data');
    const unavailable = new AppError('UNAVAILABLE', 'The agent service is not answering.');
    executor.faults.set('FollowRun', unavailable);
    executor.breakStreams(unavailable);
    await until(() => executor.operations.filter((name) => name === 'FollowRun').length >= 2);
    executor.faults.clear();
    lastRun().emit('TextDelta', { text: 'two' });
    finish(lastRun());
    expect(await readChunks(response)).toEqual([textFrame('two'), done(lastRun())]);
  });

  it('shows a text once that is written again in other pieces, and history is the same', async () => {
    const { response } = await open();
    const chunks = readChunks(response);
    const write = (text: string, offset: number) => lastRun().emit('TextDelta', { text, offset });
    write('It is', 0);
    write(' three', 5);
    write('It is t', 0);
    write('hree rows', 7);
    write('.', 16);
    finish(lastRun());
    const expected = ['It is', ' three', ' rows', '.'].map(textFrame);
    expect(await chunks).toEqual([...expected, done(lastRun())]);
    const history = await person.send('GET', '/chat/history');
    expect(history.body).toEqual([{ question: 'why', answer: [...expected, done(lastRun())] }]);
  });

  it('says when a text becomes another, and shows all of that', async () => {
    executor.store.onAsk = (run) => {
      run.emit('TextDelta', { text: 'It is 4', offset: 0 });
      run.emit('TextDelta', { text: 'There are', offset: 0 });
      run.emit('TextDelta', { text: ' 3', offset: 9 });
      finish(run);
    };
    const { chunks } = await readStream(server.base, ask, { token: person.token });
    const anew = '\n\nThe answer is written anew:\n\nThere are';
    expect(chunks).toEqual([...['It is 4', anew, ' 3'].map(textFrame), done(lastRun())]);
  });

  it('knows what was shown before its reader came back', async () => {
    const { request, response } = await open({ accept: 'text/event-stream; profile=resume' });
    lastRun().emit('TextDelta', { text: 'It is', offset: 0 });
    const [first] = (await once(response, 'data')) as [Buffer];
    request.destroy();
    await until(() => lastRun().followers === 0);
    lastRun().emit('TextDelta', { text: 'It', offset: 0 });
    lastRun().emit('TextDelta', { text: ' is three', offset: 2 });
    finish(lastRun());
    const id = /^id: (.*)\n/.exec(first.toString())![1]!;
    const { chunks } = await readStream(server.base, ask, { token: person.token, headers: { 'last-event-id': id } });
    expect(chunks.map((chunk) => chunk.replace(/^id: .*\n/, ''))).toEqual([textFrame(' three'), done(lastRun())]);
  });

  it('ends when the gateway closes, says so, and leaves the run alone', async () => {
    const { response } = await open();
    const chunks = readChunks(response);
    await until(() => lastRun().followers === 1);
    lastRun().emit('TextDelta', { text: 'one' });
    server.closeStreams();
    const message = 'The server is restarting; the answer will be in the history when it is complete.';
    expect((await chunks).slice(-3)).toEqual([
      textFrame(`\n\n**Error:** ${message}\n`),
      encodeFrame({ type: 'error', data: { code: 'UNAVAILABLE', message } }),
      encodeFrame({ type: 'done', data: { status: 'lost', run_id: lastRun().id } }),
    ]);
    expect(executor.operations).not.toContain('CancelRun');
  });

  it('that can be resumed just ends when the gateway closes', async () => {
    const { response } = await open({ accept: 'text/event-stream; profile=resume' });
    lastRun().emit('TextDelta', { text: 'one' });
    const [first] = (await once(response, 'data')) as [Buffer];
    const rest = readChunks(response);
    server.closeStreams();
    expect(first.toString()).toContain('"one"');
    expect(await rest).toEqual([]);
  });

  it('says as text and as an error that it lost its run for good', async () => {
    const unavailable = new AppError('UNAVAILABLE', 'The agent service is not answering.');
    executor.faults.set('FollowRun', unavailable);
    const { chunks } = await readStream(server.base, ask, { token: person.token });
    expect(chunks).toEqual([
      textFrame('\n\n**Error:** The agent service is not answering.\n'),
      encodeFrame({ type: 'error', data: { code: 'UNAVAILABLE', message: 'The agent service is not answering.' } }),
      encodeFrame({ type: 'done', data: { status: 'lost', run_id: lastRun().id } }),
    ]);
  });

  it('shows nothing of a fault of ours', async () => {
    executor.faults.set('FollowRun', new Error('password=hunter2 at /srv/secret.ts'));
    const { chunks } = await readStream(server.base, ask, { token: person.token });
    expect(chunks.join('')).not.toMatch(/hunter2|secret/);
    expect(chunks[1]).toContain('Internal server error');
  });

  it('gives the error of a failed run as text and as an error', async () => {
    executor.store.onAsk = (run) =>
      run.emit('RunFailed', { error: { code: 'ANALYST_UNAVAILABLE', message: 'Claude does not answer; try again.' } });
    const { chunks } = await readStream(server.base, ask, { token: person.token });
    expect(chunks).toEqual([
      textFrame('\n\n**Error:** Claude does not answer; try again.\n'),
      encodeFrame({
        type: 'error',
        data: { code: 'ANALYST_UNAVAILABLE', message: 'Claude does not answer; try again.' },
      }),
      encodeFrame({ type: 'done', data: { status: 'failed', run_id: lastRun().id } }),
    ]);
  });

  it('answers with a status, not a stream, when the question is refused', async () => {
    executor.faults.set('Ask', new AppError('RATE_LIMITED', 'Too many of your runs wait.', { retryAfterSeconds: 7 }));
    const { status, headers, text } = await person.send('GET', ask);
    expect([status, headers.get('retry-after'), text]).toEqual([429, '7', '{"detail":"Too many of your runs wait."}']);
  });
});

describe('100 streams at once, of which one is never read', () => {
  it('reach their ends, within bounded memory', async () => {
    const never = await open();
    const stuck = lastRun();
    await until(() => stuck.followers === 1);
    const readers = Array.from({ length: 99 }, () => readStream(server.base, ask, { token: person.token }));
    await until(() => executor.store.runs.length === 100);
    const runs = executor.store.runs.filter((run) => run !== stuck);
    await until(() => runs.every((run) => run.followers === 1));
    const text = 'x'.repeat(64 * 1024);
    const before = process.memoryUsage();
    for (let index = 0; index < 1_000; index += 1) stuck.emit('TextDelta', { text: `${index}${text}` });
    for (const run of runs) {
      for (let index = 0; index < 20; index += 1) run.emit('TextDelta', { text: `${index} of ${run.id}` });
      finish(run);
    }
    const streams = await Promise.all(readers);
    const after = process.memoryUsage();
    for (const { chunks } of streams) expect(chunks).toHaveLength(21);
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(32 * 2 ** 20);
    expect(stuck.followers).toBe(0);
    never.request.destroy();
    await until(() => status(stuck) === 'RunCancelled');
  });
});
