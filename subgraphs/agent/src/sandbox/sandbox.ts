import type { JailKind } from '@mas/kit/sandbox/jails/jail';

/**
 * The sandbox port: where generated code runs. An implementation combines an engine (what understands the code) with a
 * jail (what the process may touch). Generated code is hostile: nothing that crosses this port is trusted.
 */
export interface Sandbox {
  readonly description: SandboxDescription;
  /**
   * Opens a kernel for one run. Waits while the limit on kernels (in all, or the user's) is reached.
   * @throws AppError SANDBOX_UNAVAILABLE when no kernel can be started; the signal's reason when aborted while waiting.
   */
  open(options: KernelOptions): Promise<Kernel>;
  /** Kills every kernel and the pre-warmed children. */
  dispose(): Promise<void>;
}

export interface SandboxDescription {
  readonly engine: 'javascript' | 'python';
  readonly jail: JailKind;
  readonly language: 'javascript' | 'python';
  /** What generated code may use, written for a programmer: goes into the model's prompt as it is. */
  readonly guide: string;
}

export interface KernelOptions {
  readonly runId: string;
  readonly userId: string;
  /** Bound as table `data`, and as its own table when it has a name of one. */
  readonly dataset: DatasetFile;
  /** More datasets, each bound as its own table. */
  readonly otherDatasets?: readonly Required<DatasetFile>[];
  /** What an earlier run of the same session and file kept; opaque bytes that only the engine reads. */
  readonly variables?: Uint8Array;
  readonly limits?: Partial<KernelLimits>;
  readonly signal: AbortSignal;
}

export interface DatasetFile {
  /** An absolute path that this server chose after the ownership check; never from a model. */
  readonly path: string;
  readonly format: 'parquet' | 'csv';
  /** The name of its own table: another one for each dataset of a kernel, and not `data`. */
  readonly table?: string;
}

export interface KernelLimits {
  /** Wall clock of one piece of code. */
  readonly timeoutMs: number;
  /** Resident memory of the whole process tree. */
  readonly memoryBytes: number;
  readonly outputBytes: number;
  readonly resultBytes: number;
  readonly artifacts: number;
  readonly artifactBytes: number;
  readonly variablesBytes: number;
}

/** One child process, used by one run: its subtasks and repairs share the variables. */
export interface Kernel {
  /**
   * Runs one piece of code. Failing code is a result (`ok: false`), never a rejection.
   * @throws AppError SANDBOX_CRASHED when the process is gone (the kernel is unusable then), SANDBOX_TIMEOUT when the
   *   watchdog ended it, or the signal's reason when aborted.
   */
  run(code: string, options?: RunCodeOptions): Promise<Execution>;
  /** Serialised inside the guest. `dropped` names what could not be kept, and why. */
  saveVariables(): Promise<SavedVariables>;
  dispose(): Promise<void>;
}

export interface RunCodeOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Printed text as it arrives, before the piece of code ends. */
  readonly onOutput?: (text: string) => void;
}

export interface SavedVariables {
  readonly bytes: Uint8Array;
  readonly names: readonly string[];
  readonly dropped: readonly { readonly name: string; readonly reason: string }[];
}

export interface Execution {
  readonly ok: boolean;
  readonly error?: ExecutionError;
  /** Everything printed, cut at the limit. */
  readonly output: string;
  /** What `result(value)` was given last; absent when it was not called. NaN and infinities arrive as null. */
  readonly result?: JsonValue;
  readonly artifacts: readonly ExecutionArtifact[];
  /** Sentences that say what was cut or dropped. */
  readonly notices: readonly string[];
  readonly durationMs: number;
}

export interface ExecutionError {
  /** `SyntaxError`, `TypeError`, `SqlError`, `TimeoutError`, `MemoryError`, … */
  readonly name: string;
  readonly message: string;
  /** 1-based, in the code as given. */
  readonly line?: number;
  readonly stack?: string;
}

export type ExecutionArtifact =
  | { readonly kind: 'chart'; readonly title: string; readonly spec: JsonObject }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly JsonValue[])[];
      /** Rows there were before the cut. */
      readonly totalRows: number;
    };

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
