import { Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { Logger } from '@mas/kit/logger';
import type { GraphQLSchema } from 'graphql';
import { ApolloGateway, type GraphQLDataSource } from './apollo-gateway.ts';
import { createSubgraphClient, type SubgraphClient } from './subgraph-client.ts';
import { createSubgraphDataSource } from './subgraph-data-source.ts';

/** What one supergraph schema comes to. A new one replaces it whole; what runs on the old one goes on with it. */
export interface FederatedGraph {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The same, as the planner and the executor of query plans want it. */
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly dataSources: Readonly<Record<string, GraphQLDataSource>>;
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
}

export interface Federation {
  readonly gateway: ApolloGateway;
  /** The graph of now. Only after the gateway was loaded. */
  graph(): FederatedGraph;
  /** Replaces the graph. @throws Error when it is no supergraph schema; the old one stays then. */
  update(supergraphSdl: string): void;
  dispose(): Promise<void>;
}

export interface FederationOptions {
  readonly supergraphSdl: string;
  /** Where subgraphs are, by name; wins over the supergraph's own routing URLs. */
  readonly routes: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly uploadTimeoutMs: number;
  /** By which subgraphs know the gateway. */
  readonly peerKey: string | undefined;
  readonly logger: Logger;
}

/** Apollo's gateway over a supergraph, with data sources of ours. Nothing is asked of a subgraph until a query needs it. */
export function createFederation(options: FederationOptions): Federation {
  const { logger } = options;
  const subgraphs = createSubgraphs(options);
  let graph: FederatedGraph | undefined;
  let replace: ((supergraphSdl: string) => void) | undefined;

  const gateway = new ApolloGateway({
    logger: {
      debug: (message) => logger.debug(message),
      info: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
    __exposeQueryPlanExperimental: false,
    buildService: ({ name, url }) => subgraphs.of(name, url ?? '').dataSource,
    supergraphSdl: ({ update }) => {
      replace = update;
      return Promise.resolve({ supergraphSdl: options.supergraphSdl });
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    graph = buildGraph(apiSchema, coreSupergraphSdl, subgraphs.of);
  });

  return {
    gateway,
    graph() {
      if (graph === undefined) throw new Error('the gateway is not loaded');
      return graph;
    },
    update(supergraphSdl) {
      if (replace === undefined) throw new Error('the gateway is not loaded');
      replace(supergraphSdl);
    },
    dispose: () => subgraphs.dispose(),
  };
}

interface Subgraph {
  readonly client: SubgraphClient;
  readonly dataSource: GraphQLDataSource;
}

type SubgraphOf = (name: string, routingUrl: string) => Subgraph;

/** One client for each subgraph and place, kept when the supergraph changes around it. */
function createSubgraphs({ routes, timeoutMs, uploadTimeoutMs, peerKey }: FederationOptions) {
  const known = new Map<string, Subgraph>();
  const of: SubgraphOf = (name, routingUrl) => {
    const url = routes[name] ?? routingUrl;
    const key = `${name} ${url}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const client = createSubgraphClient({ name, url, timeoutMs, uploadTimeoutMs, peerKey });
    const subgraph = { client, dataSource: createSubgraphDataSource(client) };
    known.set(key, subgraph);
    return subgraph;
  };
  const dispose = async (): Promise<void> => {
    await Promise.all([...known.values()].map(({ client }) => client.dispose()));
  };
  return { of, dispose };
}

function buildGraph(schema: GraphQLSchema, supergraphSdl: string, subgraphOf: SubgraphOf): FederatedGraph {
  const supergraph = Supergraph.build(supergraphSdl);
  const subgraphs = supergraph.subgraphsMetadata().map(({ name, url }) => subgraphOf(name, url));
  return {
    schema,
    apiSchema: supergraph.apiSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    dataSources: Object.fromEntries(subgraphs.map(({ client, dataSource }) => [client.name, dataSource])),
    subgraphs: new Map(subgraphs.map(({ client }) => [client.name, client])),
  };
}
