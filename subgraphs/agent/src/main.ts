import { createLogger } from '@mas/kit/logger';
import { createJail } from '@mas/kit/sandbox/create-jail';
import { jailChoice } from '@mas/kit/sandbox/jail-env';
import { disposeAll, disposeOnSignal } from '@mas/kit/server/shutdown';
import { createAgent } from './create-agent.ts';
import { readEnv } from './env.ts';

const env = readEnv();
const logger = createLogger({ service: 'agent', level: env.LOG_LEVEL });
const jail = await createJail(jailChoice(env), {
  scratchDirectory: env.SANDBOX_SCRATCH_PATH,
  name: 'kernels',
  logger,
});
const agent = await createAgent({
  ...env.settings,
  databaseUrl: env.databaseUrl,
  redisUrl: env.redisUrl,
  token: { secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE },
  sessionUrl: env.SESSION_URL,
  fileUrl: env.FILE_URL,
  storageDirectory: env.LOCAL_STORAGE_PATH,
  jail,
  cacheDirectory: env.SANDBOX_CACHE_PATH,
  port: env.AGENT_PORT,
  host: env.HOST,
  logger,
});
disposeOnSignal(logger, () => disposeAll([() => jail.dispose(), () => agent.dispose()]));
