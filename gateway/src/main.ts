import { runService } from '@mas/kit/server/run-service';
import { peerKeyOf } from '@mas/kit/tokens/peer-key';
import { createServiceTokens } from '@mas/kit/tokens/service-token';
import { createTokenVerifier } from '@mas/kit/tokens/token-verifier';
import { readEnv } from './env.ts';
import { createGateway } from './gateway.ts';
import { createRestSurface } from './rest/rest-surface.ts';

await runService('gateway', readEnv, async (env, logger) => {
  const token = { secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE };
  return createGateway({
    supergraph: { file: env.SUPERGRAPH },
    verifier: createTokenVerifier(token),
    revocations: { services: createServiceTokens(token, 'revocations'), pollMs: env.REVOCATION_POLL_MS },
    peerKey: peerKeyOf(token),
    allowedHosts: env.allowedHosts,
    trustedProxies: env.TRUST_PROXY,
    pageServerKey: env.PAGE_SERVER_KEY,
    logger,
    port: env.port,
    host: env.HOST,
    routes: env.routes,
    corsOrigins: env.CORS_ORIGINS,
    introspection: env.introspection,
    surfaces: [(parts) => createRestSurface({ ...parts, settings: { maxUploadBytes: env.MAX_UPLOAD_BYTES } })],
    http: { maxUploadBytes: env.MAX_UPLOAD_BYTES, subgraphTimeoutMs: env.REQUEST_TIMEOUT_MS },
    ...(env.GRAPHIQL && { graphiql: { cacheDirectory: env.GRAPHIQL_CACHE } }),
  });
});
