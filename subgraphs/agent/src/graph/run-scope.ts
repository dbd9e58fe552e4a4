import type { Logger } from '@mas/kit/logger';
import type { Analyst, Mode } from '../analyst/analyst.ts';
import type { RerunPlan } from '../analyst/rerun-plan.ts';
import type { ChartRenderer } from '../charts/chart-renderer.ts';
import type { ArtifactRepository } from '../db/artifact.repository.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { RunEventWriter } from '../events/run-event-writer.ts';
import type { MemoryKey } from '../memory/agent-memory.ts';
import type { MemoryService } from '../memory/memory.service.ts';
import type { KernelSession } from '../runs/kernel-session.ts';
import type { UsageMeter } from '../runs/usage-meter.ts';
import type { SandboxDescription } from '../sandbox/sandbox.ts';

/** What the steps of one run work with: everything that is no state. */
export interface RunScope {
  readonly runId: string;
  readonly question: string;
  readonly requestedMode: Mode | undefined;
  /** Given when code of an earlier run is run again. */
  readonly rerun: RerunPlan | undefined;
  /** The first of the datasets that the question is about. */
  readonly dataset: Dataset;
  readonly otherDatasets: readonly Dataset[];
  readonly memoryKey: MemoryKey;
  readonly askedAt: Date;
  readonly analyst: Analyst;
  readonly sandbox: SandboxDescription;
  readonly kernel: KernelSession;
  /** Wall clock of one piece of code. */
  readonly codeTimeoutMs: Readonly<Record<Mode, number>>;
  readonly renderer: ChartRenderer;
  readonly artifacts: ArtifactRepository;
  readonly memory: MemoryService;
  readonly events: RunEventWriter;
  readonly usage: UsageMeter;
  /** Aborted when the run is cancelled, lost, out of time, or let go. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}
