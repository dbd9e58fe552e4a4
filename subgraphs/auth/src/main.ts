import { runService } from '@mas/kit/server/run-service';
import { createAuth } from './create-auth.ts';
import { readEnv } from './env.ts';

await runService('auth', readEnv, (env, logger) => {
  if (env.auth.registration === 'INVITE') {
    logger.info('accounts are made by invitation, the first one too: npm run invite -w subgraphs/auth');
  }
  return createAuth({
    ...env.auth,
    databaseUrl: env.databaseUrl,
    redisUrl: env.redisUrl,
    token: { secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE },
    port: env.AUTH_PORT,
    host: env.HOST,
    logger,
  });
});
