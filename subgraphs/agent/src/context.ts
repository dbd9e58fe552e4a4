import type { RequestContext } from '@mas/kit/graphql-context';
import type { EventLog } from './events/event-log.ts';
import type { ArtifactService } from './services/artifact.service.ts';
import type { ExportService } from './services/export.service.ts';
import type { RunLoaders } from './loaders/run-loaders.ts';
import type { RerunService } from './services/rerun.service.ts';
import type { RunService } from './services/run.service.ts';
import type { SessionMemoryService } from './services/session-memory.service.ts';
import type { SessionRunsService } from './services/session-runs.service.ts';
import type { SuggestionService } from './services/suggestion.service.ts';
import type { AgentSystem } from './services/system.service.ts';

/** What a resolver of this subgraph has. */
export interface Context extends RequestContext {
  readonly runs: RunService;
  readonly reruns: RerunService;
  readonly sessionRuns: SessionRunsService;
  readonly sessionMemory: SessionMemoryService;
  readonly suggestions: SuggestionService;
  readonly artifacts: ArtifactService;
  readonly exports: ExportService;
  readonly describeSystem: () => Promise<AgentSystem>;
  readonly loaders: RunLoaders;
  readonly log: EventLog;
}
