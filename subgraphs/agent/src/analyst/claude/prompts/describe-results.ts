import type { SubtaskResult } from '../../analyst.ts';
import type { Execution, ExecutionArtifact, JsonObject, JsonValue } from '../../../sandbox/sandbox.ts';
import { safeJson, shortened, tagged, wrapped } from './tagged.ts';

const mostResultCharacters = 16_000;
const mostOutputCharacters = 5000;
const mostRows = 30;
const mostCharacters = 120_000;

/** Everything that was executed, bounded in size: what code, reports and summaries are written from. */
export function describeResults(results: readonly SubtaskResult[]): string {
  const share = Math.floor(mostCharacters / Math.max(results.length, 1));
  const parts = results.map((result, index) => tagged('result', shortened(describeResult(result, index + 1), share)));
  return wrapped('results', parts.join('\n'));
}

function describeResult({ subtask, execution, response, repairs }: SubtaskResult, number: number): string {
  const lines = [`subtask ${number} (${subtask.kind}): ${subtask.title}`, `goal: ${subtask.goal}`];
  if (response !== undefined) lines.push(`response: ${shortened(response, mostResultCharacters)}`);
  if (execution) lines.push(...describeExecution(execution));
  if (!execution && response === undefined) lines.push('It was not executed.');
  if (repairs > 0) lines.push(`repairs: ${repairs}`);
  return lines.join('\n');
}

function describeExecution(execution: Execution): readonly string[] {
  const lines: string[] = [];
  if (!execution.ok) {
    const { name, message } = execution.error ?? { name: 'Error', message: 'no message' };
    lines.push(`FAILED with ${name}: ${shortened(message, 1000)}. Nothing of it may be reported as found.`);
  }
  if (execution.result !== undefined) {
    lines.push(`result: ${shortened(safeJson(execution.result), mostResultCharacters)}`);
  }
  if (execution.output.trim() !== '') lines.push(`printed: ${shortened(execution.output, mostOutputCharacters)}`);
  lines.push(...execution.artifacts.map(describeArtifact));
  lines.push(...execution.notices.map((notice) => `notice: ${notice}`));
  return lines;
}

function describeArtifact(artifact: ExecutionArtifact): string {
  if (artifact.kind === 'table') {
    const rows = artifact.rows.slice(0, mostRows).map(safeJson);
    const cut = artifact.totalRows > rows.length ? [`[${artifact.totalRows - rows.length} more rows]`] : [];
    const lines = [`table "${artifact.title}":`, safeJson(artifact.columns), ...rows, ...cut];
    return shortened(lines.join('\n'), mostResultCharacters);
  }
  const { data, ...drawing } = artifact.spec;
  const values = isObject(data) ? data['values'] : undefined;
  const points = Array.isArray(values) ? (values as readonly JsonValue[]) : [];
  return [
    `chart "${artifact.title}": ${shortened(safeJson(drawing), 3000)}`,
    `its data (${points.length} points): ${shortened(safeJson(points.slice(0, mostRows)), 4000)}`,
  ].join('\n');
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
