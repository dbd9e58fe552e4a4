import { resolve } from 'node:path';
import {
  envAllowedHosts,
  envPageServerKey,
  envPort,
  envPublicUrl,
  envServiceUrl,
  envTrustProxy,
  loadDotEnv,
  parseEnv,
  serverEnv,
} from '@mas/kit/env';
import { z } from 'zod';

/** What the page server reads of its environment, alone or in the stack. */
export const pageServerEnv = {
  CLIENT_PORT: envPort.default(3000),
  CLIENT_PUBLIC_URL: envPublicUrl.optional(),
  ALLOWED_HOSTS: envAllowedHosts.default([]),
  TRUST_PROXY: envTrustProxy,
};

const schema = z.object({
  ...serverEnv,
  ...pageServerEnv,
  PAGE_SERVER_KEY: envPageServerKey,
  GATEWAY_URL: envServiceUrl.default('http://localhost:8003'),
  CLIENT_CACHE: z.string().default(resolve(import.meta.dirname, '../../node_modules/.cache/multi-agent-system/client')),
});

/** The environment of the page server alone. @throws Error that names each variable at fault. */
export function readEnv() {
  loadDotEnv(resolve(import.meta.dirname, '..'));
  return parseEnv(schema, process.env);
}
