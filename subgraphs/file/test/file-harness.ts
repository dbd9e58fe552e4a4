import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalBlobStore } from '@mas/kit/blobs/local-blob-store';
import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import { createSubgraphClient } from '@mas/kit/federation/subgraph-client';
import type { RunningServer } from '@mas/kit/server/subgraph-server';
import { type GraphqlAnswer, requestGraphql } from '@mas/kit/testing/graphql-request';
import type { StoreKind } from '@mas/kit/testing/stores';
import { openTestJail, testProgramCache } from '@mas/kit/testing/test-jail';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testAuthorization, testVerifier } from '@mas/kit/testing/test-tokens';
import { connectFileDatabase } from '../src/db/database.ts';
import { createSubgraphSessionDirectory } from '../src/sessions/subgraph-session-directory.ts';
import { createSubgraph, type FileSubgraphDependencies } from '../src/subgraph.ts';
import { type StandInSessions, startStandInSessions } from './stand-in-sessions.ts';

export interface FileHarness extends AsyncDisposable {
  readonly server: RunningServer;
  readonly sessions: StandInSessions;
  readonly cache: Cache;
  readonly database: Database;
  readonly storage: string;
  /** A user that nobody has had before, with an active session. */
  person(): Promise<Person>;
  /** The names of all blobs. */
  blobs(): Promise<string[]>;
}

export interface Person {
  readonly userId: string;
  readonly sessionId: string;
  readonly authorization: string;
  send(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer>;
  upload(content: string | Uint8Array, options?: UploadOptions): Promise<GraphqlAnswer>;
}

export interface UploadOptions {
  readonly filename?: string;
  readonly name?: string;
  readonly description?: string;
  readonly sessionId?: string;
  readonly keepOthers?: boolean;
  readonly select?: string;
}

type Limits = Partial<Pick<FileSubgraphDependencies, 'maxUploadBytes' | 'quotaBytes'>>;

let lastUser = 1000;

/** The running subgraph with everything around it, over the given stores. */
export async function startFileHarness(kind: StoreKind, limits: Limits = {}): Promise<FileHarness> {
  const stores = await kind.open();
  const directory = await mkdtemp(join(tmpdir(), 'mas-file-test-'));
  const storage = join(directory, 'blobs');
  const sessions = await startStandInSessions();
  const database = await stores.connect('file_db', connectFileDatabase);
  const cache = await stores.createCache();
  const jail = await openTestJail(join(directory, 'scratch'));
  const server = await createSubgraph({
    database,
    cache,
    blobs: await createLocalBlobStore({ directory: storage }),
    sessions: createSubgraphSessionDirectory(createSubgraphClient({ name: 'session', url: sessions.server.url })),
    jail,
    cacheDirectory: testProgramCache,
    maxUploadBytes: 1024 ** 3,
    quotaBytes: 1024 ** 4,
    ...limits,
    verifier: testVerifier,
    port: 0,
    host: '127.0.0.1',
    logger: testLogger,
  });
  return {
    server,
    sessions,
    cache,
    database,
    storage,
    async person() {
      lastUser += 1;
      const userId = String(lastUser);
      return createPerson(server.url, userId, sessions.create(userId), await testAuthorization(userId));
    },
    blobs: async () => (await readdir(storage, { recursive: true })).filter((name) => name !== '.partial').sort(),
    async [Symbol.asyncDispose]() {
      await server.dispose();
      await jail.dispose();
      await sessions.server.dispose();
      await cache.dispose();
      await database.dispose();
      await stores[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function createPerson(url: string, userId: string, sessionId: string, authorization: string): Person {
  return {
    userId,
    sessionId,
    authorization,
    send: (query, variables) => requestGraphql(url, { query, ...(variables && { variables }), authorization }),
    async upload(content, options = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization, 'apollo-require-preflight': 'true' },
        body: uploadForm(content, options),
      });
      const body = (await response.json()) as Partial<GraphqlAnswer>; // the tests assert what matters of it
      return { status: response.status, data: body.data, errors: body.errors ?? [] };
    },
  };
}

export function uploadOperations({ select = 'id name', ...options }: UploadOptions): string {
  const { name, description, sessionId, keepOthers } = options;
  const query = `mutation ($file: Upload!, $name: String, $description: String! = "", $sessionId: ID, $keepOthers: Boolean! = false) {
    uploadFile(file: $file, name: $name, description: $description, sessionId: $sessionId, keepOthers: $keepOthers) { ${select} } }`;
  return JSON.stringify({ query, variables: { file: null, name, description, sessionId, keepOthers } });
}

function uploadForm(content: string | Uint8Array, options: UploadOptions): FormData {
  const form = new FormData();
  form.set('operations', uploadOperations(options));
  form.set('map', '{"0":["variables.file"]}');
  const bytes = typeof content === 'string' ? content : new Uint8Array(content);
  form.set('0', new Blob([bytes], { type: 'text/csv' }), options.filename ?? 'data.csv');
  return form;
}

export function codes(answer: GraphqlAnswer): unknown[] {
  return answer.errors.map((error) => error.extensions?.['code']);
}
