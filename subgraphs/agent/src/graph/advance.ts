import type { ExecutionArtifact, Execution, JsonObject } from '../sandbox/sandbox.ts';
import { currentSubtask, type RunState, type RunUpdate } from './state.ts';

/** Files the current subtask's outcome and goes on to the next one, whose repairs are counted afresh. */
export function advance(
  state: RunState,
  outcome: { readonly execution: Execution } | { readonly response: string },
): RunUpdate {
  const subtask = currentSubtask(state);
  const result =
    'response' in outcome
      ? { subtask, response: outcome.response, repairs: 0 }
      : { subtask, code: state.code, execution: withoutBulk(outcome.execution), repairs: state.repairs };
  return { results: [...state.results, result], current: state.current + 1, code: '', repairs: 0, outcome: null };
}

const maxPoints = 500;

/** The state is stored after each step, and charts may hold megabytes of points: the whole of them is with the artifact. */
function withoutBulk(execution: Execution): Execution {
  return { ...execution, artifacts: execution.artifacts.map(boundedArtifact) };
}

function boundedArtifact(artifact: ExecutionArtifact): ExecutionArtifact {
  if (artifact.kind === 'table') return { ...artifact, rows: artifact.rows.slice(0, maxPoints) };
  const { datasets: _datasets, ...spec } = artifact.spec;
  const data = spec['data'];
  if (!isObject(data) || !Array.isArray(data['values'])) return { ...artifact, spec };
  const values = (data['values'] as JsonObject[]).slice(0, maxPoints); // an array of JSON is all that isArray leaves
  return { ...artifact, spec: { ...spec, data: { ...data, values } } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
