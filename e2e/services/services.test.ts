import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@mas/kit/server/free-port';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Person, registerPerson } from '../support/person.ts';
import { root } from '../support/root.ts';

const services = (await storeKinds())[1];
const names = ['auth', 'session', 'file', 'agent', 'gateway'] as const;
type Name = (typeof names)[number];

/** `npm start -w subgraphs/auth` and its like, one process each, as an operator starts them. */
(services === undefined ? describe.skip : describe)('services that are started alone', () => {
  let stores: TestStores;
  let ports: Record<Name, number>;
  let storage: string;
  const running = new Map<Name, ChildProcess>();

  beforeAll(async () => {
    stores = await services!.open();
    storage = await mkdtemp(join(tmpdir(), 'mas-services-'));
    const entries = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
    ports = Object.fromEntries(entries) as Record<Name, number>; // an entry for every name
  });
  afterAll(async () => {
    await Promise.all(names.map(stop));
    await rm(storage, { recursive: true, force: true });
    await stores[Symbol.asyncDispose]();
  });

  const url = (name: Name) => `http://127.0.0.1:${String(ports[name])}`;

  function start(name: Name): void {
    const database = new URL(stores.databaseUrl(`${name}_db`));
    const redis = new URL(stores.redisUrl!);
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LOG_LEVEL: 'warn',
      SECRET_KEY: 'the same secret for all of them, 32 characters',
      DB_HOST: database.hostname,
      DB_PORT: database.port,
      DB_USER: database.username,
      DB_PASS: '',
      DB_NAME: database.pathname.slice(1),
      REDIS_HOST: redis.hostname,
      REDIS_PORT: redis.port,
      REDIS_DB: redis.pathname.slice(1),
      LOCAL_STORAGE_PATH: storage,
      BCRYPT_COST: '10',
      [`${name.toUpperCase()}_PORT`]: String(ports[name]),
      AUTH_URL: url('auth'),
      SESSION_URL: url('session'),
      FILE_URL: url('file'),
      AGENT_URL: url('agent'),
    };
    const workspace = name === 'gateway' ? 'gateway' : `subgraphs/${name}`;
    const child = spawn('npm', ['start', '-w', workspace], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.set(name, child);
  }

  async function stop(name: Name): Promise<void> {
    const child = running.get(name);
    if (child?.pid === undefined) return;
    running.delete(name);
    const exited = once(child, 'exit');
    process.kill(-child.pid, 'SIGTERM');
    await exited;
    await until(async () => !(await answers(`${url(name)}/livez`)));
  }

  const untilReady = (name: Name) => until(() => answers(`${url(name)}/readyz`));

  it('do the main job together, whatever order they start in', async () => {
    start('gateway');
    await until(() => answers(`${url('gateway')}/livez`));
    const registering = registerPerson(url('gateway')).catch(() => undefined);
    expect(await registering).toBeUndefined();

    for (const name of ['agent', 'file', 'session', 'auth'] as const) start(name);
    await Promise.all(names.map(untilReady));
    await using person = await registerPerson(url('gateway'));
    expect(await meanAge(person)).toContain('54');
  }, 180_000);

  it('answer for the others while one is down, and take it up again', async () => {
    await using person = await registerPerson(url('gateway'));
    await person.must('mutation { createSession(title: "Outage") { id } }');
    await stop('file');
    const { data, codes } = await person.send('{ me { email sessions { totalCount } files { totalCount } } }');
    expect(codes).toEqual(['UNAVAILABLE']);
    expect(JSON.stringify(data)).not.toContain('127.0.0.1');
    expect((await person.send('{ me { email sessions { totalCount } } }')).data).toEqual({
      me: { email: person.email, sessions: { totalCount: 1 } },
    });

    start('file');
    await untilReady('file');
    expect((await person.send('{ me { files { totalCount } } }')).data).toEqual({ me: { files: { totalCount: 0 } } });
  }, 120_000);
});

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(100);
}

async function meanAge(person: Person): Promise<string> {
  await person.must('mutation { createSession(title: "Ages") { id } }');
  const uploaded = await person.upload(new Blob(['name,age\nAda,36\nAlan,41\nGrace,85\n']), { name: 'ages' });
  expect(uploaded.errors).toEqual([]);
  const runId = await person.ask('What is the mean age?');
  const { report } = await person.lastEvent(runId, '__typename ... on RunFinished { report }');
  return String(report);
}
