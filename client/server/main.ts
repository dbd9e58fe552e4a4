import { runService } from '@mas/kit/server/run-service';
import { readEnv } from './env.ts';
import { createPageServer } from './page-server.ts';

await runService('client', readEnv, (env, logger) =>
  createPageServer({
    gatewayUrl: env.GATEWAY_URL,
    cacheDirectory: env.CLIENT_CACHE,
    publicUrl: env.CLIENT_PUBLIC_URL,
    allowedHosts: env.ALLOWED_HOSTS,
    trustedProxies: env.TRUST_PROXY,
    key: env.PAGE_SERVER_KEY,
    port: env.CLIENT_PORT,
    host: env.HOST,
    logger,
  }),
);
