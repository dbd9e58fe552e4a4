import type { Logger } from '@mas/kit/logger';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import type { RunningServer } from '@mas/kit/server/subgraph-server';
import { createServiceTokens } from '@mas/kit/tokens/service-token';
import { createTokenSigner } from '@mas/kit/tokens/token-signer';
import { createTokenVerifier, type TokenSettings } from '@mas/kit/tokens/token-verifier';
import { connectAuthDatabase } from './db/database.ts';
import { createFailureCounters } from './failures/rate-limiter-counters.ts';
import type { SignInLimitSettings } from './services/sign-in-limits.ts';
import type { SignInSettings } from './services/sign-in.service.ts';
import { createSubgraph } from './subgraph.ts';

/** Everything that can be chosen, as plain values. */
export interface AuthConfig {
  readonly databaseUrl: string;
  /** Without it, failed sign-ins are counted in this process alone. */
  readonly redisUrl: string | undefined;
  readonly token: TokenSettings;
  readonly accessLifetimeSeconds: number;
  readonly signIn: Partial<SignInSettings>;
  readonly limits: Partial<SignInLimitSettings>;
  readonly bcryptCost: number;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Makes all that the subgraph needs and starts it; disposing closes all of it. */
export async function createAuth(config: AuthConfig): Promise<RunningServer> {
  const { token, accessLifetimeSeconds: lifetimeSeconds, logger } = config;
  const disposers: Disposer[] = [];
  try {
    const database = await connectAuthDatabase(config.databaseUrl);
    disposers.push(() => database.dispose());
    const failures = await createFailureCounters({ url: config.redisUrl, logger });
    disposers.push(() => failures.dispose());
    const server = await createSubgraph({
      database,
      failures,
      signer: createTokenSigner({ ...token, lifetimeSeconds }),
      verifier: createTokenVerifier(token),
      services: createServiceTokens(token, 'revocations'),
      signIn: config.signIn,
      limits: config.limits,
      bcryptCost: config.bcryptCost,
      port: config.port,
      host: config.host,
      logger,
    });
    return { ...server, dispose: () => disposeAll([...disposers, () => server.dispose()]) };
  } catch (error) {
    await disposeAll(disposers);
    throw error;
  }
}
