import type { BlobStore } from '@mas/kit/blobs/blob-store';
import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import type { Logger } from '@mas/kit/logger';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { jailWarnings } from '@mas/kit/sandbox/jail-warnings';
import { disposeAll } from '@mas/kit/server/shutdown';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import { readFile } from 'node:fs/promises';
import type { Context } from './context.ts';
import { createActiveFileRepository } from './db/active-file.repository.ts';
import { createFileRepository } from './db/file.repository.ts';
import { createPreviewReader } from './preview/preview-reader.ts';
import { createChildProfiler } from './profiling/child-profiler.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createActiveFileCache } from './services/active-file-cache.ts';
import { createActiveFileService } from './services/active-file.service.ts';
import { createFileService } from './services/file.service.ts';
import { createUploadService } from './services/upload.service.ts';
import type { SessionDirectory } from './sessions/session-directory.ts';
import { readMultipart } from './uploads/read-multipart.ts';

export interface FileSubgraphDependencies {
  readonly database: Database;
  readonly cache: Cache;
  readonly blobs: BlobStore;
  readonly sessions: SessionDirectory;
  /** Holds the processes that read uploads. Tried out; its folder has room for several of the largest uploads. */
  readonly jail: Jail;
  /** For the program that reads uploads: built once and kept between starts. */
  readonly cacheDirectory: string;
  readonly maxUploadBytes: number;
  /** How much a person's uploads may take in all. */
  readonly quotaBytes: number;
  readonly verifier: TokenVerifier;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/**
 * Datasets: uploads, profiles, previews, and which is active. The caller owns the stores and closes them after the subgraph.
 * Readiness does not depend on the cache: without it the service is slower, not wrong.
 */
export async function createSubgraph(deps: FileSubgraphDependencies): Promise<RunningServer> {
  const { database, cache, blobs, sessions, verifier, port, host, logger, maxUploadBytes, quotaBytes } = deps;
  const profiler = await createChildProfiler({ jail: deps.jail, cacheDirectory: deps.cacheDirectory, logger });
  const uploads = { blobs, profiler, sessions, maxUploadBytes, quotaBytes };
  const previews = await createPreviewReader(blobs);
  const server = await startSubgraph<Context>({
    name: 'file',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createContext(request) {
      const em = database.fork();
      const files = createFileRepository(em);
      const activeFiles = createActiveFileRepository(em);
      const activeCache = createActiveFileCache({ cache, activeFiles });
      return {
        ...request,
        previews,
        files: createFileService({ files, activeFiles, activeCache, blobs, sessions, logger }),
        activeFiles: createActiveFileService({ files, activeFiles, activeCache, sessions }),
        uploads: createUploadService({ ...uploads, files, activeFiles, activeCache }),
      };
    },
    verifier,
    port,
    host,
    logger,
    health: { database: () => database.ping(), storage: () => blobs.ping() },
    warnings: jailWarnings(deps.jail.kind),
    readMultipart,
  });
  return {
    ...server,
    dispose: () => disposeAll([() => profiler.dispose(), () => previews.dispose(), () => server.dispose()]),
  };
}
