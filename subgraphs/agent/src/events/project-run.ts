import type { NewRunEvent, RunFailure } from './run-event.ts';

/** Columns of the runs table that an event changes. */
export interface RunPatch {
  readonly analyst?: string;
  readonly sandbox?: string;
  readonly mode?: string;
  readonly subtasks?: unknown;
  readonly usage?: unknown;
  readonly status?: string;
  readonly report?: string;
  readonly numbers?: unknown;
  readonly follow_ups?: unknown;
  readonly error?: unknown;
  readonly finished_at?: Date;
}

/** What an event makes of its run. The row of a run is nothing but all its events, one after the other. */
export function projectRun(event: NewRunEvent, now: Date): RunPatch {
  switch (event.type) {
    case 'RunStarted':
      return { analyst: event.analyst, sandbox: event.sandbox };
    case 'PlanReady':
      return { mode: event.mode, subtasks: event.subtasks };
    case 'StepFinished':
      return event.plan === undefined ? {} : { subtasks: event.plan };
    case 'UsageUpdated':
      return { usage: event.usage };
    case 'RunFinished':
      return {
        status: 'SUCCEEDED',
        report: event.report,
        numbers: event.numbers,
        follow_ups: event.followUps,
        finished_at: now,
      };
    case 'RunFailed':
      return { status: failedStatus(event.error), error: event.error, finished_at: now };
    case 'RunCancelled':
      return { status: 'CANCELLED', finished_at: now };
    default:
      return {};
  }
}

function failedStatus({ code }: RunFailure): 'FAILED' | 'INTERRUPTED' {
  return code === 'RUN_INTERRUPTED' ? 'INTERRUPTED' : 'FAILED';
}
