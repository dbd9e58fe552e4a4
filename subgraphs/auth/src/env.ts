import { databaseEnv, databaseUrl, envPort, loadDotEnv, parseEnv, storeUrls, subgraphEnv } from '@mas/kit/env';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { authSettings, authSettingsEnv } from './settings.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const databaseName = z.string().default('auth_db');

const schema = z.object({
  ...subgraphEnv,
  ...authSettingsEnv,
  DB_NAME: databaseName,
  AUTH_PORT: envPort.default(8000),
});

export function readEnv() {
  loadDotEnv(folder);
  const env = parseEnv(schema, process.env);
  return { ...env, auth: authSettings(env), ...storeUrls(env) };
}

const inviteSchema = z.object({
  ...databaseEnv,
  ...authSettingsEnv,
  DB_NAME: databaseName,
  CLIENT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** What the command that makes invitations has to know. */
export function readInviteEnv() {
  loadDotEnv(folder);
  const env = parseEnv(inviteSchema, process.env);
  const { registration } = authSettings(env);
  return { databaseUrl: databaseUrl(env), pageUrl: env.CLIENT_PUBLIC_URL, registration };
}
