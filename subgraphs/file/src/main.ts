import { createLocalBlobStore } from '@mas/kit/blobs/local-blob-store';
import { createCache } from '@mas/kit/cache/create-cache';
import { createSubgraphClient } from '@mas/kit/federation/subgraph-client';
import { createJail } from '@mas/kit/sandbox/create-jail';
import { jailChoice } from '@mas/kit/sandbox/jail-env';
import { runService } from '@mas/kit/server/run-service';
import { disposeAll } from '@mas/kit/server/shutdown';
import { peerKeyOf } from '@mas/kit/tokens/peer-key';
import { createTokenVerifier } from '@mas/kit/tokens/token-verifier';
import { connectFileDatabase } from './db/database.ts';
import { readEnv } from './env.ts';
import { createSubgraphSessionDirectory } from './sessions/subgraph-session-directory.ts';
import { createSubgraph } from './subgraph.ts';

await runService('file', readEnv, async (env, logger) => {
  const token = { secret: env.SECRET_KEY, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE };
  const database = await connectFileDatabase(env.databaseUrl);
  const cache = await createCache({ url: env.redisUrl, logger });
  const jail = await createJail(jailChoice(env), { scratchDirectory: env.scratchDirectory, name: 'profiler', logger });
  const server = await createSubgraph({
    database,
    cache,
    blobs: await createLocalBlobStore({ directory: env.LOCAL_STORAGE_PATH }),
    sessions: createSubgraphSessionDirectory(
      createSubgraphClient({ name: 'session', url: env.SESSION_URL, peerKey: peerKeyOf(token) }),
    ),
    jail,
    cacheDirectory: env.SANDBOX_CACHE_PATH,
    maxUploadBytes: env.MAX_UPLOAD_BYTES,
    quotaBytes: env.USER_QUOTA_BYTES,
    verifier: createTokenVerifier(token),
    port: env.FILE_PORT,
    host: env.HOST,
    logger,
  });
  const disposers = [database, cache, jail, server].map((resource) => () => resource.dispose());
  return { dispose: () => disposeAll(disposers) };
});
