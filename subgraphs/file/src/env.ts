import { envPort, envServiceUrl, loadDotEnv, parseEnv, storeUrls, subgraphEnv } from '@mas/kit/env';
import { jailEnv } from '@mas/kit/sandbox/jail-env';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fileSettingsEnv } from './settings.ts';

const buildCache = fileURLToPath(new URL('../../../node_modules/.cache/multi-agent-system', import.meta.url));

const schema = z.object({
  ...subgraphEnv,
  ...fileSettingsEnv,
  ...jailEnv,
  DB_NAME: z.string().default('file_db'),
  FILE_PORT: envPort.default(8002),
  /** Where the session subgraph is. */
  SESSION_URL: envServiceUrl.default('http://localhost:8001'),
  /** The folder that uploads are kept in. */
  LOCAL_STORAGE_PATH: z.string(),
  /** The folder for what is being worked on; by default within LOCAL_STORAGE_PATH. */
  SCRATCH_PATH: z.string().optional(),
  /** The folder for programs that are built once. */
  SANDBOX_CACHE_PATH: z.string().default(buildCache),
});

export function readEnv() {
  loadDotEnv(fileURLToPath(new URL('..', import.meta.url)));
  const env = parseEnv(schema, process.env);
  return {
    ...env,
    ...storeUrls(env),
    scratchDirectory: env.SCRATCH_PATH ?? join(env.LOCAL_STORAGE_PATH, '.scratch'),
  };
}
