import { AppError } from '@mas/kit/errors';
import { createSubgraphClient } from '@mas/kit/federation/subgraph-client';
import { z } from 'zod';
import type { SessionDirectory } from './directory.ts';

const sessionSchema = z.object({ session: z.object({ id: z.string() }) });
const titleSchema = z.object({ session: z.object({ title: z.string() }) });
const activeSchema = z.object({
  _entities: z.array(z.object({ activeSession: z.object({ id: z.string() }).nullish() }).nullish()),
});

/** Asks the session subgraph. @param url `http://host:port`, without a slash at the end. @param peerKey shown to it. */
export function createSubgraphSessionDirectory(url: string, peerKey?: string): SessionDirectory {
  const client = createSubgraphClient({ name: 'session', url, ...(peerKey !== undefined && { peerKey }) });
  return {
    async title(id, { authorization, signal }) {
      const { session } = await client.request({
        query: 'query ($id: ID!) { session(id: $id) { title } }',
        variables: { id },
        data: titleSchema,
        authorization,
        ...(signal && { signal }),
      });
      return session.title;
    },
    async verify(id, { authorization, signal }) {
      await client.request({
        query: 'query ($id: ID!) { session(id: $id) { id } }',
        variables: { id },
        data: sessionSchema,
        authorization,
        ...(signal && { signal }),
      });
    },
    async active({ userId, authorization, signal }) {
      const { _entities } = await client.request({
        query: `query ($user: _Any!) { _entities(representations: [$user]) { ... on User { activeSession { id } } } }`,
        variables: { user: { __typename: 'User', id: userId } },
        data: activeSchema,
        authorization,
        ...(signal && { signal }),
      });
      const id = _entities[0]?.activeSession?.id;
      if (id === undefined) throw new AppError('NOT_FOUND', 'No active session: create or activate one first.');
      return id;
    },
  };
}
