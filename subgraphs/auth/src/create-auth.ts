import type { Logger } from '@mas/kit/logger';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import type { RunningServer } from '@mas/kit/server/subgraph-server';
import { createServiceTokens } from '@mas/kit/tokens/service-token';
import { createTokenSigner } from '@mas/kit/tokens/token-signer';
import { createTokenVerifier, type TokenSettings } from '@mas/kit/tokens/token-verifier';
import { connectAuthDatabase } from './db/database.ts';
import { createWindowCounters } from './counters/rate-limiter-counters.ts';
import type { RegistrationLimitSettings } from './services/registration-limits.ts';
import type { RegistrationMode } from './services/registration.service.ts';
import type { SignInLimitSettings } from './services/sign-in-limits.ts';
import type { SignInSettings } from './services/sign-in.service.ts';
import { createSubgraph } from './subgraph.ts';

/** Everything that can be chosen, as plain values. */
export interface AuthConfig {
  readonly databaseUrl: string;
  /** Without it, failed sign-ins and registrations are counted in this process alone. */
  readonly redisUrl: string | undefined;
  readonly token: TokenSettings;
  readonly accessLifetimeSeconds: number;
  readonly signIn: Partial<SignInSettings>;
  readonly limits: Partial<SignInLimitSettings>;
  readonly registration: RegistrationMode;
  readonly registrationLimits: Partial<RegistrationLimitSettings>;
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
    const counters = await createWindowCounters({ url: config.redisUrl, logger });
    disposers.push(() => counters.dispose());
    const server = await createSubgraph({
      database,
      counters,
      signer: createTokenSigner({ ...token, lifetimeSeconds }),
      verifier: createTokenVerifier(token),
      services: createServiceTokens(token, 'revocations'),
      signIn: config.signIn,
      limits: config.limits,
      registration: config.registration,
      registrationLimits: config.registrationLimits,
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
