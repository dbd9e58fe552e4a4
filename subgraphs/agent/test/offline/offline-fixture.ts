import { expect } from '@jest/globals';
import type { AnalystCall, Mode, QuestionContext, Subtask, SubtaskResult } from '../../src/analyst/analyst.ts';
import { join } from 'node:path';
import { createOfflineAnalyst } from '../../src/analyst/offline/offline-analyst.ts';
import { tableNames } from '../../src/dataset/table-names.ts';
import { checkNumbers } from '../../src/grounding/check-numbers.ts';
import type { GroundingSource } from '../../src/grounding/grounding.ts';
import type { JsonObject, JsonValue, Kernel } from '../../src/sandbox/sandbox.ts';
import { startSandbox, writeParquet, type SandboxFixture } from '../sandbox/sandbox-fixture.ts';
import type { InventedDataset } from './invented-datasets.ts';

export const call: AnalystCall = {
  signal: new AbortController().signal,
  onText: () => undefined,
  onUsage: () => undefined,
};

export interface Answer {
  readonly interpretation: string;
  readonly mode: Mode;
  readonly report: string;
  /** The first line of the report. */
  readonly headline: string;
  readonly results: readonly SubtaskResult[];
  readonly charts: readonly JsonObject[];
}

/** One dataset in a real kernel, asked by the same steps as the workflow takes. */
export interface OfflineFixture extends AsyncDisposable {
  ask(question: string, earlier?: readonly string[]): Promise<Answer>;
  run: Kernel['run'];
}

export function contextOf(
  { dataset }: InventedDataset,
  question: string,
  earlier: readonly string[] = [],
  others: readonly InventedDataset[] = [],
): QuestionContext {
  const summaries = { analysis: '', visualization: '', code: '', userPreferences: '' };
  const conversation = earlier.map((content) => ({ role: 'user' as const, content }));
  const sandbox = { engine: 'javascript', jail: 'process', language: 'javascript', guide: '' } as const;
  const otherDatasets = others.map((other) => other.dataset);
  return { question, dataset, otherDatasets, sandbox, memory: { summaries, conversation, variables: [] } };
}

export async function startOffline(
  invented: InventedDataset,
  others: readonly InventedDataset[] = [],
): Promise<OfflineFixture> {
  const sandbox: SandboxFixture = await startSandbox({}, invented.query);
  const [table = '', ...tables] = tableNames([invented, ...others].map(({ dataset }) => dataset));
  const otherDatasets = await Promise.all(
    others.map(async ({ query }, index) => {
      const path = join(sandbox.directory, `other-${index}.parquet`);
      await writeParquet(path, query);
      return { path, format: 'parquet', table: tables[index] ?? '' } as const;
    }),
  );
  const kernel = await sandbox.open({ dataset: { ...sandbox.dataset, table }, otherDatasets });
  return {
    ask: (question, earlier) => ask(kernel, contextOf(invented, question, earlier, others)),
    run: (code, options) => kernel.run(code, options),
    async [Symbol.asyncDispose]() {
      await kernel.dispose();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

async function ask(kernel: Kernel, asked: QuestionContext): Promise<Answer> {
  const analyst = createOfflineAnalyst();
  const decision = await analyst.classify(asked, call);
  const context: QuestionContext = { ...asked, mode: decision.mode };
  const results: SubtaskResult[] = [];
  for (const subtask of decision.subtasks ?? (await technicalSubtasks(context))) {
    const task = { subtask, earlier: results };
    if (subtask.kind === 'DIRECT_RESPONSE') {
      results.push({ subtask, response: await analyst.respond(context, subtask, call), repairs: 0 });
      continue;
    }
    const code = await analyst.writeCode(context, task, call);
    const execution = await kernel.run(code);
    expect(execution.error).toBeUndefined();
    results.push({ subtask, code, execution, repairs: 0 });
  }
  const report = await analyst.report(context, results, call);
  expectGrounded(context.question, report, results);
  const artifacts = results.flatMap(({ execution }) => execution?.artifacts ?? []);
  const charts = artifacts.flatMap((artifact) => (artifact.kind === 'chart' ? [artifact.spec] : []));
  return {
    interpretation: decision.interpretation,
    mode: decision.mode,
    report,
    headline: report.split('\n')[0] ?? '',
    results,
    charts,
  };
}

async function technicalSubtasks(context: QuestionContext): Promise<Subtask[]> {
  const analyst = createOfflineAnalyst();
  const drafts = await analyst.decompose(context, call);
  const kinds = await analyst.classifySubtasks(context, drafts, call);
  return drafts.map((draft, index) => ({ ...draft, kind: kinds[index] ?? 'ANALYSIS' }));
}

/** Every number of every report has a source: holds for all answers of all tests. */
function expectGrounded(question: string, report: string, results: readonly SubtaskResult[]): void {
  const executed = results.flatMap(({ execution }, index): GroundingSource[] =>
    execution?.result === undefined
      ? []
      : [
          { subtask: index + 1, kind: 'result', value: execution.result },
          { subtask: index + 1, kind: 'output', value: execution.output },
        ],
  );
  const sources: GroundingSource[] = [{ subtask: 0, kind: 'question', value: question }, ...executed];
  if (executed.length === 0) return;
  expect(checkNumbers(report, sources).filter(({ verified }) => !verified)).toEqual([]);
}

/** Whether a value that equals the number to 9 digits stands anywhere in the results. */
export function resultsHold({ results }: Answer, wanted: number): boolean {
  const holds = (value: JsonValue): boolean => {
    if (typeof value === 'number') return Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
    if (value === null || typeof value !== 'object') return false;
    return Object.values(value).some((item: JsonValue) => holds(item));
  };
  return results.some(({ execution }) => execution?.result !== undefined && holds(execution.result));
}
