import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningServices, type ServiceName, startServices } from '@mas/kit/testing/running-services';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { registerAnalyst, send } from './support/rest-client.ts';
import { openStream, readStream } from './support/stream-client.ts';

const servers = (await storeKinds())[1];
const question = '/chat/stream?question=How+many+rows+are+there%3F';

/** The statuses that only a fault of a real service brings about. */
(servers === undefined ? describe.skip : describe)('the services on PostgreSQL and Redis', () => {
  let stores: TestStores;
  let services: RunningServices;
  let base: string;
  beforeAll(async () => {
    stores = await servers!.open();
    services = await startServices(stores, { RUN_WAITING_PER_USER: '1', RUN_CONCURRENCY_PER_USER: '1' });
    base = `${services.gatewayUrl}/api/v1/gateway`;
  }, 120_000);
  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  }, 60_000);

  it.each<[ServiceName, readonly (readonly [string, string])[]]>([
    ['auth', [['GET', '/auth/me']]],
    [
      'session',
      [
        ['GET', '/sessions/'],
        ['DELETE', '/sessions/x'],
        ['GET', '/files/active'],
      ],
    ],
    [
      'file',
      [
        ['GET', '/files/'],
        ['DELETE', '/files/x'],
      ],
    ],
    [
      'agent',
      [
        ['GET', question],
        ['POST', '/chat/save'],
      ],
    ],
  ])(
    'answer 503 with Retry-After while %s is down, and as ever when it is back',
    async (name, calls) => {
      const person = await registerAnalyst(base);
      await services.stop(name);
      for (const [method, path] of calls) {
        const { status, headers, text } = await person.send(method, path);
        expect([method, path, status, text]).toEqual([
          method,
          path,
          503,
          `{"detail":"The ${name} service is not answering; try again shortly."}`,
        ]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      await services.start(name);
      for (const [method, path] of calls) expect((await person.send(method, path)).status).not.toBe(503);
    },
    60_000,
  );

  it('answer 500 and nothing of the fault when it is ours', async () => {
    const person = await registerAnalyst(base);
    await services.query('session', 'alter table sessions rename to lost');
    try {
      const { status, text } = await person.send('GET', '/sessions/');
      expect([status, text]).toEqual([500, '{"detail":"Internal server error"}']);
    } finally {
      await services.query('session', 'alter table lost rename to sessions');
    }
    expect((await person.send('GET', '/sessions/')).status).toBe(200);
  }, 60_000);

  it('answer 429 with Retry-After to questions beyond what may wait', async () => {
    const person = await registerAnalyst(base);
    const resumable = { token: person.token, headers: { accept: 'text/event-stream; profile=resume' } };
    const streams = await Promise.all(Array.from({ length: 8 }, () => openStream(base, question, resumable)));
    const refused = streams.filter(({ response }) => response.statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { response } of refused) {
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      const [body] = (await response.toArray()) as Buffer[];
      expect(JSON.parse(String(body))).toEqual({ detail: expect.any(String) });
    }
    for (const { request } of streams) request.destroy();
  }, 60_000);

  it('have the memory in PostgreSQL before they say that it is saved', async () => {
    const person = await registerAnalyst(base);
    await readStream(base, question, { token: person.token });
    const id = String((await person.send('GET', '/sessions/active')).body);
    expect((await person.send('POST', '/chat/save')).status).toBe(200);
    const rows = await services.query('agent', `select 1 from agent_memory where session_id = '${id}'`);
    expect(rows).toHaveLength(1);
  }, 60_000);

  it('answer 503 to a stranger too while nobody can sign in', async () => {
    await services.stop('auth');
    const form = { username: 'ada@example.com', password: 'correct horse' };
    const { status, headers } = await send(base, 'POST', '/auth/login', { form });
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([503, true]);
    await services.start('auth');
  }, 60_000);
});
