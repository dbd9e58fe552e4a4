import { createLogger } from '@mas/kit/logger';
import { disposeOnSignal } from '@mas/kit/server/shutdown';
import { createAgent } from './create-agent.ts';
import { readEnv } from './env.ts';

const env = readEnv();
const logger = createLogger({ service: 'agent', level: env.LOG_LEVEL });
const agent = await createAgent({
  ...env.settings,
  databaseUrl: env.databaseUrl,
  redisUrl: env.redisUrl,
  token: { secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE },
  sessionUrl: env.SESSION_URL,
  fileUrl: env.FILE_URL,
  storageDirectory: env.LOCAL_STORAGE_PATH,
  scratchDirectory: env.SANDBOX_SCRATCH_PATH,
  cacheDirectory: env.SANDBOX_CACHE_PATH,
  port: env.AGENT_PORT,
  host: env.HOST,
  logger,
});
disposeOnSignal(logger, () => agent.dispose());
