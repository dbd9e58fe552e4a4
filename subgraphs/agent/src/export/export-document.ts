import type { Mode, Usage } from '../analyst/analyst.ts';
import type { CodeCell } from '../events/code-cells.ts';
import type { ReportedNumber, RunFailure, RunStatus } from '../events/run-event.ts';
import type { JsonObject, JsonValue } from '../sandbox/sandbox.ts';

/** What every format is made from: one conversation, or one answer of it. All texts in it are anybody's: each format escapes. */
export interface ExportDocument {
  readonly title: string;
  readonly session: { readonly id: string; readonly title: string };
  readonly madeAt: Date;
  /** Oldest first. */
  readonly answers: readonly ExportedAnswer[];
}

export interface ExportedAnswer {
  readonly runId: string;
  readonly question: string;
  readonly mode: Mode | 'AUTO';
  readonly status: RunStatus;
  readonly analyst: string;
  readonly sandbox: string;
  readonly datasets: readonly ExportedDataset[];
  readonly askedAt: Date;
  readonly finishedAt: Date | undefined;
  /** Whether code of an earlier answer was run again. */
  readonly isRerun: boolean;
  /** Markdown. */
  readonly report: string;
  readonly numbers: readonly ReportedNumber[];
  readonly error: RunFailure | undefined;
  readonly parts: readonly ExportedPart[];
  readonly usage: Usage;
}

export interface ExportedDataset {
  readonly name: string;
  readonly description: string;
  readonly rows: number;
  readonly columns: number;
}

/** A subtask: what was run for it and what came out. */
export interface ExportedPart {
  readonly title: string;
  readonly code: readonly CodeCell[];
  readonly artifacts: readonly ExportedArtifact[];
}

export type ExportedArtifact = ExportedChart | ExportedTable;

export interface ExportedChart {
  readonly kind: 'chart';
  readonly title: string;
  readonly spec: JsonObject;
  /** Drawn and sanitised when it was made. */
  readonly svg: string;
  readonly png: Buffer;
}

export interface ExportedTable {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
  /** Rows there were before any cut. */
  readonly totalRows: number;
}
