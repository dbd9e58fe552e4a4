import type { Dataset } from '../dataset/dataset.ts';
import type { Execution, ExecutionError, SandboxDescription } from '../sandbox/sandbox.ts';

/**
 * The analyst port: who decides, writes code and reports. The workflow's nodes ask it; it never runs code, reads a store or
 * knows of a run. Every value it takes and gives is plain data, so that the workflow can be checkpointed.
 */
export interface Analyst {
  /** `offline`, or the model's name. */
  readonly name: string;
  /** All models that it asks, where that is more than its name says. */
  readonly models?: readonly string[];
  /**
   * The first decision. For a QUICK question it also gives the subtasks with their kinds and plans, so that at most this
   * call and one `writeCode` come before the first code runs.
   */
  classify(question: QuestionContext, call: AnalystCall): Promise<Classification>;
  decompose(question: QuestionContext, call: AnalystCall): Promise<readonly SubtaskDraft[]>;
  classifySubtasks(
    question: QuestionContext,
    subtasks: readonly SubtaskDraft[],
    call: AnalystCall,
  ): Promise<readonly SubtaskKind[]>;
  plan(question: QuestionContext, subtask: Subtask, call: AnalystCall): Promise<ActionPlan>;
  writeCode(question: QuestionContext, task: CodeTask, call: AnalystCall): Promise<string>;
  debug(question: QuestionContext, task: CodeTask, failure: CodeFailure, call: AnalystCall): Promise<string>;
  /** The final report over everything that was executed. Streams through `call.onText`; returns the whole Markdown. */
  report(question: QuestionContext, results: readonly SubtaskResult[], call: AnalystCall): Promise<string>;
  /** ADVISORY questions: advice from the dataset's context and memory, without running code. Streams. */
  advise(question: QuestionContext, call: AnalystCall): Promise<string>;
  /** A subtask that needs no code. Streams. */
  respond(question: QuestionContext, subtask: Subtask, call: AnalystCall): Promise<string>;
  /** When nothing could be executed: says what was tried, what failed and what to ask instead. Streams. */
  fallback(question: QuestionContext, results: readonly SubtaskResult[], call: AnalystCall): Promise<string>;
  /** What is worth remembering of this exchange, merged with what was remembered before, and what could be asked next. */
  summarize(question: QuestionContext, exchange: Exchange, call: AnalystCall): Promise<ExchangeSummary>;
}

export interface AnalystCall {
  readonly signal: AbortSignal;
  /** Markdown (or code, in writeCode and debug) as it is written. */
  readonly onText: (text: string) => void;
  readonly onUsage: (usage: Usage) => void;
}

export interface Usage {
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** US dollars, by the price table of the configuration; 0 for the offline analyst. */
  readonly cost: number;
}

export type Mode = 'TECHNICAL' | 'QUICK';
export type TaskRoute = 'ADVISORY' | 'EXPLORATORY';
export type SubtaskKind = 'ANALYSIS' | 'VISUALIZATION' | 'DIRECT_RESPONSE';

export interface QuestionContext {
  readonly question: string;
  /** The user's choice; absent means the analyst decides. */
  readonly requestedMode?: Mode;
  /** Decided by `classify`; absent before it. */
  readonly mode?: Mode;
  /** Table `data` in SQL, and a table of its own name. */
  readonly dataset: Dataset;
  /** More datasets that the question may be about, each a table of its own name (`tableNames`); absent when there are none. */
  readonly otherDatasets?: readonly Dataset[];
  readonly sandbox: SandboxDescription;
  readonly memory: MemoryContext;
}

export interface MemoryContext {
  readonly summaries: MemorySummaries;
  /** Oldest first. */
  readonly conversation: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** Names of variables that the kernel still holds from earlier runs. */
  readonly variables: readonly string[];
}

export interface MemorySummaries {
  readonly analysis: string;
  readonly visualization: string;
  readonly code: string;
  readonly userPreferences: string;
}

export interface ExchangeSummary extends MemorySummaries {
  /** Questions that could come next, each complete in itself. */
  readonly followUps?: readonly string[];
}

export interface Classification {
  readonly mode: Mode;
  readonly route: TaskRoute;
  /** One sentence: what the question was taken to mean. */
  readonly interpretation: string;
  /** Given exactly when mode is QUICK and route is EXPLORATORY. */
  readonly subtasks?: readonly Subtask[];
}

export interface SubtaskDraft {
  readonly title: string;
  /** What has to be found out, complete in itself. */
  readonly goal: string;
}

export interface Subtask extends SubtaskDraft {
  readonly kind: SubtaskKind;
  readonly plan?: ActionPlan;
}

export interface ActionPlan {
  readonly steps: readonly string[];
}

export interface CodeTask {
  readonly subtask: Subtask;
  /** Results of the subtasks before this one; their variables live on in the kernel. */
  readonly earlier: readonly SubtaskResult[];
}

export interface CodeFailure {
  readonly code: string;
  readonly error: ExecutionError;
  readonly output: string;
  /** 1 for the first repair. */
  readonly repair: number;
}

export interface SubtaskResult {
  readonly subtask: Subtask;
  /** The last code that ran; absent for DIRECT_RESPONSE. */
  readonly code?: string;
  readonly execution?: Execution;
  /** The text of a DIRECT_RESPONSE. */
  readonly response?: string;
  readonly repairs: number;
}

export interface Exchange {
  readonly report: string;
  readonly results: readonly SubtaskResult[];
}
