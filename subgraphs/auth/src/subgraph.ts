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
import { createRevocationRepository } from './db/revocation.repository.ts';
import { createSignInRepository } from './db/sign-in.repository.ts';
import { createUserRepository } from './db/user.repository.ts';
import type { FailureCounters } from './failures/failure-counter.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createAccountService } from './services/account.service.ts';
import { createPasswordHashers } from './services/password-hasher.ts';
import { removeExpiredRegularly } from './services/remove-expired.ts';
import { createRevocationFeed } from './services/revocation-feed.ts';
import { createSignInLimits, defaultSignInLimits, type SignInLimitSettings } from './services/sign-in-limits.ts';
import { createSignInService, defaultSignInSettings, type SignInSettings } from './services/sign-in.service.ts';

export interface AuthSubgraphDependencies {
  readonly database: Database;
  readonly signer: TokenSigner;
  readonly verifier: TokenVerifier;
  /** By which services show that they may read which sign-ins have ended. */
  readonly services: ServiceTokens;
  readonly bcryptCost: number;
  readonly signIn?: Partial<SignInSettings>;
  /** Counts failed sign-ins. */
  readonly failures: FailureCounters;
  readonly limits?: Partial<SignInLimitSettings>;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Accounts and tokens. The caller owns the database and the counters and closes them after the subgraph. */
export async function createSubgraph(deps: AuthSubgraphDependencies): Promise<RunningServer> {
  const { database, signer, verifier, services, port, host, logger } = deps;
  const hasherOf = await createPasswordHashers(deps.bcryptCost);
  const settings = { ...defaultSignInSettings, ...deps.signIn };
  const beginAttempt = createSignInLimits(deps.failures, { ...defaultSignInLimits, ...deps.limits });
  const feed = createRevocationFeed({ services, revocations: () => createRevocationRepository(database.fork()) });
  const server = await startSubgraph<Context>({
    name: 'auth',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createContext(request) {
      const em = database.fork();
      const users = createUserRepository(em);
      const passwords = createSignInRepository(em);
      const signIns = createSignInService({ signIns: passwords, users, signer, settings, logger: request.logger });
      const attempts = (email: string) => beginAttempt(email, request.clientAddress);
      const hasher = hasherOf(request.clientAddress);
      return { ...request, signIns, accounts: createAccountService({ users, passwords, signIns, hasher, attempts }) };
    },
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
  const cleaner = removeExpiredRegularly(() => createSignInRepository(database.fork()).removeExpired(), logger);
  return { ...server, dispose: () => disposeAll([() => server.dispose(), () => cleaner.dispose()]) };
}
