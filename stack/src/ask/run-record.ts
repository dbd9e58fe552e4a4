import type { Artifact, CodeError, ReportNumber, RunEvent, Usage } from './graph/run-event.ts';

export interface CodeRecord {
  readonly subtask: number;
  readonly attempt: number;
  readonly language: string;
  readonly source: string;
  readonly output: string;
  readonly result: unknown;
  readonly error: CodeError | null;
  readonly durationMs: number | null;
}

/** What is known of a run, folded from its events. */
export interface RunRecord {
  readonly question: string;
  readonly mode: string | null;
  readonly analyst: string | null;
  readonly answer: string;
  readonly numbers: readonly ReportNumber[];
  readonly artifacts: readonly Artifact[];
  readonly code: readonly CodeRecord[];
  readonly steps: readonly { readonly name: string; readonly subtask: number | null; readonly ms: number }[];
  readonly usage: Usage;
  /** Milliseconds from when the question was sent. */
  readonly timings: {
    readonly firstEventMs: number | null;
    readonly firstTextMs: number | null;
    readonly totalMs: number;
  };
  readonly error: { readonly code: string; readonly message: string } | null;
}

const noUsage: Usage = {
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cost: 0,
};

export function emptyRecord(question: string): RunRecord {
  return {
    question,
    mode: null,
    analyst: null,
    answer: '',
    numbers: [],
    artifacts: [],
    code: [],
    steps: [],
    usage: noUsage,
    timings: { firstEventMs: null, firstTextMs: null, totalMs: 0 },
    error: null,
  };
}

/** @param ms when the event came, in milliseconds from when the question was sent. */
export function withEvent(record: RunRecord, event: RunEvent, ms: number): RunRecord {
  const { firstEventMs, firstTextMs } = record.timings;
  const timings = {
    firstEventMs: firstEventMs ?? ms,
    firstTextMs: firstTextMs ?? (event.__typename === 'TextDelta' ? ms : null),
    totalMs: ms,
  };
  return { ...record, ...change(record, event), timings };
}

export function withError(record: RunRecord, error: { code: string; message: string }, ms: number): RunRecord {
  return {
    ...record,
    error: { code: error.code, message: error.message },
    timings: { ...record.timings, totalMs: ms },
  };
}

function change(record: RunRecord, event: RunEvent): Partial<RunRecord> {
  switch (event.__typename) {
    case 'RunStarted':
      return { analyst: event.analyst };
    case 'PlanReady':
      return { mode: event.mode.toLowerCase() };
    case 'StepFinished':
      return { steps: [...record.steps, { name: event.step, subtask: event.ofSubtask, ms: event.ms }] };
    case 'TextDelta':
      return { answer: record.answer.slice(0, event.offset) + event.text };
    case 'CodeWritten': {
      const { subtask, attempt, language, source } = event;
      const cell = { subtask, attempt, language, source, output: '', result: null, error: null, durationMs: null };
      return { code: [...record.code, cell] };
    }
    case 'CodeOutput': {
      const { output, durationMs, result = null } = event;
      return { code: withCell(record.code, event, { output, result, durationMs }) };
    }
    case 'CodeFailed':
      return { code: withCell(record.code, event, { output: event.output, error: event.codeError }) };
    case 'ArtifactCreated':
      return { artifacts: [...record.artifacts, event.artifact] };
    case 'UsageUpdated':
      return { usage: event.usage };
    case 'RunFinished':
      return { answer: event.report, numbers: event.numbers };
    case 'RunFailed':
      return { error: event.error };
    case 'RunCancelled':
      return { error: { code: 'RUN_CANCELLED', message: 'The run was cancelled.' } };
    case 'StepStarted':
      return {};
  }
}

function withCell(
  code: readonly CodeRecord[],
  { subtask, attempt }: { subtask: number; attempt: number },
  outcome: Partial<CodeRecord>,
): CodeRecord[] {
  return code.map((cell) => (cell.subtask === subtask && cell.attempt === attempt ? { ...cell, ...outcome } : cell));
}
