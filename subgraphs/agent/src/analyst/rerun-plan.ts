import type { Classification, Subtask } from './analyst.ts';

/** What a rerun does: the plan of an earlier run with the code to run for it. Stored with the run, plain data. */
export interface RerunPlan {
  readonly classification: Pick<Classification, 'mode' | 'interpretation'>;
  readonly subtasks: readonly Subtask[];
  /** One for each subtask that needs code. */
  readonly code: readonly RerunCode[];
}

export interface RerunCode {
  readonly subtask: number;
  readonly source: string;
  /** It failed in the answered run and nobody changed it: the answer goes on without it again. */
  readonly mayFail: boolean;
}
