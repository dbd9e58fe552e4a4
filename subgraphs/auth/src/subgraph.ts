import { readFile } from 'node:fs/promises';
import type { Database } from '@mas/kit/database/database';
import type { Logger } from '@mas/kit/logger';
import { disposeAll } from '@mas/kit/server/shutdown';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import { revocationsPath } from '@mas/kit/tokens/revocation-page';
import type { ServiceTokens } from '@mas/kit/tokens/service-token';
import type { TokenSigner } from '@mas/kit/tokens/token-signer';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import type { Context } from './context.ts';
import type { WindowCounters } from './counters/window-counter.ts';
import { createContextOf } from './create-context.ts';
import { createInvitationRepository } from './db/invitation.repository.ts';
import { createRevocationRepository } from './db/revocation.repository.ts';
import { createSignInRepository } from './db/sign-in.repository.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createPasswordHashers } from './services/password-hasher.ts';
import {
  createRegistrationLimits,
  defaultRegistrationLimits,
  type RegistrationLimitSettings,
} from './services/registration-limits.ts';
import type { RegistrationMode } from './services/registration.service.ts';
import { removeExpiredRegularly } from './services/remove-expired.ts';
import { createRevocationFeed } from './services/revocation-feed.ts';
import { createSignInLimits, defaultSignInLimits, type SignInLimitSettings } from './services/sign-in-limits.ts';
import { defaultSignInSettings, type SignInSettings } from './services/sign-in.service.ts';

export interface AuthSubgraphDependencies {
  readonly database: Database;
  readonly signer: TokenSigner;
  readonly verifier: TokenVerifier;
  /** By which services show that they may read which sign-ins have ended. */
  readonly services: ServiceTokens;
  readonly bcryptCost: number;
  readonly signIn?: Partial<SignInSettings>;
  /** Counts failed sign-ins, and registrations. */
  readonly counters: WindowCounters;
  readonly limits?: Partial<SignInLimitSettings>;
  /** Who may make an account; everybody unless said. */
  readonly registration?: RegistrationMode;
  readonly registrationLimits?: Partial<RegistrationLimitSettings>;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Accounts and tokens. The caller owns the database and the counters and closes them after the subgraph. */
export async function createSubgraph(deps: AuthSubgraphDependencies): Promise<RunningServer> {
  const { database, signer, verifier, services, counters, registration = 'OPEN', port, host, logger } = deps;
  const hasherOf = await createPasswordHashers(deps.bcryptCost);
  const signIn = { ...defaultSignInSettings, ...deps.signIn };
  const beginAttempt = createSignInLimits(counters, { ...defaultSignInLimits, ...deps.limits });
  const limits = { ...defaultRegistrationLimits, ...deps.registrationLimits };
  const admitRegistration = createRegistrationLimits(counters, limits);
  const feed = createRevocationFeed({ services, revocations: () => createRevocationRepository(database.fork()) });
  const server = await startSubgraph<Context>({
    name: 'auth',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createContext: createContextOf({
      database,
      signer,
      hasherOf,
      signIn,
      beginAttempt,
      registration,
      admitRegistration,
    }),
    internalRoutes: {
      [`/${revocationsPath}`]: ({ url = '', headers }) =>
        feed.read(headers.authorization, new URL(url, 'http://localhost').searchParams.get('after')),
    },
    verifier,
    port,
    host,
    logger,
    health: { database: () => database.ping() },
  });
  const cleaner = removeExpiredRegularly(async () => {
    await createSignInRepository(database.fork()).removeExpired();
    await createInvitationRepository(database.fork()).removeExpired();
  }, logger);
  return { ...server, dispose: () => disposeAll([() => server.dispose(), () => cleaner.dispose()]) };
}
