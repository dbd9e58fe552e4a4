import { agentSettings, agentSettingsEnv } from '@mas/agent/settings';
import { authSettings, authSettingsEnv } from '@mas/auth/settings';
import { pageServerEnv } from '@mas/client/env';
import { fileSettingsEnv } from '@mas/file/settings';
import {
  envFlag,
  envList,
  envPort,
  envRevocationPollMs,
  envTrustProxy,
  loadDotEnv,
  parseEnv,
  redisEnv,
  redisUrl,
  serverEnv,
  tokenEnv,
} from '@mas/kit/env';
import { jailEnv } from '@mas/kit/sandbox/jail-env';
import { resolve } from 'node:path';
import { z } from 'zod';

const projectRoot = resolve(import.meta.dirname, '../..');

const schema = z.object({
  ...serverEnv,
  ...redisEnv,
  ...tokenEnv,
  ...agentSettingsEnv,
  ...authSettingsEnv,
  ...fileSettingsEnv,
  ...pageServerEnv,
  ...jailEnv,
  CLIENT: envFlag.default(true),
  LOG_LEVEL: serverEnv.LOG_LEVEL.default('warn'),
  SECRET_KEY: tokenEnv.SECRET_KEY.optional(),
  DATA_DIR: z.string().default(resolve(projectRoot, '.data')),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LOCAL_STORAGE_PATH: z.string().optional(),
  GATEWAY_PORT: envPort.default(8003),
  AUTH_PORT: envPort.default(8000),
  SESSION_PORT: envPort.default(8001),
  FILE_PORT: envPort.default(8002),
  AGENT_PORT: envPort.default(8005),
  CORS_ORIGINS: envList.default(['http://localhost:3000']),
  REVOCATION_POLL_MS: envRevocationPollMs,
  TRUST_PROXY: envTrustProxy,
  INTROSPECTION: envFlag.default(true),
});

export type StackEnv = ReturnType<typeof readEnv>;

/** The environment of the whole system in one process. @throws Error that names each variable at fault. */
export function readEnv() {
  loadDotEnv(projectRoot);
  const env = parseEnv(schema, process.env);
  return { ...env, agent: agentSettings(env), auth: authSettings(env), redisUrl: redisUrl(env) };
}

/** Bundles and snapshots that are made once and serve every start. */
export const buildCacheDirectory = resolve(projectRoot, 'node_modules/.cache/multi-agent-system');
export const supergraphFile = resolve(projectRoot, 'supergraph.graphql');
