import type { JsonValue } from '../sandbox/sandbox.ts';

/** Something that was executed, or given: where a report's numbers may come from. */
export interface GroundingSource {
  /** Of the subtask, counted from 1; 0 for the question and the dataset. */
  readonly subtask: number;
  readonly kind: SourceKind;
  /**
   * `result`: what `result(value)` was given. `table`: `{columns, rows, totalRows}`. `chart`: the whole specification,
   * of which only the data counts. `output` and `question`: text. `dataset`: facts such as `{rows, columns}`.
   */
  readonly value: JsonValue;
}

export type SourceKind = 'result' | 'table' | 'output' | 'chart' | 'dataset' | 'question';

export interface ReportNumber {
  /** As written, with its sign, currency, percent sign or multiplier. */
  readonly text: string;
  /** With its multiplier applied, its percent sign not: 12.3 for `12.3%`, 1200000 for `1.2 million`. */
  readonly value: number;
  /** Offsets into the report, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly verified: boolean;
  /** Where it comes from; `path` is like `result.mean`, `table.rows[2][1]` or `output`. */
  readonly source?: { readonly subtask: number; readonly path: string };
}
