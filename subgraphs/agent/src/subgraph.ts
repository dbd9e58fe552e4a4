import type { BlobStore } from '@mas/kit/blobs/blob-store';
import type { Cache } from '@mas/kit/cache/cache';
import type { Database } from '@mas/kit/database/database';
import type { RequestContext } from '@mas/kit/graphql-context';
import type { Logger } from '@mas/kit/logger';
import { jailWarnings } from '@mas/kit/sandbox/jail-warnings';
import { disposeAll } from '@mas/kit/server/shutdown';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import { readFile } from 'node:fs/promises';
import type { Analyst, Mode } from './analyst/analyst.ts';
import type { ChartRenderer } from './charts/chart-renderer.ts';
import type { Context } from './context.ts';
import { createAgentMemoryRepository } from './db/agent-memory.repository.ts';
import { createArtifactRepository } from './db/artifact.repository.ts';
import { connectionPool } from './db/database.ts';
import { createRunEventRepository } from './db/run-event.repository.ts';
import { createRunRepository } from './db/run.repository.ts';
import type { FileDirectory, SessionDirectory } from './directory/directory.ts';
import type { ChartScript } from './export/chart-script/chart-script.ts';
import { createEventLog } from './events/event-log.ts';
import type { EventSignal } from './events/event-signal.ts';
import { createRunLoaders } from './loaders/run-loaders.ts';
import { createMemoryService } from './memory/memory.service.ts';
import type { RunQueue } from './queue/run-queue.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { startRuns } from './runs/start-runs.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { createCollectAnswers } from './services/collect-answers.ts';
import { createArtifactService } from './services/artifact.service.ts';
import { createDocumentAllowance } from './services/document-allowance.ts';
import { createExportService } from './services/export.service.ts';
import { createRerunService } from './services/rerun.service.ts';
import { createRunService } from './services/run.service.ts';
import { createSessionMemoryService } from './services/session-memory.service.ts';
import { createSessionRunsService } from './services/session-runs.service.ts';
import { createSubmitRun, type WaitingLimits } from './services/submit-run.ts';
import { createSuggestionService } from './services/suggestion.service.ts';
import { createSystemService } from './services/system.service.ts';
import { createFindWorkingSet } from './services/working-set.ts';

export interface AgentSubgraphDependencies {
  readonly database: Database;
  readonly cache: Cache;
  readonly verifier: TokenVerifier;
  readonly analyst: Analyst;
  readonly sandbox: Sandbox;
  readonly renderer: ChartRenderer;
  /** For documents with charts that answer to the mouse. */
  readonly chartScript: ChartScript;
  readonly sessions: SessionDirectory;
  readonly files: FileDirectory;
  readonly blobs: Pick<BlobStore, 'localPath'>;
  readonly signal: EventSignal;
  readonly queue: RunQueue;
  readonly limits: WaitingLimits;
  /** Wall clock of one piece of code. */
  readonly codeTimeoutMs: Readonly<Record<Mode, number>>;
  /** How long a run may take in all. */
  readonly runTimeoutMs: number;
  /** Whether no other process works on runs of this database: what a process before this one left is taken up at once. */
  readonly isAlone: boolean;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/**
 * Questions and their answers. Disposing lets the runs that are under way go: they are taken up when it starts again. The
 * caller owns what it gave, and closes it after the subgraph, but for the queue, which is started and closed here.
 */
export async function createSubgraph(deps: AgentSubgraphDependencies): Promise<RunningServer> {
  const { database, cache, queue, signal, sandbox, logger } = deps;
  const pool = await connectionPool(database);
  const log = createEventLog({ repository: () => createRunEventRepository(database.fork(), pool), signal });
  const memory = createMemoryService({ cache, memories: createAgentMemoryRepository(pool) });
  const findWorkingSet = createFindWorkingSet(deps);
  const analystName = deps.analyst.name;
  const system = createSystemService(deps);

  const createContext = (request: RequestContext): Context => {
    const em = database.fork();
    const runs = createRunRepository(em);
    const events = createRunEventRepository(em, pool);
    const artifacts = createArtifactRepository(em, pool);
    const submit = createSubmitRun({ runs, queue, limits: deps.limits });
    const runService = createRunService({ runs, findWorkingSet, log, signal, queue, submit, analystName });
    const { language } = sandbox.description;
    const { chartScript } = deps;
    const collect = createCollectAnswers({ events, artifacts, chartScript });
    const allowance = createDocumentAllowance();
    const loaders = createRunLoaders({ userId: () => Number(request.caller().userId), runs, events, artifacts });
    return {
      ...request,
      runs: runService,
      reruns: createRerunService({
        runs,
        events,
        findRun: (id, caller) => runService.find(id, caller),
        findWorkingSet,
        submit,
        analystName,
        language,
      }),
      sessionRuns: createSessionRunsService(runs),
      sessionMemory: createSessionMemoryService({ memory, findWorkingSet }),
      suggestions: createSuggestionService(deps.files),
      artifacts: createArtifactService({ loaders, chartScript, allowance }),
      exports: createExportService({ runs, sessions: deps.sessions, collect, chartScript, allowance }),
      describeSystem: () => system.describe(runs),
      loaders,
      log,
    };
  };
  const running = await startRuns({ ...deps, pool, log, memory });
  const { engine, jail } = sandbox.description;
  const server = await startSubgraph<Context>({
    name: 'agent',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createContext,
    verifier: deps.verifier,
    port: deps.port,
    host: deps.host,
    logger,
    health: { database: () => database.ping(), [`sandbox (${engine} in ${jail})`]: () => Promise.resolve() },
    warnings: jailWarnings(jail),
  });
  return { ...server, dispose: () => disposeAll([() => running.dispose(), () => server.dispose()]) };
}
