import type { Logger } from '@mas/kit/logger';
import type { AllowedHosts } from '@mas/kit/server/allowed-hosts';
import { isOfPageServer, type ProxyTrust } from '@mas/kit/server/client-address';
import type { Pace } from '@mas/kit/server/pace';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import type { CreateSurface } from './http/surface.ts';
import type { RevocationSource } from './revocation/follow-revocations.ts';
import { defaultQueryLimits, type QueryLimits } from './limits/query-limits.ts';

export interface GatewayOptions {
  /** The composed supergraph schema: its text, or its file, which is then watched and reloaded when it changes. */
  readonly supergraph: { readonly sdl: string } | { readonly file: string };
  readonly verifier: TokenVerifier;
  /** How the auth subgraph tells which sign-ins have ended; without it tokens are good until they expire. */
  readonly revocations?: RevocationSource;
  readonly logger: Logger;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Where subgraphs take GraphQL, by name (`{ auth: 'http://127.0.0.1:8000/graphql' }`); wins over the supergraph's URLs. */
  readonly routes?: Readonly<Record<string, string>>;
  /** By which subgraphs know the gateway; they let it call them by any name. */
  readonly peerKey?: string;
  /** Names that it is called by, besides localhost and addresses: `data.example.com`, `*.example.com`. */
  readonly allowedHosts?: readonly string[];
  /** Proxies of the operator's before the gateway: X-Forwarded-For is believed of so many, of none unless it is said. */
  readonly trustedProxies?: number;
  /** What the page server shows, to be believed like one proxy more. */
  readonly pageServerKey?: string | undefined;
  /** Origins of pages that may call the gateway from a browser. Its own pages always may. */
  readonly corsOrigins?: readonly string[];
  readonly introspection?: boolean;
  /** What operators should know of the services beside it in this process: `/readyz` says it. */
  readonly warnings?: readonly string[];
  readonly limits?: Partial<QueryLimits>;
  readonly http?: Partial<HttpSettings>;
  readonly sockets?: Partial<SocketSettings>;
  /** Other ways into the graph, each under paths of its own. */
  readonly surfaces?: readonly CreateSurface[];
  /** GraphiQL for browsers at /graphql; its bundle is kept in the given folder. Without it there is none. */
  readonly graphiql?: { readonly cacheDirectory: string };
}

export interface HttpSettings {
  readonly maxBodyBytes: number;
  /** How long a sender may take for a body that is not an upload. */
  readonly bodyTimeoutMs: number;
  readonly maxUploadBytes: number;
  /** How slow senders and readers may be. */
  readonly pace: Partial<Pace>;
  /** How long a subgraph may take to begin its answer. */
  readonly subgraphTimeoutMs: number;
  /** The same after an upload, which the subgraph has to read through first. */
  readonly uploadTimeoutMs: number;
  /** How long requests under way have to end when the gateway stops. */
  readonly shutdownGraceMs: number;
}

export interface SocketSettings {
  readonly initTimeoutMs: number;
  readonly maxPayloadBytes: number;
  readonly maxOperations: number;
  readonly maxSocketsOfUser: number;
  readonly maxSocketsOfAddress: number;
  /** What may wait in a client's socket. */
  readonly maxBufferedBytes: number;
  /** What may wait for the reader of one subscription: more than the charts of a long run, which come at once on a resume. */
  readonly maxQueuedBytes: number;
  readonly keepAliveMs: number;
}

export const defaultHttpSettings: HttpSettings = {
  maxBodyBytes: 1024 ** 2,
  bodyTimeoutMs: 15_000,
  maxUploadBytes: 1024 ** 3 + 1024 ** 2,
  pace: {},
  subgraphTimeoutMs: 30_000,
  uploadTimeoutMs: 600_000,
  shutdownGraceMs: 20_000,
};

export const defaultSocketSettings: SocketSettings = {
  initTimeoutMs: 3_000,
  maxPayloadBytes: 256 * 1024,
  maxOperations: 100,
  maxSocketsOfUser: 32,
  maxSocketsOfAddress: 2_000,
  maxBufferedBytes: 4 * 1024 ** 2,
  maxQueuedBytes: 16 * 1024 ** 2,
  keepAliveMs: 12_000,
};

export interface GatewaySettings {
  readonly limits: QueryLimits;
  readonly http: HttpSettings;
  readonly sockets: SocketSettings;
  readonly trust: ProxyTrust;
  readonly hosts: AllowedHosts;
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
}

export function settingsOf(options: GatewayOptions): GatewaySettings {
  const { allowedHosts: names = [], trustedProxies = 0, pageServerKey } = options;
  const trust = { trustedProxies, pageServerKey };
  return {
    limits: { ...defaultQueryLimits, ...options.limits },
    http: { ...defaultHttpSettings, ...options.http },
    sockets: { ...defaultSocketSettings, ...options.sockets },
    trust,
    hosts: { names, trustedProxies, vouches: (request) => isOfPageServer(request, trust) },
    corsOrigins: options.corsOrigins ?? ['http://localhost:3000'],
    introspection: options.introspection ?? true,
  };
}
