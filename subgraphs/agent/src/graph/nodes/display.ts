import { AppError } from '@mas/kit/errors';
import type { RenderedChart } from '../../charts/chart-renderer.ts';
import { soundSpec } from '../../charts/sound-spec.ts';
import type { Execution, ExecutionArtifact } from '../../sandbox/sandbox.ts';
import { advance } from '../advance.ts';
import { hasRepairLeft } from '../repairs.ts';
import { rerunFailure } from '../rerun-failure.ts';
import type { RunScope } from '../run-scope.ts';
import type { StepWork } from '../run-step.ts';
import type { RunState } from '../state.ts';

interface Shown {
  readonly artifact: ExecutionArtifact;
  readonly drawing?: RenderedChart;
  /** Why a chart cannot be drawn. */
  readonly fault?: AppError;
}

/**
 * Draws the charts and shows what was made. Nothing is shown while a chart that cannot be drawn may yet be repaired: the
 * repair makes all of it again.
 */
export const display: StepWork = async (state, run) => {
  const execution = state.outcome as Execution; // the edge to this step says that the code ran
  const shown = await drawAll(execution.artifacts, run);
  const fault = shown.find((item) => item.fault !== undefined)?.fault;
  if (fault !== undefined) {
    const willRepair = hasRepairLeft(state);
    const error = { name: 'ChartError', message: fault.message };
    emitFailure(run, state, error, willRepair);
    if (willRepair) return { outcome: { ...execution, ok: false, error } };
    const end = rerunFailure(state, error);
    if (end !== undefined) return end;
  }
  const drawn = shown.filter((item) => item.fault === undefined);
  const ids = await Promise.all(drawn.map((item, position) => store(item, { position, subtask: state.current }, run)));
  for (const artifactId of ids) run.events.emit({ type: 'ArtifactCreated', artifactId });
  const notices = shown.flatMap(({ artifact, fault: reason }) =>
    reason === undefined ? [] : [`The chart "${artifact.title}" could not be drawn: ${reason.message}`],
  );
  const artifacts = drawn.map(({ artifact }) => artifact);
  return advance(state, { execution: { ...execution, artifacts, notices: [...execution.notices, ...notices] } });
};

async function drawAll(artifacts: readonly ExecutionArtifact[], run: RunScope): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  for (const artifact of artifacts) shown.push(await draw(artifact, run)); // one after the other: drawing takes a whole core
  return shown;
}

async function draw(artifact: ExecutionArtifact, { renderer, memoryKey, signal }: RunScope): Promise<Shown> {
  if (artifact.kind === 'table') return { artifact };
  const spec = soundSpec(artifact.spec);
  try {
    const drawing = await renderer.render(spec, { userId: memoryKey.userId, signal });
    return { artifact: { ...artifact, spec }, drawing };
  } catch (error) {
    if (error instanceof AppError && (error.code === 'CHART_INVALID' || error.code === 'CHART_TIMEOUT')) {
      return { artifact, fault: error };
    }
    throw error;
  }
}

function emitFailure(
  run: RunScope,
  { current, repairs }: RunState,
  error: { readonly name: string; readonly message: string },
  willRepair: boolean,
): void {
  const place = { subtask: current, attempt: repairs };
  run.events.emit({ type: 'CodeFailed', ...place, error, output: '', willRepair, durationMs: 0 });
}

function store(
  { artifact, drawing }: Shown,
  place: { readonly position: number; readonly subtask: number },
  { artifacts, runId }: RunScope,
): Promise<string> {
  return artifacts.save({ runId, ...place, content: artifact, ...(drawing && { drawing }) });
}
