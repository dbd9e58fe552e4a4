import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemorySaver } from '@langchain/langgraph';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { randomUUID } from 'node:crypto';
import { connectAgentDatabase, connectionPool } from '../src/db/database.ts';
import { createRunEventRepository } from '../src/db/run-event.repository.ts';
import { createRunLeaseRepository, type RunLeaseRepository } from '../src/db/run-lease.repository.ts';
import { createRunRepository } from '../src/db/run.repository.ts';
import { createEventLog } from '../src/events/event-log.ts';
import { createMemoryEventSignal } from '../src/events/memory-event-signal.ts';
import { createMemoryRunQueue } from '../src/queue/memory-run-queue.ts';
import { createRunKeeper } from '../src/runs/run-keeper.ts';
import { createRunWorker, type RunWorker } from '../src/runs/run-worker.ts';
import { eventually } from './sandbox/sandbox-fixture.ts';
import { salesDataset } from './support/dataset.ts';

const noWork = { concurrency: 0, concurrencyPerUser: 0 };

async function openDatabase(stores: TestStores) {
  const database = await stores.connect(`keeper_${randomUUID().slice(0, 8)}`, connectAgentDatabase);
  const pool = await connectionPool(database);
  const addRun = async (): Promise<string> => {
    const run = {
      userId: 1,
      sessionId: randomUUID(),
      question: 'What?',
      requestedMode: 'AUTO',
      dataset: salesDataset,
      otherDatasets: [],
      analyst: 'scripted',
      idempotencyKey: undefined,
    } as const;
    return (await createRunRepository(database.fork()).insert(run, () => undefined)).run.id;
  };
  return {
    leases: createRunLeaseRepository(pool),
    events: createRunEventRepository(database.fork(), pool),
    addRun,
    [Symbol.asyncDispose]: () => database.dispose(),
  };
}

describe.each(await storeKinds())('who works on a run over $name', ({ open }) => {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(async () => {
    await stores[Symbol.asyncDispose]();
  });

  it('is one of many that want to', async () => {
    await using database = await openDatabase(stores);
    const id = await database.addRun();
    const claims = await Promise.all(Array.from({ length: 10 }, () => database.leases.claim(id)));
    expect(claims.filter((attempt) => attempt !== undefined)).toEqual([1]);
  });

  it('writes alone: not who had it before, and nobody after its end', async () => {
    await using database = await openDatabase(stores);
    const { leases, events } = database;
    const id = await database.addRun();
    const step = { type: 'StepStarted', step: 'report', label: 'Writing' } as const;
    await leases.claim(id);
    expect(await events.append(id, [step], 1)).toBe(true);
    expect(await leases.adopt(0)).toEqual([{ id, userId: 1 }]);
    expect(await events.append(id, [step], 1)).toBe(false);
    expect(await leases.claim(id)).toBe(2);
    expect(await events.append(id, [step], 1)).toBe(false);
    expect(await events.append(id, [step], 2)).toBe(true);
    const ends = await Promise.all(Array.from({ length: 5 }, () => events.append(id, [{ type: 'RunCancelled' }])));
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await events.append(id, [step], 2)).toBe(false);
    expect((await events.read(id, 0, 10)).map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'StepStarted'],
      [2, 'StepStarted'],
      [3, 'RunCancelled'],
    ]);
    expect(await leases.adopt(0)).toEqual([]);
  });

  it('numbers events without gaps, whoever writes at the same time', async () => {
    await using database = await openDatabase(stores);
    const { leases, events } = database;
    const id = await database.addRun();
    const attempt = await leases.claim(id);
    const texts = Array.from({ length: 30 }, (_value, index) => ({
      type: 'TextDelta' as const,
      text: `${index}\0\ud800'; --`,
      offset: index,
    }));
    await Promise.all(texts.map((event) => events.append(id, [event, event], attempt)));
    const read = await events.read(id, 0, 100);
    expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_value, index) => index + 1));
    expect(new Set(read.map((event) => event.type === 'TextDelta' && event.text))).toEqual(
      new Set(texts.map(({ text }) => text)),
    );
  });

  it('is replaced when it falls silent, and stops when it finds that out', async () => {
    await using database = await openDatabase(stores);
    const { leases } = database;
    const id = await database.addRun();
    const attempt = await leases.claim(id);
    const abandoned: string[] = [];
    const worker: Pick<RunWorker, 'attempts' | 'abandon'> = {
      attempts: () => new Map([[id, attempt ?? 0]]),
      abandon: (runId) => abandoned.push(runId),
    };
    const times = { heartbeatMs: 20, silentMs: 2_000, isAlone: false, logger: testLogger } as const;
    const living = createMemoryRunQueue(noWork);
    await living.enqueue({ runId: id, userId: '1' });
    const silent = createMemoryRunQueue(noWork);
    // It adopts nothing itself: a keeper takes up again what it lost, when nobody else does.
    const old = createRunKeeper({ ...times, silentMs: 60_000, leases, queue: living, worker: worker as RunWorker });
    const next = createRunKeeper({
      ...times,
      leases,
      queue: silent,
      worker: { ...worker, attempts: () => new Map<string, number>() } as unknown as RunWorker,
    });
    await old.start();
    await next.start();
    await leases.beat([id]);
    expect(silent.held()).toEqual([]);
    await living.remove(id); // from here on the old process says nothing of the run
    await eventually('the other process has the run', () => Promise.resolve(silent.held().includes(id)));
    await leases.claim(id);
    await eventually('the old one stops', () => Promise.resolve(abandoned.includes(id)));
    old.stop();
    next.stop();
  });

  it('keeps it when it was taken up while its process said that it lives', async () => {
    await using database = await openDatabase(stores);
    const { leases } = database;
    const id = await database.addRun();
    const attempts = new Map<string, number>();
    const abandoned: string[] = [];
    let beats = 0;
    const slowAnswer: RunLeaseRepository = {
      ...leases,
      async beat(runIds) {
        const open = await leases.beat(runIds);
        const attempt = await leases.claim(id);
        if (attempt !== undefined) attempts.set(id, attempt);
        beats += 1;
        return open;
      },
    };
    const queue = createMemoryRunQueue(noWork);
    await queue.enqueue({ runId: id, userId: '1' });
    const keeper = createRunKeeper({
      leases: slowAnswer,
      queue,
      worker: {
        attempts: () => new Map(attempts),
        abandon: (runId: string) => abandoned.push(runId),
      } as unknown as RunWorker,
      isAlone: false,
      logger: testLogger,
      heartbeatMs: 1,
    });
    await keeper.start();
    await eventually('two beats', () => Promise.resolve(beats >= 2));
    keeper.stop();
    expect(attempts.get(id)).toBe(1);
    expect(abandoned).toEqual([]);
  });

  it('lets it go at once when its process goes down while it takes it up', async () => {
    await using database = await openDatabase(stores);
    const { leases, events } = database;
    const id = await database.addRun();
    const signal = createMemoryEventSignal();
    const unreached = (): never => {
      throw new Error('the run is begun');
    };
    const worker = createRunWorker({
      leases: {
        ...leases,
        async claim(runId) {
          worker.release();
          return leases.claim(runId);
        },
      },
      findRun: unreached,
      log: createEventLog({ repository: () => events, signal }),
      signal,
      checkpointer: new MemorySaver(),
      createScope: unreached,
      runTimeoutMs: 60_000,
      logger: testLogger,
    });
    await worker.handle({ runId: id, userId: '1' });
    expect(await leases.claim(id)).toBe(2);
    expect(await events.read(id, 0, 10)).toEqual([]);
  });
});
