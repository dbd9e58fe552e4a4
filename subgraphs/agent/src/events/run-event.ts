import type { Mode, SubtaskKind, Usage } from '../analyst/analyst.ts';
import type { ExecutionError, JsonValue } from '../sandbox/sandbox.ts';

export type RunMode = Mode | 'AUTO';
export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED';

/** A subtask as people see it. */
export interface PlannedSubtask {
  readonly index: number;
  readonly title: string;
  readonly goal: string;
  readonly kind: SubtaskKind;
  readonly steps: readonly string[];
}

export interface ReportedNumber {
  readonly text: string;
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly verified: boolean;
  readonly source?: string;
}

export interface RunFailure {
  readonly code: string;
  readonly message: string;
}

export type CodeFault = Omit<ExecutionError, 'stack'>;

interface CodePlace {
  readonly subtask: number;
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: number;
}

/** What happened, by the name of its type in the schema. */
export interface RunEventData {
  readonly RunStarted: { readonly analyst: string; readonly sandbox: string };
  readonly StepStarted: {
    readonly step: string;
    readonly label: string;
    readonly subtask?: number;
    readonly repair?: number;
  };
  readonly StepFinished: {
    readonly step: string;
    readonly subtask?: number;
    readonly ms: number;
    /** Given when the step changed the plan. */
    readonly plan?: readonly PlannedSubtask[];
  };
  readonly PlanReady: {
    readonly mode: Mode;
    readonly interpretation: string;
    readonly subtasks: readonly PlannedSubtask[];
  };
  /** `offset` is where the text belongs in the report: a step that was begun again writes over what it had written. */
  readonly TextDelta: { readonly text: string; readonly offset: number };
  readonly CodeWritten: CodePlace & { readonly language: string; readonly source: string };
  readonly CodeOutput: CodePlace & {
    readonly output: string;
    readonly result?: JsonValue;
    readonly notices: readonly string[];
    readonly durationMs: number;
  };
  readonly CodeFailed: CodePlace & {
    readonly error: CodeFault;
    readonly output: string;
    readonly willRepair: boolean;
    readonly durationMs: number;
  };
  readonly ArtifactCreated: { readonly artifactId: string };
  readonly UsageUpdated: { readonly usage: Usage };
  readonly RunFinished: {
    readonly report: string;
    readonly numbers: readonly ReportedNumber[];
    readonly totalMs: number;
    /** What could be asked next; kept with the run. */
    readonly followUps: readonly string[];
  };
  readonly RunFailed: { readonly error: RunFailure };
  readonly RunCancelled: object;
}

export type RunEventType = keyof RunEventData;

/** An event that is still to get its number. */
export type NewRunEvent = { [Type in RunEventType]: { readonly type: Type } & RunEventData[Type] }[RunEventType];

/** An event of the log. */
export type RunEvent<Type extends RunEventType = RunEventType> = Type extends RunEventType
  ? { readonly type: Type; readonly runId: string; readonly seq: number; readonly at: Date } & RunEventData[Type]
  : never;

const terminalTypes: ReadonlySet<string> = new Set<RunEventType>(['RunFinished', 'RunFailed', 'RunCancelled']);

/** Whether nothing follows an event of this type. */
export function isTerminal({ type }: { readonly type: string }): boolean {
  return terminalTypes.has(type);
}
