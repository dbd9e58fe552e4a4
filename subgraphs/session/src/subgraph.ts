import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import type { Logger } from '@mas/kit/logger';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import { readFile } from 'node:fs/promises';
import type { Context } from './context.ts';
import { createSessionRepository } from './db/session.repository.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createActiveSessionCache } from './services/active-session-cache.ts';
import { createSessionService } from './services/session.service.ts';

export interface SessionSubgraphDependencies {
  readonly database: Database;
  readonly cache: Cache;
  readonly verifier: TokenVerifier;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/**
 * Named sessions, one of them active. The caller owns the database and the cache and closes them after the subgraph.
 * Readiness depends on the database alone: without its cache the service is slower, not wrong.
 */
export async function createSubgraph(deps: SessionSubgraphDependencies): Promise<RunningServer> {
  const { database, cache, verifier, port, host, logger } = deps;
  return startSubgraph<Context>({
    name: 'session',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createContext: (request) => {
      const sessions = createSessionRepository(database.fork());
      const activeSessions = createActiveSessionCache({ cache, sessions });
      return { ...request, sessions: createSessionService({ sessions, activeSessions }) };
    },
    verifier,
    port,
    host,
    logger,
    health: { database: () => database.ping() },
  });
}
