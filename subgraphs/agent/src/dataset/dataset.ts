/** What the agents know of a dataset: read from the file subgraph at `ask`, stored with the run. */
export interface Dataset {
  readonly fileId: string;
  readonly name: string;
  readonly description: string;
  /** The Markdown summary that people see, pandas type names included. */
  readonly summary: string;
  /** Where the bytes are, as the file subgraph addresses them (`local://…`). */
  readonly storageUri: string;
  readonly profile: DatasetProfile;
  /** What its owner says of single columns; absent when nothing is said. */
  readonly columnNotes?: readonly ColumnNote[];
}

export interface ColumnNote {
  readonly column: string;
  readonly note: string;
}

export interface DatasetProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

export type ColumnType = 'INTEGER' | 'FLOAT' | 'BOOLEAN' | 'DATE' | 'DATETIME' | 'TIME' | 'TEXT';

export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** pandas' name for the type, as scripts and prompts expect it: `int64`, `object`, … */
  readonly pandasType: string;
  readonly nulls: number;
  readonly distinct: number;
  /** Whether `distinct` is an estimate; absent when it is exact. */
  readonly distinctIsApproximate?: boolean;
  /** Smallest and largest value as text; absent when every value is null. */
  readonly min?: string | null;
  readonly max?: string | null;
  readonly mean?: number | null;
  readonly standardDeviation?: number | null;
  /** First quartile, median and third quartile of a numeric column. */
  readonly quartiles?: readonly number[] | null;
  /** Most frequent values first, at most 20. */
  readonly topValues: readonly { readonly value: string; readonly count: number }[];
}
