import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { testAuthorization } from '@mas/kit/testing/test-tokens';

const session = 'id title active createdAt updatedAt user { id }';
const connection =
  'nodes { id title } edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const user = (id: string, fields: string) =>
  `_entities(representations: [{ __typename: "User", id: "${id}" }]) { ... on User { ${fields} } }`;

export interface SessionAnswer {
  readonly id: string;
  readonly title: string;
  readonly active: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SessionPageAnswer {
  readonly nodes: readonly { readonly id: string; readonly title: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What an operation gave: its value, or the code and field of its one error. */
export type Outcome<Value> = { readonly value: Value } | { readonly code: unknown; readonly field?: unknown };

type Name = { readonly id?: string | null; readonly title?: string | null };
type Page = { readonly first?: number; readonly after?: string | null; readonly search?: string };

/** One person in front of the running subgraph. */
export function createSessionClient(url: string, userId: string) {
  const send = async <Value>(query: string, field: string, variables = {}): Promise<Outcome<Value>> => {
    const answer = await requestGraphql(url, { query, variables, authorization: await testAuthorization(userId) });
    const error = answer.errors[0];
    if (error === undefined) return { value: answer.data?.[field] as Value }; // the operations below select what it says
    const { code, field: fault } = error.extensions ?? {};
    return fault === undefined ? { code } : { code, field: fault };
  };
  const sendUser = async <Value>(fields: string, field: string, id: string): Promise<Outcome<Value>> => {
    const outcome = await send<readonly Readonly<Record<string, Value>>[]>(`{ ${user(id, fields)} }`, '_entities');
    return 'value' in outcome ? { value: outcome.value[0]?.[field] as Value } : outcome; // as above
  };
  return {
    create: (title: string) =>
      send<SessionAnswer>(
        `mutation ($title: String!) { createSession(title: $title) { ${session} } }`,
        'createSession',
        {
          title,
        },
      ),
    activate: (name: Name) =>
      send<SessionAnswer>(
        `mutation ($id: ID, $title: String) { activateSession(id: $id, title: $title) { ${session} } }`,
        'activateSession',
        name,
      ),
    rename: (id: string, title: string) =>
      send<SessionAnswer>(
        `mutation ($id: ID!, $title: String!) { renameSession(id: $id, title: $title) { ${session} } }`,
        'renameSession',
        { id, title },
      ),
    remove: (name: Name) =>
      send<string>(
        'mutation ($id: ID, $title: String) { deleteSession(id: $id, title: $title) }',
        'deleteSession',
        name,
      ),
    find: (id: string) =>
      send<SessionAnswer>(`query ($id: ID!) { session(id: $id) { ${session} } }`, 'session', { id }),
    reference: (id: string) =>
      send<readonly { readonly title: string }[]>(
        'query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { title } } }',
        '_entities',
        { id },
      ),
    active: (id = userId) => sendUser<SessionAnswer | null>(`activeSession { ${session} }`, 'activeSession', id),
    list: (page: Page = {}, id = userId) =>
      sendUser<SessionPageAnswer>(`sessions${pageArguments(page)} { ${connection} }`, 'sessions', id),
  };
}

export type SessionClient = ReturnType<typeof createSessionClient>;

/** The value of an operation that must succeed. */
export async function valueOf<Value>(outcome: Promise<Outcome<Value>>): Promise<Value> {
  const settled = await outcome;
  if ('value' in settled) return settled.value;
  throw new Error(`The operation failed: ${JSON.stringify(settled)}`);
}

function pageArguments(page: Page): string {
  const pairs = Object.entries(page).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `(${pairs.join(', ')})`;
}
