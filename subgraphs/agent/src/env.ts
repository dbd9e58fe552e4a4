import { envPort, envServiceUrl, loadDotEnv, parseEnv, storeUrls, subgraphEnv } from '@mas/kit/env';
import { jailEnv } from '@mas/kit/sandbox/jail-env';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { agentSettings, agentSettingsEnv } from './settings.ts';

const projectPath = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const schema = z.object({
  ...subgraphEnv,
  ...agentSettingsEnv,
  ...jailEnv,
  DB_NAME: z.string().default('agent_db'),
  AGENT_PORT: envPort.default(8005),
  SESSION_URL: envServiceUrl.default('http://localhost:8001'),
  FILE_URL: envServiceUrl.default('http://localhost:8002'),
  LOCAL_STORAGE_PATH: z.string().default(projectPath('.data/files')),
  SANDBOX_SCRATCH_PATH: z.string().default(join(tmpdir(), 'mas-sandbox')),
  SANDBOX_CACHE_PATH: z.string().default(projectPath('node_modules/.cache/multi-agent-system')),
});

export function readEnv() {
  loadDotEnv(fileURLToPath(new URL('..', import.meta.url)));
  const env = parseEnv(schema, process.env);
  return { ...env, settings: agentSettings(env), ...storeUrls(env) };
}
