import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import { disposeAll } from '@mas/kit/server/shutdown';
import type { TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testVerifier } from '@mas/kit/testing/test-tokens';
import { connectSessionDatabase } from '../src/db/database.ts';
import { createSubgraph } from '../src/subgraph.ts';
import { createSessionClient, type SessionClient } from './session-client.ts';

export interface SessionFixture {
  readonly url: string;
  readonly cache: Cache;
  readonly database: Database;
  /** A person nobody has met before. */
  person(): SessionClient & { readonly userId: string };
  client(userId: string): SessionClient;
  dispose(): Promise<void>;
}

/** The subgraph over empty stores. */
export async function startSessionFixture(open: () => Promise<TestStores>): Promise<SessionFixture> {
  const stores = await open();
  const database = await stores.connect('session_db', connectSessionDatabase);
  const cache = await stores.createCache();
  const server = await createSubgraph({
    database,
    cache,
    verifier: testVerifier,
    port: 0,
    host: '127.0.0.1',
    logger: testLogger,
  });
  let lastUserId = 0;
  const client = (userId: string) => createSessionClient(server.url, userId);
  return {
    url: server.url,
    cache,
    database,
    client,
    person() {
      lastUserId += 1;
      const userId = String(lastUserId);
      return { ...client(userId), userId };
    },
    dispose: () =>
      disposeAll([
        () => Promise.resolve(stores[Symbol.asyncDispose]()),
        () => cache.dispose(),
        () => database.dispose(),
        () => server.dispose(),
      ]),
  };
}
