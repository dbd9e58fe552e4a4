import type { Artifact } from '../db/artifact.entity.ts';
import type { ArtifactContent, ArtifactRepository } from '../db/artifact.repository.ts';
import type { RunEventRepository } from '../db/run-event.repository.ts';
import type { Run } from '../db/run.entity.ts';
import type { RunRepository } from '../db/run.repository.ts';
import type { RunEvent } from '../events/run-event.ts';
import { type BatchLoader, createBatchLoader, groupBy } from './batch-loader.ts';

/** What a request loads of runs: each thing once, for all runs together. Runs come from lists of their owner's alone. */
export interface RunLoaders {
  readonly runs: BatchLoader<string, Run>;
  readonly artifacts: BatchLoader<string, Artifact>;
  /** The bulky parts of artifacts, each loaded by itself. */
  readonly contents: { readonly [Part in keyof ArtifactContent]: BatchLoader<string, ArtifactContent[Part]> };
  readonly artifactsOfRun: BatchLoader<string, readonly Artifact[]>;
  /** CodeWritten, CodeOutput and CodeFailed. */
  readonly codeEventsOfRun: BatchLoader<string, readonly RunEvent[]>;
  readonly stepEventsOfRun: BatchLoader<string, readonly RunEvent[]>;
  readonly textEventsOfRun: BatchLoader<string, readonly RunEvent[]>;
}

export interface RunLoaderDependencies {
  readonly userId: () => number;
  readonly runs: RunRepository;
  readonly events: RunEventRepository;
  readonly artifacts: ArtifactRepository;
}

export function createRunLoaders({ userId, runs, events, artifacts }: RunLoaderDependencies): RunLoaders {
  const eventsOfRun = (...types: Parameters<RunEventRepository['readTypes']>[1]) =>
    createBatchLoader<string, readonly RunEvent[]>(async (ids) =>
      groupBy(ids, await events.readTypes(ids, types), ({ runId }) => runId),
    );
  const contents = <Part extends keyof ArtifactContent>(part: Part) =>
    createBatchLoader<string, ArtifactContent[Part]>((ids) => artifacts.loadContents(ids, part));
  return {
    runs: createBatchLoader(async (ids) => byId(await runs.findByIds(userId(), ids))),
    artifacts: createBatchLoader(async (ids) => byId(await artifacts.findByIds(ids))),
    contents: { spec: contents('spec'), svg: contents('svg'), png: contents('png'), rows: contents('rows') },
    artifactsOfRun: createBatchLoader(async (ids) =>
      groupBy(ids, await artifacts.findByRuns(ids), ({ runId }) => runId),
    ),
    codeEventsOfRun: eventsOfRun('CodeWritten', 'CodeOutput', 'CodeFailed'),
    stepEventsOfRun: eventsOfRun('StepFinished'),
    textEventsOfRun: eventsOfRun('TextDelta'),
  };
}

function byId<Value extends { readonly id: string }>(values: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(values.map((value) => [value.id, value]));
}
