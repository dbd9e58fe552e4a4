import { resolve } from 'node:path';
import {
  envAllowedHosts,
  envBytes,
  envFlag,
  envList,
  envPort,
  envPublicUrl,
  envRevocationPollMs,
  envServiceUrl,
  envPageServerKey,
  envTrustProxy,
  hostNames,
  loadDotEnv,
  parseEnv,
  serverEnv,
  tokenEnv,
} from '@mas/kit/env';
import { z } from 'zod';
import { defaultHttpSettings } from './gateway-options.ts';

const subgraphUrl = envServiceUrl.transform((url) => `${url}/graphql`).optional();
const milliseconds = z.coerce.number().int().positive();
const projectRoot = resolve(import.meta.dirname, '../..');

const buildEnv = z.object({ GRAPHIQL_CACHE: z.string().default(resolve(projectRoot, '.data/graphiql')) });

const gatewayEnv = z.object({
  ...buildEnv.shape,
  ...serverEnv,
  ...tokenEnv,
  GATEWAY_PORT: envPort.optional(),
  PORT: envPort.default(8003),
  SUPERGRAPH: z.string().default(resolve(projectRoot, 'supergraph.graphql')),
  AUTH_URL: subgraphUrl,
  SESSION_URL: subgraphUrl,
  FILE_URL: subgraphUrl,
  AGENT_URL: subgraphUrl,
  CORS_ORIGINS: envList.default(['http://localhost:3000']),
  INTROSPECTION: envFlag.optional(),
  GRAPHIQL: envFlag.default(true),
  MAX_UPLOAD_BYTES: envBytes.default(defaultHttpSettings.maxUploadBytes),
  REQUEST_TIMEOUT_MS: milliseconds.default(defaultHttpSettings.subgraphTimeoutMs),
  REVOCATION_POLL_MS: envRevocationPollMs,
  TRUST_PROXY: envTrustProxy,
  ALLOWED_HOSTS: envAllowedHosts.default([]),
  CLIENT_PUBLIC_URL: envPublicUrl.optional(),
  PAGE_SERVER_KEY: envPageServerKey,
  NODE_ENV: z.string().optional(),
});

/** The only reader of the gateway's environment, and of the `.env` in its folder. @throws Error that names each variable at fault. */
export function readEnv(source: NodeJS.ProcessEnv = environment()) {
  const env = parseEnv(gatewayEnv, source);
  const { AUTH_URL: auth, SESSION_URL: session, FILE_URL: file, AGENT_URL: agent } = env;
  const urls = Object.entries({ auth, session, file, agent });
  return {
    ...env,
    port: env.GATEWAY_PORT ?? env.PORT,
    allowedHosts: hostNames(env),
    introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
    routes: Object.fromEntries(urls.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

function environment(): NodeJS.ProcessEnv {
  loadDotEnv(resolve(import.meta.dirname, '..'));
  return process.env;
}

/** What building ahead of time needs: no secret, no subgraph. */
export function readEnvOfBuild(source: NodeJS.ProcessEnv = process.env) {
  return parseEnv(buildEnv, source);
}
