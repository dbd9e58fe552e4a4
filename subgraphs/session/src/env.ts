import { envPort, loadDotEnv, parseEnv, storeUrls, subgraphEnv } from '@mas/kit/env';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const schema = z.object({
  ...subgraphEnv,
  DB_NAME: z.string().default('session_db'),
  SESSION_PORT: envPort.default(8001),
});

export function readEnv() {
  loadDotEnv(fileURLToPath(new URL('..', import.meta.url)));
  const env = parseEnv(schema, process.env);
  return { ...env, ...storeUrls(env) };
}
