import { z } from 'zod';
import { AppError } from '@mas/kit/errors';
import type { SubgraphClient } from '@mas/kit/federation/subgraph-client';
import type { SessionDirectory } from './session-directory.ts';

const activeQuery = `query ActiveSession($userId: ID!) {
  _entities(representations: [{ __typename: "User", id: $userId }]) { ... on User { activeSession { id } } }
}`;
const ownedQuery = 'query OwnedSession($id: ID!) { session(id: $id) { id } }';

const reference = z.object({ id: z.guid() });
const activeData = z.object({ _entities: z.tuple([z.object({ activeSession: reference.nullable() })]) });
const ownedData = z.object({ session: reference });

/** Asks the session subgraph. */
export function createSubgraphSessionDirectory(client: SubgraphClient): SessionDirectory {
  return {
    async active({ userId, authorization, signal }) {
      const request = { query: activeQuery, variables: { userId }, data: activeData, authorization, signal };
      const { _entities } = await client.request(request);
      const { activeSession } = _entities[0];
      if (activeSession === null) throw new AppError('NOT_FOUND', 'No active session: create one first.');
      return activeSession;
    },
    async owned(id, { authorization, signal }) {
      const { session } = await client.request({
        query: ownedQuery,
        variables: { id },
        data: ownedData,
        authorization,
        signal,
      });
      return session;
    },
  };
}
