import type { Database } from '@mas/kit/database/database';
import type { TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testSigner, testTokenSettings, testVerifier } from '@mas/kit/testing/test-tokens';
import { createServiceTokens } from '@mas/kit/tokens/service-token';
import { connectAuthDatabase } from '../src/db/database.ts';
import { createWindowCounters } from '../src/counters/rate-limiter-counters.ts';
import { type AuthSubgraphDependencies, createSubgraph } from '../src/subgraph.ts';

export const testServices = createServiceTokens(testTokenSettings, 'revocations');

export interface TestAuth extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
}

/** All tests of a suite come from one address. */
const noLimits = { ofAddressInMinute: 1e6, ofAddressInDay: 1e6, inAllInHour: 1e9 };

/** The auth subgraph over a database of its own, with hashes that cost nothing. */
export async function startAuth(
  stores: TestStores,
  { databaseName = 'auth_db', ...deps }: Partial<AuthSubgraphDependencies> & { readonly databaseName?: string } = {},
): Promise<TestAuth> {
  const counters = await createWindowCounters({ url: stores.redisUrl, logger: testLogger });
  const database = await stores.connect(databaseName, connectAuthDatabase);
  const server = await createSubgraph({
    database,
    signer: testSigner,
    verifier: testVerifier,
    services: testServices,
    counters,
    bcryptCost: 4,
    registrationLimits: noLimits,
    port: 0,
    host: '127.0.0.1',
    logger: testLogger,
    ...deps,
  });
  return {
    url: server.url,
    database,
    async [Symbol.asyncDispose]() {
      await server.dispose();
      await database.dispose();
      await counters.dispose();
    },
  };
}
