import { createLocalBlobStore } from '@mas/kit/blobs/local-blob-store';
import { createCache } from '@mas/kit/cache/create-cache';
import type { Logger } from '@mas/kit/logger';
import { disposeAll, type Disposer } from '@mas/kit/server/shutdown';
import type { RunningServer } from '@mas/kit/server/subgraph-server';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { peerKeyOf } from '@mas/kit/tokens/peer-key';
import { createTokenVerifier, type TokenSettings } from '@mas/kit/tokens/token-verifier';
import type { Analyst, Mode } from './analyst/analyst.ts';
import { createClaudeAnalyst } from './analyst/claude/claude-analyst.ts';
import type { ClaudeConfig } from './analyst/claude/claude-config.ts';
import { createOfflineAnalyst } from './analyst/offline/offline-analyst.ts';
import { createChartRenderer } from './charts/create-chart-renderer.ts';
import { connectAgentDatabase } from './db/database.ts';
import { createChartScript } from './export/chart-script/chart-script.ts';
import { createSubgraphFileDirectory } from './directory/subgraph-file-directory.ts';
import { createSubgraphSessionDirectory } from './directory/subgraph-session-directory.ts';
import { createEventSignal } from './events/create-event-signal.ts';
import { createMemoryRunQueue } from './queue/memory-run-queue.ts';
import type { RunQueueLimits } from './queue/run-queue.ts';
import { createSandbox, type SandboxConfig } from './sandbox/create-sandbox.ts';
import type { WaitingLimits } from './services/submit-run.ts';
import { createSubgraph } from './subgraph.ts';

/** Everything that can be chosen, as plain values. */
export interface AgentConfig {
  readonly databaseUrl: string;
  /** Without it, cache and signals stay in this process, which then must be the only one of its database. */
  readonly redisUrl: string | undefined;
  readonly token: TokenSettings;
  /** `http://host:port`, without a slash at the end. */
  readonly sessionUrl: string;
  readonly fileUrl: string;
  /** The folder of the file service's blobs. */
  readonly storageDirectory: string;
  /** Holds kernels and the chart renderer. Tried out; outlives the service. */
  readonly jail: Jail;
  /** For what the sandbox and the chart renderer build once and keep between starts. */
  readonly cacheDirectory: string;
  /** Without it the offline analyst answers. */
  readonly claude: Omit<ClaudeConfig, 'logger'> | undefined;
  readonly sandbox: Pick<SandboxConfig, 'limits' | 'spareKernels'>;
  readonly limits: RunQueueLimits & WaitingLimits;
  /** Wall clock of one piece of code. */
  readonly codeTimeoutMs: Readonly<Record<Mode, number>>;
  /** How long a run may take in all. */
  readonly runTimeoutMs: number;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Makes all that the subgraph needs and starts it; disposing closes all of it. */
export async function createAgent(config: AgentConfig): Promise<RunningServer> {
  const { redisUrl, limits, logger } = config;
  const peerKey = peerKeyOf(config.token);
  const disposers: Disposer[] = [];
  try {
    const server = await createSubgraph({
      ...(await openResources(config, disposers)),
      verifier: createTokenVerifier(config.token),
      analyst: createAnalyst(config),
      sessions: createSubgraphSessionDirectory(config.sessionUrl, peerKey),
      files: createSubgraphFileDirectory(config.fileUrl, peerKey),
      blobs: await createLocalBlobStore({ directory: config.storageDirectory }),
      chartScript: createChartScript({ cacheDirectory: config.cacheDirectory, logger }),
      queue: createMemoryRunQueue(limits),
      limits,
      codeTimeoutMs: config.codeTimeoutMs,
      runTimeoutMs: config.runTimeoutMs,
      isAlone: redisUrl === undefined,
      port: config.port,
      host: config.host,
      logger,
    });
    return { ...server, dispose: () => disposeAll([...disposers, () => server.dispose()]) };
  } catch (error) {
    await disposeAll(disposers);
    throw error;
  }
}

/** Opens at once what takes time to open. What was opened is in `disposers`, also when something else could not be. */
async function openResources(config: AgentConfig, disposers: Disposer[]) {
  const { databaseUrl, redisUrl, jail, cacheDirectory, sandbox, limits, logger } = config;
  const keep = <Resource extends { dispose(): Promise<void> }>(opening: Promise<Resource>): Promise<Resource> =>
    opening.then((resource) => {
      disposers.push(() => resource.dispose());
      return resource;
    });
  const children = { jail, cacheDirectory, logger };
  const kernels = { maxKernels: limits.concurrency, maxKernelsPerUser: limits.concurrencyPerUser };
  const resources = {
    database: keep(connectAgentDatabase(databaseUrl)),
    cache: keep(createCache({ url: redisUrl, logger })),
    signal: keep(Promise.resolve(createEventSignal({ url: redisUrl, logger }))),
    sandbox: keep(createSandbox({ ...sandbox, ...kernels, ...children })),
    renderer: keep(createChartRenderer(children)),
  };
  await Promise.allSettled(Object.values(resources));
  return {
    database: await resources.database,
    cache: await resources.cache,
    signal: await resources.signal,
    sandbox: await resources.sandbox,
    renderer: await resources.renderer,
  };
}

function createAnalyst({ claude, logger }: AgentConfig): Analyst {
  return claude === undefined ? createOfflineAnalyst() : createClaudeAnalyst({ ...claude, logger });
}
