import type { QuestionContext, SubtaskResult } from '../analyst/analyst.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { GroundingSource } from '../grounding/grounding.ts';
import type { ExecutionArtifact, JsonObject } from '../sandbox/sandbox.ts';

/**
 * What a report's numbers may come from: what was executed without failing, the question, and the datasets' profiles, which
 * were computed from all their rows at upload. An analyst's own words are no source: nothing was executed for them.
 */
export function groundingSources(
  { question, dataset, otherDatasets = [] }: Pick<QuestionContext, 'question' | 'dataset' | 'otherDatasets'>,
  results: readonly SubtaskResult[],
): readonly GroundingSource[] {
  return [
    ...results.flatMap(executionSources),
    ...[dataset, ...otherDatasets].map((one) => ({ subtask: 0, kind: 'dataset', value: datasetFacts(one) }) as const),
    { subtask: 0, kind: 'question', value: question },
  ];
}

function executionSources({ execution }: SubtaskResult, index: number): readonly GroundingSource[] {
  if (execution?.ok !== true) return [];
  const { result, output, artifacts } = execution;
  const subtask = index + 1;
  return [
    ...(result === undefined ? [] : [{ subtask, kind: 'result', value: result } as const]),
    ...artifacts.map((artifact) => artifactSource(artifact, subtask)),
    ...(output === '' ? [] : [{ subtask, kind: 'output', value: output } as const]),
  ];
}

function artifactSource(artifact: ExecutionArtifact, subtask: number): GroundingSource {
  if (artifact.kind === 'chart') return { subtask, kind: 'chart', value: artifact.spec };
  const { columns, rows, totalRows } = artifact;
  return { subtask, kind: 'table', value: { columns, rows, totalRows } };
}

function datasetFacts({ profile }: Dataset): JsonObject {
  const columns = profile.columns.map(({ name, nulls, distinct, min, max, mean, quartiles, ...column }) => ({
    name,
    nulls,
    distinct,
    min: numberOrNull(min),
    max: numberOrNull(max),
    mean: mean ?? null,
    standardDeviation: column.standardDeviation ?? null,
    quartiles: quartiles ?? [],
    counts: column.topValues.map(({ count }) => count),
  }));
  return { rows: profile.rows, columns: profile.columns.length, profile: columns };
}

function numberOrNull(text: string | null | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
