import type { CodeCellData } from '../code/code-cell.tsx';
import type { RunEvent, RunEventOf } from './run-events.ts';

export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED';
export type Mode = RunEventOf<'PlanReady'>['mode'];
export type Subtask = RunEventOf<'PlanReady'>['subtasks'][number];
export type Usage = RunEventOf<'UsageUpdated'>['usage'];
export type ReportNumber = RunEventOf<'RunFinished'>['numbers'][number];
export type RunError = RunEventOf<'RunFailed'>['error'];
export type RunArtifact = RunEventOf<'ArtifactCreated'>['artifact'];

export interface Step {
  readonly step: string;
  readonly label: string;
  readonly subtask: number | null;
  readonly repair: number | null;
  readonly startedAt: string;
  /** How long it took; absent while it is under way. */
  readonly ms?: number;
}

/** A run as its events have told it so far. */
export interface RunState {
  /** The number of the last event that it holds. */
  readonly seq: number;
  readonly status: RunStatus;
  readonly analyst: string;
  readonly sandbox: string;
  readonly mode: Mode;
  readonly interpretation: string;
  readonly subtasks: readonly Subtask[];
  readonly steps: readonly Step[];
  readonly cells: readonly CodeCellData[];
  readonly artifacts: readonly RunArtifact[];
  readonly report: string;
  /** Empty until the report is finished and checked. */
  readonly numbers: readonly ReportNumber[];
  readonly usage: Usage | undefined;
  readonly error: RunError | undefined;
  /** When the last event happened. */
  readonly at: string | undefined;
}

export const initialRunState: RunState = {
  seq: 0,
  status: 'QUEUED',
  analyst: '',
  sandbox: '',
  mode: 'AUTO',
  interpretation: '',
  subtasks: [],
  steps: [],
  cells: [],
  artifacts: [],
  report: '',
  numbers: [],
  usage: undefined,
  error: undefined,
  at: undefined,
};

export function isUnderWay({ status }: { readonly status: RunStatus }): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

/** The state behind some more events; events that it holds already change nothing. */
export function applyEvents(state: RunState, events: readonly RunEvent[]): RunState {
  return events.reduce(
    (before, event) =>
      event.seq <= before.seq ? before : { ...before, ...change(before, event), seq: event.seq, at: event.at },
    state,
  );
}

function change(state: RunState, event: RunEvent): Partial<RunState> {
  switch (event.__typename) {
    case 'RunStarted':
      return { status: 'RUNNING', analyst: event.analyst, sandbox: event.sandbox };
    case 'StepStarted':
      return { status: 'RUNNING', steps: [...closed(state.steps), startedStep(event)] };
    case 'StepFinished':
      return { steps: finishStep(state.steps, event) };
    case 'PlanReady':
      return { mode: event.mode, interpretation: event.interpretation, subtasks: event.subtasks };
    case 'TextDelta':
      return { report: upTo(state.report, event.offset) + event.text };
    case 'CodeWritten':
    case 'CodeOutput':
    case 'CodeFailed':
      return { cells: withCodeEvent(state.cells, event) };
    case 'ArtifactCreated':
      return { artifacts: [...state.artifacts.filter(({ id }) => id !== event.artifact.id), event.artifact] };
    case 'UsageUpdated':
      return { usage: event.usage };
    default:
      return { steps: closed(state.steps), ...ending(event) };
  }
}

/** Text that only grows is not cut: that would copy all of it for each of thousands of events. */
function upTo(report: string, offset: number): string {
  return report.length === offset ? report : report.slice(0, offset);
}

function ending(event: RunEventOf<'RunFinished' | 'RunFailed' | 'RunCancelled'>): Partial<RunState> {
  switch (event.__typename) {
    case 'RunFinished':
      return { status: 'SUCCEEDED', report: event.report, numbers: event.numbers };
    case 'RunFailed':
      return { status: event.error.code === 'RUN_INTERRUPTED' ? 'INTERRUPTED' : 'FAILED', error: event.error };
    case 'RunCancelled':
      return { status: 'CANCELLED' };
  }
}

function startedStep({ step, label, ofSubtask, repair, at }: RunEventOf<'StepStarted'>): Step {
  return { step, label, subtask: ofSubtask, repair, startedAt: at };
}

/** A step that never said that it ended was cut off: it is not under way any more when another has begun. */
function closed(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ ms }) => ms !== undefined);
}

function finishStep(steps: readonly Step[], { step, ofSubtask, ms }: RunEventOf<'StepFinished'>): readonly Step[] {
  const index = steps.findLastIndex((each) => each.step === step && each.subtask === ofSubtask);
  return steps.map((each, place) => (place === index ? { ...each, ms } : each));
}

/** Code that a resumed run wrote again takes the place of what it wrote before. */
function withCodeEvent(
  cells: readonly CodeCellData[],
  event: RunEventOf<'CodeWritten' | 'CodeOutput' | 'CodeFailed'>,
): readonly CodeCellData[] {
  const { subtask, attempt } = event;
  const index = cells.findIndex((cell) => cell.subtask === subtask && cell.attempt === attempt);
  if (event.__typename === 'CodeWritten') {
    const cell = { subtask, attempt, language: event.language, source: event.source, output: '' };
    return index < 0 ? [...cells, cell] : cells.with(index, cell);
  }
  const before = cells[index];
  if (before === undefined) return cells;
  return cells.with(
    index,
    event.__typename === 'CodeOutput'
      ? { ...before, output: event.output, result: event.result, durationMs: event.durationMs }
      : { ...before, output: before.output || event.output, error: event.error },
  );
}
