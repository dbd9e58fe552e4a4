import type { Client } from 'urql';
import { toAppError } from '../../../lib/app-error.ts';
import { graphql, readFragment } from '../../../lib/graphql.ts';
import { ConversationRunFragment } from './run-fragment.ts';

const ConversationRuns = graphql(
  `
    query ConversationRuns($sessionId: ID!, $first: Int!, $after: String) {
      session(id: $sessionId) {
        id
        runs(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            id
            ...ConversationRun
          }
        }
      }
    }
  `,
  [ConversationRunFragment],
);

const fromNetwork = { requestPolicy: 'network-only' } as const;

/** A page of a session's runs, oldest first; `after` is the cursor of the page behind it. */
export async function fetchRuns(client: Client, variables: { sessionId: string; first: number; after?: string }) {
  const { data, error } = await client.query(ConversationRuns, variables, fromNetwork);
  if (data === undefined) return { error: toAppError(error) };
  const { nodes, pageInfo, totalCount } = data.session.runs;
  const cursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
  return { page: { runs: readFragment(ConversationRunFragment, nodes).toReversed(), cursor, totalCount } };
}
