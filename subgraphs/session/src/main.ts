import { createCache } from '@mas/kit/cache/create-cache';
import { runService } from '@mas/kit/server/run-service';
import { disposeAll } from '@mas/kit/server/shutdown';
import { createTokenVerifier } from '@mas/kit/tokens/token-verifier';
import { connectSessionDatabase } from './db/database.ts';
import { readEnv } from './env.ts';
import { createSubgraph } from './subgraph.ts';

await runService('session', readEnv, async (env, logger) => {
  const database = await connectSessionDatabase(env.databaseUrl);
  const cache = await createCache({ url: env.redisUrl, logger });
  const server = await createSubgraph({
    database,
    cache,
    verifier: createTokenVerifier({ secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE }),
    port: env.SESSION_PORT,
    host: env.HOST,
    logger,
  });
  return { dispose: () => disposeAll([() => database.dispose(), () => cache.dispose(), () => server.dispose()]) };
});
