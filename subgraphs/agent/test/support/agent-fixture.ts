import { afterAll, beforeAll } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import type { BlobStore } from '@mas/kit/blobs/blob-store';
import type { Database } from '@mas/kit/database/database';
import type { Logger } from '@mas/kit/logger';
import type { RunningServer } from '@mas/kit/server/subgraph-server';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import type { StoreKind, TestStores } from '@mas/kit/testing/stores';
import { openTestJail } from '@mas/kit/testing/test-jail';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testAuthorization, testVerifier } from '@mas/kit/testing/test-tokens';
import { createClient } from 'graphql-ws';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Analyst } from '../../src/analyst/analyst.ts';
import type { ChartRenderer } from '../../src/charts/chart-renderer.ts';
import { createChartRenderer } from '../../src/charts/create-chart-renderer.ts';
import { connectAgentDatabase } from '../../src/db/database.ts';
import { createChartScript } from '../../src/export/chart-script/chart-script.ts';
import type { FileDirectory, SessionDirectory } from '../../src/directory/directory.ts';
import { createEventSignal } from '../../src/events/create-event-signal.ts';
import { createMemoryRunQueue } from '../../src/queue/memory-run-queue.ts';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSubgraph } from '../../src/subgraph.ts';
import { cacheDirectory } from '../sandbox/sandbox-fixture.ts';
import { type TestDataset, writeSales } from './dataset.ts';

/** What all agents of a test file share: a sandbox, a chart renderer and a dataset. */
export interface Workshop extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly renderer: ChartRenderer;
  readonly sales: TestDataset;
}

export async function openWorkshop(): Promise<Workshop> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-agent-test-'));
  await chmod(directory, 0o755);
  const jail = await openTestJail(join(directory, 'scratch'));
  const children = { jail, cacheDirectory, logger: testLogger };
  const [sandbox, renderer, sales] = await Promise.all([
    createSandbox(children),
    createChartRenderer(children),
    writeSales(directory),
  ]);
  return {
    sandbox,
    renderer,
    sales,
    async [Symbol.asyncDispose]() {
      await Promise.all([sandbox.dispose(), renderer.dispose()]);
      await jail.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const codeTimeoutMs = { QUICK: 20_000, TECHNICAL: 30_000 } as const;

export interface AgentOptions {
  readonly analyst: Analyst;
  readonly databaseName?: string;
  readonly sandbox?: Sandbox;
  readonly renderer?: ChartRenderer;
  readonly concurrency?: number;
  readonly waitingPerUser?: number;
  readonly runTimeoutMs?: number;
  /** Where the files lie; by default every file is the sales. */
  readonly blobs?: Pick<BlobStore, 'localPath'>;
  readonly isAlone?: boolean;
  readonly logger?: Logger;
}

/** Sessions and files that belong to whom a test says. */
export interface TestDirectory {
  readonly sessions: SessionDirectory;
  readonly files: FileDirectory;
  /** Gives a user an active session with the sales as its active file, and says its id. */
  addSession(userId: string): string;
}

export interface RunningAgent extends AsyncDisposable {
  readonly server: RunningServer;
  /** A person with an active session. */
  person(userId?: string): Person;
  readonly database: Database;
  readonly directory: TestDirectory;
  readonly databaseName: string;
}

/** A running agent subgraph of its own. With the name of another's database it goes on where that one stopped. */
export async function startAgent(
  stores: TestStores,
  workshop: Workshop,
  options: AgentOptions,
  directory: TestDirectory = createTestDirectory(workshop.sales),
): Promise<RunningAgent> {
  const { databaseName = `agent_${randomUUID().slice(0, 8)}`, concurrency = 4, waitingPerUser = 10 } = options;
  const logger = options.logger ?? testLogger;
  const database = await stores.connect(databaseName, connectAgentDatabase);
  const cache = await stores.createCache();
  const signal = createEventSignal({ url: stores.redisUrl, logger });
  const server = await createSubgraph({
    database,
    cache,
    signal,
    verifier: testVerifier,
    analyst: options.analyst,
    sandbox: options.sandbox ?? workshop.sandbox,
    renderer: options.renderer ?? workshop.renderer,
    chartScript: createChartScript({ cacheDirectory, logger }),
    sessions: directory.sessions,
    files: directory.files,
    blobs: options.blobs ?? { localPath: () => Promise.resolve(workshop.sales.path) },
    queue: createMemoryRunQueue({ concurrency, concurrencyPerUser: concurrency }),
    limits: { waitingPerUser, waitingInAll: 1_000 },
    codeTimeoutMs,
    runTimeoutMs: options.runTimeoutMs ?? 60_000,
    isAlone: options.isAlone ?? true,
    port: 0,
    host: '127.0.0.1',
    logger,
  });
  return {
    server,
    person(userId = '1') {
      directory.addSession(userId);
      return new Person(userId, () => server.url);
    },
    database,
    directory,
    databaseName,
    async [Symbol.asyncDispose]() {
      await server.dispose();
      await signal.dispose();
      await cache.dispose();
      await database.dispose();
    },
  };
}

export function createTestDirectory({ dataset }: TestDataset): TestDirectory {
  const owners = new Map<string, string>();
  const newest = new Map<string, string>();
  const notFound = (message: string) => new AppError('NOT_FOUND', message);
  return {
    sessions: {
      verify: (id, { userId }) =>
        owners.get(id) === userId ? Promise.resolve() : Promise.reject(notFound('There is no such session.')),
      title: (id, { userId }) =>
        owners.get(id) === userId ? Promise.resolve('Sales') : Promise.reject(notFound('There is no such session.')),
      active({ userId }) {
        const id = newest.get(userId);
        return id === undefined ? Promise.reject(notFound('No active session.')) : Promise.resolve(id);
      },
    },
    files: {
      find: (id) =>
        id === dataset.fileId ? Promise.resolve(dataset) : Promise.reject(notFound('There is no such file.')),
      active: () => Promise.resolve([dataset]),
    },
    addSession(userId) {
      const id = randomUUID();
      owners.set(id, userId);
      newest.set(userId, id);
      return id;
    },
  };
}

/** A person who uses the subgraph. */
export class Person {
  readonly userId: string;
  readonly #url: () => string;

  constructor(userId: string, url: () => string) {
    this.userId = userId;
    this.#url = url;
  }

  async send(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    return requestGraphql(this.#url(), { query, variables, authorization: await testAuthorization(this.userId) });
  }

  /** @throws Error when the answer has errors. */
  async data<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const { data, errors } = await this.send(query, variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data as Data; // the tests assert what matters of it
  }

  async ask(question: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const query =
      'mutation ($question: String!, $mode: Mode! = AUTO, $key: String) { ask(question: $question, mode: $mode, idempotencyKey: $key) { id } }';
    return (await this.data<{ ask: { id: string } }>(query, { question, ...variables })).ask.id;
  }

  cancel(id: string): Promise<{ cancelRun: { status: string } }> {
    return this.data('mutation ($id: ID!) { cancelRun(id: $id) { status } }', { id });
  }

  /** A run's events, as they come; leaving the loop ends the subscription. */
  async *events(
    runId: string,
    { after = 0, fields = eventFields }: { readonly after?: number; readonly fields?: string } = {},
  ): AsyncGenerator<TestEvent, void> {
    const authorization = await testAuthorization(this.userId);
    const client = createClient({
      url: `${this.#url().replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const query = `subscription ($runId: ID!, $after: Int!) { runEvents(runId: $runId, after: $after) { ${fields} } }`;
    try {
      const results = client.iterate<{ runEvents: TestEvent }>({
        query,
        variables: { runId, after },
        extensions: { authorization },
      });
      for await (const { data, errors } of results) {
        if (errors) throw new Error(JSON.stringify(errors));
        if (data) yield data.runEvents;
      }
    } finally {
      await client.dispose();
    }
  }

  async allEvents(runId: string, after = 0): Promise<readonly TestEvent[]> {
    return Array.fromAsync(this.events(runId, { after }));
  }

  /** Reads on until an event of that type. */
  async until(runId: string, type: string): Promise<TestEvent> {
    for await (const event of this.events(runId)) if (event.__typename === type) return event;
    throw new Error(`The run ended without ${type}`);
  }
}

export interface TestEvent extends Readonly<Record<string, unknown>> {
  readonly __typename: string;
  readonly seq: number;
}

export const eventFields = `__typename seq at
  ... on RunStarted { analyst sandbox }
  ... on StepStarted { step label of: subtask repair }
  ... on StepFinished { step of: subtask ms }
  ... on PlanReady { mode interpretation subtasks { index title goal kind steps } }
  ... on TextDelta { text offset }
  ... on CodeWritten { subtask attempt language source }
  ... on CodeOutput { subtask attempt output result notices durationMs }
  ... on CodeFailed { subtask attempt error { name message line } output willRepair }
  ... on ArtifactCreated { artifact { id subtask kind title spec svg png columns rows totalRows } }
  ... on UsageUpdated { usage { modelCalls inputTokens outputTokens cacheReadTokens cacheWriteTokens cost } }
  ... on RunFinished { report numbers { text value start end verified source } totalMs }
  ... on RunFailed { error { code message } }`;

/** One for all tests of a file; it is opened when the first wants it. */
let sharedWorkshop: Promise<Workshop> | undefined;
afterAll(async () => (await sharedWorkshop)?.[Symbol.asyncDispose]());

/** Opens stores for tests over them, and closes them after the last; the file's workshop is for all its tests. */
export function useStores(kind: StoreKind): { readonly stores: () => TestStores; readonly workshop: () => Workshop } {
  let stores: TestStores | undefined;
  let workshop: Workshop | undefined;
  const opened = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('only within a test');
    return value;
  };
  beforeAll(async () => {
    [stores, workshop] = await Promise.all([kind.open(), (sharedWorkshop ??= openWorkshop())]);
  }, 120_000);
  afterAll(async () => stores?.[Symbol.asyncDispose]());
  return { stores: () => opened(stores), workshop: () => opened(workshop) };
}

export function typesOf(events: readonly TestEvent[]): readonly string[] {
  return events.map(({ __typename }) => __typename);
}
