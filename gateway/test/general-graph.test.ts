import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { AppError } from '@mas/kit/errors';
import { startSubgraph, type RunningServer } from '@mas/kit/server/subgraph-server';
import { createTokenVerifier } from '@mas/kit/tokens/token-verifier';
import { parse } from 'graphql';
import { createGateway } from '../src/gateway.ts';
import { silent } from './toy-graph.ts';
import { Subscription, wsClient } from './ws-client.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
const schemas = {
  feed: `${link}
    type Query { version: Int! }
    type Subscription { feed(count: Int! = 1): Item! }
    union Item = Photo | Note
    type Photo { id: ID! tags: [Tag!]! size: Int! }
    type Note { id: ID! text: String! author: Author }
    type Tag @key(fields: "id") { id: ID! }
    type Author @key(fields: "id") { id: ID! nick: String! }`,
  names: `${link}
    type Tag @key(fields: "id") { id: ID! name: String }
    type Author @key(fields: "id") { id: ID! nick: String! @external greeting: String! @requires(fields: "nick") }`,
};

const verifier = createTokenVerifier({
  secret: 'a secret of this test, of enough characters',
  issuer: 'test',
  audience: 'test',
});

function serve(name: keyof typeof schemas, resolvers: object): Promise<RunningServer> {
  const typeDefs = schemas[name];
  const createContext = <Request>(request: Request): Request => request;
  return startSubgraph({
    name,
    typeDefs,
    resolvers,
    createContext,
    verifier,
    port: 0,
    host: '127.0.0.1',
    logger: silent,
    health: {},
  });
}

const photo = { __typename: 'Photo', id: 'p1', size: 3, tags: [{ id: '1' }, { id: '2' }, { id: '1' }] };
const note = { __typename: 'Note', id: 'n1', text: 'hi', author: { id: 'a', nick: 'ada' } };
const orphan = { __typename: 'Note', id: 'n2', text: 'nobody', author: null };

test('any supergraph is served: unions, lists of entities, @requires, @include and partial failures in events', async () => {
  const feed = await serve('feed', {
    Query: { version: () => 1 },
    Item: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Subscription: {
      feed: {
        async *subscribe(_: unknown, { count }: { count: number }) {
          for (const item of [photo, note, orphan].slice(0, count)) yield await Promise.resolve(item);
        },
        resolve: (item: object) => item,
      },
    },
  });
  const names = await serve('names', {
    Tag: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name({ id }: { id: string }) {
        if (id === '2') throw new AppError('NOT_FOUND', 'There is no such tag.');
        return `tag ${id}`;
      },
    },
    Author: { greeting: ({ nick }: { nick: string }) => `Hello ${nick}` },
  });
  const services = { feed: `${feed.url}/graphql`, names: `${names.url}/graphql` };
  const { supergraphSdl } = composeServices(
    Object.entries(services).map(([name, url]) => ({
      name,
      url,
      typeDefs: parse(schemas[name as keyof typeof schemas]),
    })), // its own keys
  );
  const options = { verifier, logger: silent, port: 0, host: '127.0.0.1' };
  await using gateway = await createGateway({ ...options, supergraph: { sdl: supergraphSdl! } });
  const client = wsClient(gateway);
  const query = `subscription Feed($count: Int = 3, $greet: Boolean!) {
    item: feed(count: $count) {
      kind: __typename
      ... on Photo { size tags { label: name } }
      ...Written
    }
  }
  fragment Written on Note { text author { greeting @include(if: $greet) nick } }`;

  const greeted = new Subscription(client, query, { greet: true });
  expect(await greeted.ended).toBeUndefined();
  expect(greeted.results).toEqual([
    {
      data: { item: { kind: 'Photo', size: 3, tags: [{ label: 'tag 1' }, { label: null }, { label: 'tag 1' }] } },
      errors: [
        { message: 'There is no such tag.', path: ['item', 'tags', 1, 'label'], extensions: { code: 'NOT_FOUND' } },
      ],
    },
    { data: { item: { kind: 'Note', text: 'hi', author: { greeting: 'Hello ada', nick: 'ada' } } } },
    { data: { item: { kind: 'Note', text: 'nobody', author: null } } },
  ]);

  const plain = new Subscription(client, query, { greet: false, count: 2 });
  await plain.ended;
  expect(plain.results).toHaveLength(2);
  expect(plain.results[1]).toEqual({ data: { item: { kind: 'Note', text: 'hi', author: { nick: 'ada' } } } });

  const unfit = new Subscription(client, query, { greet: 'yes' });
  expect(await unfit.ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  await client.dispose();
  await feed.dispose();
  await names.dispose();
});
