import { envPort, loadDotEnv, parseEnv, storeUrls, subgraphEnv } from '@mas/kit/env';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { authSettings, authSettingsEnv } from './settings.ts';

const schema = z.object({
  ...subgraphEnv,
  ...authSettingsEnv,
  DB_NAME: z.string().default('auth_db'),
  AUTH_PORT: envPort.default(8000),
});

export function readEnv() {
  loadDotEnv(fileURLToPath(new URL('..', import.meta.url)));
  const env = parseEnv(schema, process.env);
  return { ...env, auth: authSettings(env), ...storeUrls(env) };
}
