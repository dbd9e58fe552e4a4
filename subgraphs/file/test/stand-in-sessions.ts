import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '@mas/kit/errors';
import type { RequestContext } from '@mas/kit/graphql-context';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testVerifier } from '@mas/kit/testing/test-tokens';

/** A session subgraph with the real schema that keeps what a test gives it. */
export interface StandInSessions {
  readonly server: RunningServer;
  /** Makes a session and makes it the active one. */
  create(userId: string): string;
  activate(userId: string, sessionId: string | undefined): void;
}

export async function startStandInSessions(): Promise<StandInSessions> {
  const owners = new Map<string, string>();
  const active = new Map<string, string>();
  const find = (id: string, { caller }: RequestContext) => {
    if (owners.get(id) !== caller().userId) throw new AppError('NOT_FOUND', 'There is no such session.');
    return { id };
  };
  const server = await startSubgraph<RequestContext>({
    name: 'session',
    typeDefs: await readFile(new URL('../../session/schema.graphql', import.meta.url), 'utf8'),
    resolvers: {
      Query: { session: (_parent: unknown, { id }: { id: string }, context: RequestContext) => find(id, context) },
      User: {
        __resolveReference({ id }: { id: string }, { caller }: RequestContext) {
          if (id !== caller().userId) throw new AppError('NOT_FOUND', 'There is no such user.');
          return { id };
        },
        activeSession({ id }: { id: string }) {
          const sessionId = active.get(id);
          return sessionId === undefined ? null : { id: sessionId };
        },
      },
    },
    createContext: (request) => request,
    verifier: testVerifier,
    port: 0,
    host: '127.0.0.1',
    logger: testLogger,
    health: {},
  });
  return {
    server,
    create(userId) {
      const id = randomUUID();
      owners.set(id, userId);
      active.set(userId, id);
      return id;
    },
    activate(userId, sessionId) {
      if (sessionId === undefined) active.delete(userId);
      else active.set(userId, sessionId);
    },
  };
}
