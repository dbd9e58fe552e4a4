import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mas/kit/errors';
import { createLogger, type Logger } from '@mas/kit/logger';
import { startSubgraph, type RunningServer } from '@mas/kit/server/subgraph-server';
import { createServiceTokens, type ServiceTokens } from '@mas/kit/tokens/service-token';
import { createTokenSigner } from '@mas/kit/tokens/token-signer';
import { createTokenVerifier, type TokenVerifier } from '@mas/kit/tokens/token-verifier';
import { createToyResolvers } from './toy-resolvers.ts';
import { readToyUpload } from './toy-upload.ts';
import { ToyEvents } from './toy-events.ts';
import { ToyRevocations } from './toy-revocations.ts';

const root = join(import.meta.dirname, '../..');
const names = ['auth', 'session', 'file', 'agent'] as const;
export type SubgraphName = (typeof names)[number];
const settings = { secret: 'a secret of this test, of enough characters', issuer: 'test', audience: 'test' };

export interface ReceivedUpload {
  readonly filename: string;
  bytes: number;
  outcome: 'arriving' | 'complete' | 'aborted';
}

/** What the toy subgraphs saw and what they are told to do. */
export interface ToyState {
  readonly events: ToyEvents;
  readonly revocations: ToyRevocations;
  readonly uploads: ReceivedUpload[];
  /** Throws from the field of that coordinate, for example `Session.title`. */
  readonly faults: Map<string, Error>;
  /** Given by the field of that coordinate in the place of what is made up. */
  readonly values: Map<string, unknown>;
  /** Requests that each subgraph executed, subscriptions' events included. */
  readonly requests: Record<SubgraphName, number>;
  readonly authorizations: (string | undefined)[];
  /** Where each request came from, as the gateway says it. */
  readonly addresses: (string | undefined)[];
}

export interface ToyGraph extends AsyncDisposable {
  readonly state: ToyState;
  readonly verifier: TokenVerifier;
  readonly services: ServiceTokens;
  readonly logger: Logger;
  readonly supergraphFile: string;
  readonly routes: Record<SubgraphName, string>;
  sign(userId: string, lifetimeSeconds?: number, signInId?: string): Promise<string>;
  stop(name: SubgraphName): Promise<void>;
  /** On the port that it had before. */
  start(name: SubgraphName): Promise<void>;
}

export const silent = createLogger({ service: 'test', level: 'silent' });

/** The project's four schemas, each served over HTTP and WebSocket by a subgraph whose data is made up. */
export async function startToyGraph(without: readonly SubgraphName[] = []): Promise<ToyGraph> {
  const services = createServiceTokens(settings, 'revocations');
  const state: ToyState = {
    events: new ToyEvents(),
    revocations: new ToyRevocations(services),
    uploads: [],
    faults: new Map(),
    values: new Map(),
    requests: { auth: 0, session: 0, file: 0, agent: 0 },
    authorizations: [],
    addresses: [],
  };
  const verifier = createTokenVerifier(settings);
  const sign = async (userId: string, lifetimeSeconds = 3600, signInId: string = randomUUID()): Promise<string> =>
    (await createTokenSigner({ ...settings, lifetimeSeconds }).sign(userId, signInId)).token;
  const resolvers = createToyResolvers(state, sign);
  const running = new Map<SubgraphName, RunningServer>();
  const ports = new Map<SubgraphName, number>();

  const start = async (name: SubgraphName): Promise<void> => {
    const server = await startSubgraph({
      name,
      typeDefs: await readFile(join(root, 'subgraphs', name, 'schema.graphql'), 'utf8'),
      resolvers: resolvers[name],
      createContext(request) {
        state.requests[name] += 1;
        state.authorizations.push(request.authorization);
        state.addresses.push(request.clientAddress);
        return request;
      },
      verifier,
      port: ports.get(name) ?? 0,
      host: '127.0.0.1',
      logger: silent,
      health: {},
      ...(name === 'auth' && { internalRoutes: { '/internal/revocations': state.revocations.route } }),
      ...(name === 'file' && { readMultipart: readToyUpload }),
    });
    running.set(name, server);
    ports.set(name, server.port);
  };
  const stop = async (name: SubgraphName): Promise<void> => {
    await running.get(name)?.dispose();
    running.delete(name);
  };

  for (const name of names) await start(name);
  for (const name of without) await stop(name);
  const routeOf = (name: SubgraphName): string => `http://127.0.0.1:${ports.get(name) ?? 0}/graphql`;
  return {
    state,
    verifier,
    services,
    logger: silent,
    supergraphFile: join(root, 'supergraph.graphql'),
    routes: { auth: routeOf('auth'), session: routeOf('session'), file: routeOf('file'), agent: routeOf('agent') },
    sign,
    stop,
    start,
    async [Symbol.asyncDispose]() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `There is no such ${what}.`);
}
