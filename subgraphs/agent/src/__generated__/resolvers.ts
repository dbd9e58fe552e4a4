import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentSystem as AgentSystemModel } from '../services/system.service.ts';
import type { Export as ExportModel } from '../services/export.service.ts';
import type { Artifact as ArtifactModel } from '../db/artifact.entity.ts';
import type { FileReference as FileReferenceModel } from '../resolvers/file.ts';
import type { RunReference as RunReferenceModel } from '../resolvers/run.ts';
import type { RunPage as RunPageModel } from '../services/session-runs.service.ts';
import type { SessionReference as SessionReferenceModel } from '../resolvers/session.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in ISO 8601 with a zone, for example `2026-01-15T10:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

/** What answers questions here, and over which stores. */
export type AgentSystem = {
  readonly __typename?: 'AgentSystem';
  /** Who answers: `offline`, or the names of the models. */
  readonly analyst: Scalars['String']['output'];
  /** What caches memory and carries signals: `memory` or `Redis 7.0.15`. */
  readonly cache: Scalars['String']['output'];
  /** What keeps runs, events and memory, for example `PostgreSQL 18.4`. */
  readonly database: Scalars['String']['output'];
  /** How many wait, of all people. */
  readonly queuedRuns: Scalars['Int']['output'];
  /** How many runs are worked on now, of all people. */
  readonly runningRuns: Scalars['Int']['output'];
  /** Where code runs, for example `javascript in bwrap`. */
  readonly sandbox: Scalars['String']['output'];
  /** What whoever runs the system should know, above all of a sandbox that holds less than it could. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
};

/** A chart or a table. */
export type Artifact = {
  readonly __typename?: 'Artifact';
  /** A table's columns. */
  readonly columns?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** A chart as an HTML document that needs nothing else and answers to the mouse. */
  readonly html?: Maybe<Scalars['String']['output']>;
  /** A UUID. */
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: ArtifactKind;
  /** A chart as a PNG, in base64. */
  readonly png?: Maybe<Scalars['String']['output']>;
  /** A table's rows; the values in the columns' order. */
  readonly rows?: Maybe<ReadonlyArray<ReadonlyArray<Maybe<Scalars['JSON']['output']>>>>;
  /** A chart's Vega-Lite specification, data included. */
  readonly spec?: Maybe<Scalars['JSON']['output']>;
  /** The subtask that made it. */
  readonly subtask: Scalars['Int']['output'];
  /** A chart as an SVG document. */
  readonly svg?: Maybe<Scalars['String']['output']>;
  /** Its heading. */
  readonly title: Scalars['String']['output'];
  /** How many rows the table had before it was cut. */
  readonly totalRows?: Maybe<Scalars['Int']['output']>;
};

/** A chart or a table was made. */
export type ArtifactCreated = RunEvent & {
  readonly __typename?: 'ArtifactCreated';
  /** What was made. */
  readonly artifact: Artifact;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
};

/** What an artifact is. */
export type ArtifactKind =
  /** A Vega-Lite chart. */
  | 'CHART'
  /** Rows and columns. */
  | 'TABLE';

/** A piece of code that was run. */
export type CodeCell = {
  readonly __typename?: 'CodeCell';
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: Scalars['Int']['output'];
  /** How long it ran, in milliseconds; absent while it runs. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** Why it failed; absent when it did not. */
  readonly error?: Maybe<CodeError>;
  /** `javascript` or `python`. */
  readonly language: Scalars['String']['output'];
  /** What it printed. */
  readonly output: Scalars['String']['output'];
  /** What it gave to `result()`. */
  readonly result?: Maybe<Scalars['JSON']['output']>;
  /** The source. */
  readonly source: Scalars['String']['output'];
  /** The subtask it belongs to. */
  readonly subtask: Scalars['Int']['output'];
};

/** A piece of code to run in the place of the one that was run. */
export type CodeEdit = {
  /** The source, in the language of the cell that it replaces; 100,000 characters at most. */
  readonly source: Scalars['String']['input'];
  /** The subtask that it belongs to. */
  readonly subtask: Scalars['Int']['input'];
};

/** Why a piece of code failed. */
export type CodeError = {
  readonly __typename?: 'CodeError';
  /** The line, from 1. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** What it says. */
  readonly message: Scalars['String']['output'];
  /** The kind of error: `TypeError`, `SqlError`, `TimeoutError`, … */
  readonly name: Scalars['String']['output'];
};

/** Code failed. */
export type CodeFailed = RunEvent & {
  readonly __typename?: 'CodeFailed';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: Scalars['Int']['output'];
  /** Why. */
  readonly error: CodeError;
  /** What it printed before. */
  readonly output: Scalars['String']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** The subtask it is for. */
  readonly subtask: Scalars['Int']['output'];
  /** Whether a repair follows. */
  readonly willRepair: Scalars['Boolean']['output'];
};

/** Code ran to its end. */
export type CodeOutput = RunEvent & {
  readonly __typename?: 'CodeOutput';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: Scalars['Int']['output'];
  /** How long it ran, in milliseconds. */
  readonly durationMs: Scalars['Int']['output'];
  /** What was cut or left out, in sentences. */
  readonly notices: ReadonlyArray<Scalars['String']['output']>;
  /** What it printed. */
  readonly output: Scalars['String']['output'];
  /** What it gave to `result()`. */
  readonly result?: Maybe<Scalars['JSON']['output']>;
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** The subtask it is for. */
  readonly subtask: Scalars['Int']['output'];
};

/** Code was written and is about to run. */
export type CodeWritten = RunEvent & {
  readonly __typename?: 'CodeWritten';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: Scalars['Int']['output'];
  /** `javascript` or `python`. */
  readonly language: Scalars['String']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** The source. */
  readonly source: Scalars['String']['output'];
  /** The subtask it is for. */
  readonly subtask: Scalars['Int']['output'];
};

/** A document to save. */
export type Export = {
  readonly __typename?: 'Export';
  /** The document. */
  readonly content: Scalars['String']['output'];
  /** A file name with its extension, safe on every system. */
  readonly fileName: Scalars['String']['output'];
  /** Its media type, for example `text/html; charset=utf-8`. */
  readonly mediaType: Scalars['String']['output'];
};

/** A kind of document. */
export type ExportFormat =
  /** One HTML file that needs nothing else: charts that answer to the mouse, light and dark, ready for the printer. */
  | 'HTML'
  /** Markdown; charts as SVG data. */
  | 'MARKDOWN'
  /** A Jupyter notebook (nbformat 4.5). */
  | 'NOTEBOOK';

export type File = {
  readonly __typename?: 'File';
  /** The dataset's number. */
  readonly id: Scalars['ID']['output'];
  /** Questions that its profile suggests, at most 6; the analyst can answer each of them. */
  readonly suggestedQuestions: ReadonlyArray<Scalars['String']['output']>;
};

/** How thorough an answer is to be. */
export type Mode =
  /** The analyst decides. */
  | 'AUTO'
  /** A quick answer: few steps, at most 2 repairs. */
  | 'QUICK'
  /** A thorough one: planned, checked, at most 5 repairs of each part. */
  | 'TECHNICAL';

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Asks a question about a session's active files; the answer follows as `runEvents`. NOT_FOUND without a session or a file,
   * RATE_LIMITED when too many of the caller's runs wait. A run fails with NOT_FOUND when one of its files is deleted before its
   * code runs.
   */
  readonly ask: Run;
  /** Stops a run, down to the model's call and the sandbox's process. A run that has ended stays as it is. */
  readonly cancelRun: Run;
  /** Forgets what was remembered of a session and a file: history, summaries and variables. Runs stay. */
  readonly clearMemory: Scalars['Boolean']['output'];
  /**
   * Runs the code of an answered run again, edited or not, as a new run of the same session and files; the analyst reports on what
   * comes out. NOT_FOUND without the run, FAILED_PRECONDITION while it is not finished or has no code, BAD_USER_INPUT for an edit
   * of a subtask without code.
   */
  readonly rerun: Run;
  /** Writes what the cache holds of the conversation's memory to the database; true when it is there. */
  readonly saveMemory: Scalars['Boolean']['output'];
};


export type MutationAskArgs = {
  fileId?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  mode?: Mode;
  question: Scalars['String']['input'];
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationCancelRunArgs = {
  id: Scalars['ID']['input'];
};


export type MutationClearMemoryArgs = {
  fileId?: InputMaybe<Scalars['ID']['input']>;
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationRerunArgs = {
  edits?: ReadonlyArray<CodeEdit>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


export type MutationSaveMemoryArgs = {
  fileId?: InputMaybe<Scalars['ID']['input']>;
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The last cursor of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are some before. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The first cursor of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** The question was classified and broken into parts. */
export type PlanReady = RunEvent & {
  readonly __typename?: 'PlanReady';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What the question was taken to mean. */
  readonly interpretation: Scalars['String']['output'];
  /** How thorough the answer will be. */
  readonly mode: Mode;
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** Its parts. */
  readonly subtasks: ReadonlyArray<Subtask>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** What answers questions here. */
  readonly agentSystem: AgentSystem;
  /** A chart or a table of one of the caller's runs. NOT_FOUND when there is none with that id. */
  readonly artifact: Artifact;
  /** One of the caller's runs. NOT_FOUND when there is none with that id. */
  readonly run: Run;
};


export type QueryArtifactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};

/** A number of a report. */
export type ReportNumber = {
  readonly __typename?: 'ReportNumber';
  /** Where it ends. */
  readonly end: Scalars['Int']['output'];
  /** That result, for example `result.mean of subtask 0`; absent when there is none. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** Where it starts in the report, in UTF-16 code units. */
  readonly start: Scalars['Int']['output'];
  /** As it stands in the report. */
  readonly text: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['Float']['output'];
  /** Whether an executed result holds it. */
  readonly verified: Scalars['Boolean']['output'];
};

/** A question, and all that was done to answer it. */
export type Run = {
  readonly __typename?: 'Run';
  /** Who wrote the code and the report: `offline`, or the model's name. */
  readonly analyst: Scalars['String']['output'];
  /** Charts and tables, in order. */
  readonly artifacts: ReadonlyArray<Artifact>;
  /** Every piece of code that was run, repairs included, in order. */
  readonly code: ReadonlyArray<CodeCell>;
  /** When it was asked. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why it failed; absent unless it did. */
  readonly error?: Maybe<RunError>;
  /** The events so far, oldest first. */
  readonly events: ReadonlyArray<RunEvent>;
  /** The question and its answer as one document. */
  readonly export: Export;
  /** The dataset it is about; the first of them when there are several. */
  readonly file: File;
  /** All datasets it is about, `file` first. */
  readonly files: ReadonlyArray<File>;
  /** When it ended. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Questions that could come next, at most 4; empty until it succeeded. */
  readonly followUps: ReadonlyArray<Scalars['String']['output']>;
  /** A UUID. */
  readonly id: Scalars['ID']['output'];
  /** The number of the last event; 0 before the first. */
  readonly lastSeq: Scalars['Int']['output'];
  /** How thorough the answer is to be; AUTO until it was decided. */
  readonly mode: Mode;
  /** The report's numbers, each with the result that it comes from. */
  readonly numbers: ReadonlyArray<ReportNumber>;
  /** The question as it was asked. */
  readonly question: Scalars['String']['output'];
  /** The answer in Markdown, as far as it is written. */
  readonly report: Scalars['String']['output'];
  /** The run whose code this one runs again; absent for a question of its own. */
  readonly rerunOf?: Maybe<Run>;
  /** Where the code ran, for example `javascript in process`; empty before it started. */
  readonly sandbox: Scalars['String']['output'];
  /** The session it belongs to; its title and the rest come from the session service. */
  readonly session: Session;
  /** When work on it began. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  readonly status: RunStatus;
  /** The parts that the question was broken into; empty until it was planned. */
  readonly subtasks: ReadonlyArray<Subtask>;
  /** How long each step took. */
  readonly timings: ReadonlyArray<StepTiming>;
  /** What it cost so far. */
  readonly usage: Usage;
};


/** A question, and all that was done to answer it. */
export type RunEventsArgs = {
  after?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
};


/** A question, and all that was done to answer it. */
export type RunExportArgs = {
  format: ExportFormat;
};

/** The run was stopped by its owner. The last event. */
export type RunCancelled = RunEvent & {
  readonly __typename?: 'RunCancelled';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
};

/** A page of runs. */
export type RunConnection = {
  readonly __typename?: 'RunConnection';
  /** The runs with their cursors. */
  readonly edges: ReadonlyArray<RunEdge>;
  /** The runs alone. */
  readonly nodes: ReadonlyArray<Run>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many runs there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A run and its place in the list. */
export type RunEdge = {
  readonly __typename?: 'RunEdge';
  /** Pass it as `after` to go on behind this run. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: Run;
};

/** Why a run failed. */
export type RunError = {
  readonly __typename?: 'RunError';
  /** A code for programs, for example `ANALYST_UNAVAILABLE`. */
  readonly code: Scalars['String']['output'];
  /** A sentence for people: what happened and what to do. */
  readonly message: Scalars['String']['output'];
};

/** Something that happened in a run. `seq` counts from 1 without gaps. */
export type RunEvent = {
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
};

/** The run ended without an answer. The last event. */
export type RunFailed = RunEvent & {
  readonly __typename?: 'RunFailed';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** Why. */
  readonly error: RunError;
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
};

/** The run has its answer. The last event. */
export type RunFinished = RunEvent & {
  readonly __typename?: 'RunFinished';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The report's numbers, checked. */
  readonly numbers: ReadonlyArray<ReportNumber>;
  /** The whole report. */
  readonly report: Scalars['String']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** From the question to the answer, in milliseconds. */
  readonly totalMs: Scalars['Int']['output'];
};

/** Work on the run began. */
export type RunStarted = RunEvent & {
  readonly __typename?: 'RunStarted';
  /** Who answers: `offline`, or the model's name. */
  readonly analyst: Scalars['String']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** Where code will run. */
  readonly sandbox: Scalars['String']['output'];
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
};

/** How far a run is. */
export type RunStatus =
  /** Its owner stopped it. */
  | 'CANCELLED'
  /** It ended without one. */
  | 'FAILED'
  /** The service went down and could not take it up again. */
  | 'INTERRUPTED'
  /** It waits for a worker. */
  | 'QUEUED'
  /** It is worked on. */
  | 'RUNNING'
  /** It has its answer. */
  | 'SUCCEEDED';

export type Session = {
  readonly __typename?: 'Session';
  /** The session's finished conversation about a file, oldest first. */
  readonly conversation: ReadonlyArray<Turn>;
  /** The session's finished conversation as one document. */
  readonly export: Export;
  /** A UUID. */
  readonly id: Scalars['ID']['output'];
  /** The session's runs, newest first. */
  readonly runs: RunConnection;
};


export type SessionConversationArgs = {
  fileId?: InputMaybe<Scalars['ID']['input']>;
};


export type SessionExportArgs = {
  format: ExportFormat;
};


export type SessionRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A step of the workflow ended. */
export type StepFinished = RunEvent & {
  readonly __typename?: 'StepFinished';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** How long it took, in milliseconds. */
  readonly ms: Scalars['Int']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** The step's name in the workflow. */
  readonly step: Scalars['String']['output'];
  /** The subtask it was for. */
  readonly subtask?: Maybe<Scalars['Int']['output']>;
};

/** A step of the workflow began. */
export type StepStarted = RunEvent & {
  readonly __typename?: 'StepStarted';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The step in words. */
  readonly label: Scalars['String']['output'];
  /** Which repair it is, from 1; absent otherwise. */
  readonly repair?: Maybe<Scalars['Int']['output']>;
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** The step's name in the workflow. */
  readonly step: Scalars['String']['output'];
  /** The subtask it is for. */
  readonly subtask?: Maybe<Scalars['Int']['output']>;
};

/** How long a step took. */
export type StepTiming = {
  readonly __typename?: 'StepTiming';
  /** Milliseconds. */
  readonly ms: Scalars['Int']['output'];
  /** The step's name in the workflow, for example `code_generation`. */
  readonly step: Scalars['String']['output'];
  /** The subtask it was for; absent for steps of the whole run. */
  readonly subtask?: Maybe<Scalars['Int']['output']>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** A run's events from its first, or behind `after`, to its last; then the subscription completes. */
  readonly runEvents: RunEvent;
};


export type SubscriptionRunEventsArgs = {
  after?: Scalars['Int']['input'];
  runId: Scalars['ID']['input'];
};

/** A part of a question. */
export type Subtask = {
  readonly __typename?: 'Subtask';
  /** What has to be found out. */
  readonly goal: Scalars['String']['output'];
  /** Its place, from 0. */
  readonly index: Scalars['Int']['output'];
  /** What it needs. */
  readonly kind: SubtaskKind;
  /** The steps planned for it. */
  readonly steps: ReadonlyArray<Scalars['String']['output']>;
  /** A few words. */
  readonly title: Scalars['String']['output'];
};

/** What a part of a question needs. */
export type SubtaskKind =
  /** Code that computes. */
  | 'ANALYSIS'
  /** Words alone. */
  | 'DIRECT_RESPONSE'
  /** Code that draws. */
  | 'VISUALIZATION';

/** A piece of the report. */
export type TextDelta = RunEvent & {
  readonly __typename?: 'TextDelta';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /**
   * Where it belongs in the report, in UTF-16 code units: at the end of what came before. Only when the service went down while
   * it wrote is a place given twice; what stood there from then on is replaced.
   */
  readonly offset: Scalars['Int']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** Markdown. */
  readonly text: Scalars['String']['output'];
};

/** A question and its answer. */
export type Turn = {
  readonly __typename?: 'Turn';
  /** The answer in Markdown. */
  readonly answer: Scalars['String']['output'];
  /** When it was answered. */
  readonly answeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** The question. */
  readonly question: Scalars['String']['output'];
  /** The run behind it. */
  readonly run: Run;
};

/** What the model was asked for, in all. */
export type Usage = {
  readonly __typename?: 'Usage';
  /** Tokens read from the cache. */
  readonly cacheReadTokens: Scalars['Int']['output'];
  /** Tokens written to the cache. */
  readonly cacheWriteTokens: Scalars['Int']['output'];
  /** US dollars. */
  readonly cost: Scalars['Float']['output'];
  /** Tokens read, cached ones not counted. */
  readonly inputTokens: Scalars['Int']['output'];
  /** How many calls. */
  readonly modelCalls: Scalars['Int']['output'];
  /** Tokens written. */
  readonly outputTokens: Scalars['Int']['output'];
};

/** The model was asked. */
export type UsageUpdated = RunEvent & {
  readonly __typename?: 'UsageUpdated';
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The run, as it is now. */
  readonly run: Run;
  /** The event's number in its run. */
  readonly seq: Scalars['Int']['output'];
  /** What it cost so far. */
  readonly usage: Usage;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  File: File;
  Run: Run;
  Session: Session;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  File:
    ( { __typename: 'File' }
    & GraphQLRecursivePick<FederationTypes['File'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  Session:
    ( { __typename: 'Session' }
    & GraphQLRecursivePick<FederationTypes['Session'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  RunEvent:
    | ( import('../resolvers/run-event.ts').EventOf<'ArtifactCreated'> )
    | ( import('../resolvers/run-event.ts').EventOf<'CodeFailed'> )
    | ( import('../resolvers/run-event.ts').EventOf<'CodeOutput'> )
    | ( import('../resolvers/run-event.ts').EventOf<'CodeWritten'> )
    | ( import('../resolvers/run-event.ts').EventOf<'PlanReady'> )
    | ( import('../resolvers/run-event.ts').EventOf<'RunCancelled'> )
    | ( import('../resolvers/run-event.ts').EventOf<'RunFailed'> )
    | ( import('../resolvers/run-event.ts').EventOf<'RunFinished'> )
    | ( import('../resolvers/run-event.ts').EventOf<'RunStarted'> )
    | ( import('../resolvers/run-event.ts').EventOf<'StepFinished'> )
    | ( import('../resolvers/run-event.ts').EventOf<'StepStarted'> )
    | ( import('../resolvers/run-event.ts').EventOf<'TextDelta'> )
    | ( import('../resolvers/run-event.ts').EventOf<'UsageUpdated'> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AgentSystem: ResolverTypeWrapper<AgentSystemModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Artifact: ResolverTypeWrapper<ArtifactModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ArtifactCreated: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'ArtifactCreated'>>;
  ArtifactKind: ArtifactKind;
  CodeCell: ResolverTypeWrapper<CodeCell>;
  CodeEdit: CodeEdit;
  CodeError: ResolverTypeWrapper<CodeError>;
  CodeFailed: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'CodeFailed'>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CodeOutput: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'CodeOutput'>>;
  CodeWritten: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'CodeWritten'>>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Export: ResolverTypeWrapper<ExportModel>;
  ExportFormat: ExportFormat;
  File: ResolverTypeWrapper<FileReferenceModel>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mode: Mode;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PlanReady: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'PlanReady'>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportNumber: ResolverTypeWrapper<ReportNumber>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Run: ResolverTypeWrapper<RunReferenceModel>;
  RunCancelled: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'RunCancelled'>>;
  RunConnection: ResolverTypeWrapper<RunPageModel>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunError: ResolverTypeWrapper<RunError>;
  RunEvent: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['RunEvent']>;
  RunFailed: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'RunFailed'>>;
  RunFinished: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'RunFinished'>>;
  RunStarted: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'RunStarted'>>;
  RunStatus: RunStatus;
  Session: ResolverTypeWrapper<SessionReferenceModel>;
  StepFinished: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'StepFinished'>>;
  StepStarted: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'StepStarted'>>;
  StepTiming: ResolverTypeWrapper<StepTiming>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subtask: ResolverTypeWrapper<Subtask>;
  SubtaskKind: SubtaskKind;
  TextDelta: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'TextDelta'>>;
  Turn: ResolverTypeWrapper<Omit<Turn, 'run'> & { run: ResolversTypes['Run'] }>;
  Usage: ResolverTypeWrapper<Usage>;
  UsageUpdated: ResolverTypeWrapper<import('../resolvers/run-event.ts').EventOf<'UsageUpdated'>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AgentSystem: AgentSystemModel;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Artifact: ArtifactModel;
  ID: Scalars['ID']['output'];
  ArtifactCreated: import('../resolvers/run-event.ts').EventOf<'ArtifactCreated'>;
  CodeCell: CodeCell;
  CodeEdit: CodeEdit;
  CodeError: CodeError;
  CodeFailed: import('../resolvers/run-event.ts').EventOf<'CodeFailed'>;
  Boolean: Scalars['Boolean']['output'];
  CodeOutput: import('../resolvers/run-event.ts').EventOf<'CodeOutput'>;
  CodeWritten: import('../resolvers/run-event.ts').EventOf<'CodeWritten'>;
  DateTime: Scalars['DateTime']['output'];
  Export: ExportModel;
  File: FileReferenceModel;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PlanReady: import('../resolvers/run-event.ts').EventOf<'PlanReady'>;
  Query: Record<PropertyKey, never>;
  ReportNumber: ReportNumber;
  Float: Scalars['Float']['output'];
  Run: RunReferenceModel;
  RunCancelled: import('../resolvers/run-event.ts').EventOf<'RunCancelled'>;
  RunConnection: RunPageModel;
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunError: RunError;
  RunEvent: ResolversInterfaceTypes<ResolversParentTypes>['RunEvent'];
  RunFailed: import('../resolvers/run-event.ts').EventOf<'RunFailed'>;
  RunFinished: import('../resolvers/run-event.ts').EventOf<'RunFinished'>;
  RunStarted: import('../resolvers/run-event.ts').EventOf<'RunStarted'>;
  Session: SessionReferenceModel;
  StepFinished: import('../resolvers/run-event.ts').EventOf<'StepFinished'>;
  StepStarted: import('../resolvers/run-event.ts').EventOf<'StepStarted'>;
  StepTiming: StepTiming;
  Subscription: Record<PropertyKey, never>;
  Subtask: Subtask;
  TextDelta: import('../resolvers/run-event.ts').EventOf<'TextDelta'>;
  Turn: Omit<Turn, 'run'> & { run: ResolversParentTypes['Run'] };
  Usage: Usage;
  UsageUpdated: import('../resolvers/run-event.ts').EventOf<'UsageUpdated'>;
};

export type AgentSystemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentSystem'] = ResolversParentTypes['AgentSystem']> = {
  analyst?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cache?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  database?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  queuedRuns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runningRuns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ArtifactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Artifact'] = ResolversParentTypes['Artifact']> = {
  columns?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  html?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ArtifactKind'], ParentType, ContextType>;
  png?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Maybe<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['JSON']>>>>, ParentType, ContextType>;
  spec?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  subtask?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  svg?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  totalRows?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ArtifactCreatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArtifactCreated'] = ResolversParentTypes['ArtifactCreated']> = {
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeCellResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeCell'] = ResolversParentTypes['CodeCell']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['CodeError']>, ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  output?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtask?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CodeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeError'] = ResolversParentTypes['CodeError']> = {
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CodeFailedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeFailed'] = ResolversParentTypes['CodeFailed']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['CodeError'], ParentType, ContextType>;
  output?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtask?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  willRepair?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeOutputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeOutput'] = ResolversParentTypes['CodeOutput']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notices?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  output?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtask?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeWrittenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeWritten'] = ResolversParentTypes['CodeWritten']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtask?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File'], FederationReferenceType extends FederationReferenceTypes['File'] = FederationReferenceTypes['File']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['File']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  suggestedQuestions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  ask?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationAskArgs, 'mode' | 'question'>>;
  cancelRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'id'>>;
  clearMemory?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<MutationClearMemoryArgs>>;
  rerun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationRerunArgs, 'edits' | 'id'>>;
  saveMemory?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<MutationSaveMemoryArgs>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlanReadyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanReady'] = ResolversParentTypes['PlanReady']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  interpretation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['Mode'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtasks?: Resolver<ReadonlyArray<ResolversTypes['Subtask']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agentSystem?: Resolver<ResolversTypes['AgentSystem'], ParentType, ContextType>;
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType, RequireFields<QueryArtifactArgs, 'id'>>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
};

export type ReportNumberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportNumber'] = ResolversParentTypes['ReportNumber']> = {
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  analyst?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  artifacts?: Resolver<ReadonlyArray<ResolversTypes['Artifact']>, ParentType, ContextType>;
  code?: Resolver<ReadonlyArray<ResolversTypes['CodeCell']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['RunError']>, ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['RunEvent']>, ParentType, ContextType, RequireFields<RunEventsArgs, 'after' | 'first'>>;
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType, RequireFields<RunExportArgs, 'format'>>;
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  files?: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  followUps?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['Mode'], ParentType, ContextType>;
  numbers?: Resolver<ReadonlyArray<ResolversTypes['ReportNumber']>, ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  report?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rerunOf?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  subtasks?: Resolver<ReadonlyArray<ResolversTypes['Subtask']>, ParentType, ContextType>;
  timings?: Resolver<ReadonlyArray<ResolversTypes['StepTiming']>, ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['Usage'], ParentType, ContextType>;
};

export type RunCancelledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunCancelled'] = ResolversParentTypes['RunCancelled']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunError'] = ResolversParentTypes['RunError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunEvent'] = ResolversParentTypes['RunEvent']> = {
  __resolveType: TypeResolveFn<'ArtifactCreated' | 'CodeFailed' | 'CodeOutput' | 'CodeWritten' | 'PlanReady' | 'RunCancelled' | 'RunFailed' | 'RunFinished' | 'RunStarted' | 'StepFinished' | 'StepStarted' | 'TextDelta' | 'UsageUpdated', ParentType, ContextType>;
};

export type RunFailedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunFailed'] = ResolversParentTypes['RunFailed']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['RunError'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunFinished'] = ResolversParentTypes['RunFinished']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  numbers?: Resolver<ReadonlyArray<ResolversTypes['ReportNumber']>, ParentType, ContextType>;
  report?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunStarted'] = ResolversParentTypes['RunStarted']> = {
  analyst?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session'], FederationReferenceType extends FederationReferenceTypes['Session'] = FederationReferenceTypes['Session']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Session']> | FederationReferenceType, FederationReferenceType, ContextType>;
  conversation?: Resolver<ReadonlyArray<ResolversTypes['Turn']>, ParentType, ContextType, Partial<SessionConversationArgs>>;
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType, RequireFields<SessionExportArgs, 'format'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<SessionRunsArgs, 'first'>>;
};

export type StepFinishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepFinished'] = ResolversParentTypes['StepFinished']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ms?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtask?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StepStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepStarted'] = ResolversParentTypes['StepStarted']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  repair?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtask?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StepTimingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepTiming'] = ResolversParentTypes['StepTiming']> = {
  ms?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtask?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  runEvents?: SubscriptionResolver<ResolversTypes['RunEvent'], "runEvents", ParentType, ContextType, RequireFields<SubscriptionRunEventsArgs, 'after' | 'runId'>>;
};

export type SubtaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subtask'] = ResolversParentTypes['Subtask']> = {
  goal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SubtaskKind'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TextDeltaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TextDelta'] = ResolversParentTypes['TextDelta']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TurnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Turn'] = ResolversParentTypes['Turn']> = {
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type UsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Usage'] = ResolversParentTypes['Usage']> = {
  cacheReadTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cacheWriteTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  inputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  modelCalls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageUpdated'] = ResolversParentTypes['UsageUpdated']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['Usage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AgentSystem?: AgentSystemResolvers<ContextType>;
  Artifact?: ArtifactResolvers<ContextType>;
  ArtifactCreated?: ArtifactCreatedResolvers<ContextType>;
  CodeCell?: CodeCellResolvers<ContextType>;
  CodeError?: CodeErrorResolvers<ContextType>;
  CodeFailed?: CodeFailedResolvers<ContextType>;
  CodeOutput?: CodeOutputResolvers<ContextType>;
  CodeWritten?: CodeWrittenResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Export?: ExportResolvers<ContextType>;
  File?: FileResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlanReady?: PlanReadyResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReportNumber?: ReportNumberResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunCancelled?: RunCancelledResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunError?: RunErrorResolvers<ContextType>;
  RunEvent?: RunEventResolvers<ContextType>;
  RunFailed?: RunFailedResolvers<ContextType>;
  RunFinished?: RunFinishedResolvers<ContextType>;
  RunStarted?: RunStartedResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  StepFinished?: StepFinishedResolvers<ContextType>;
  StepStarted?: StepStartedResolvers<ContextType>;
  StepTiming?: StepTimingResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Subtask?: SubtaskResolvers<ContextType>;
  TextDelta?: TextDeltaResolvers<ContextType>;
  Turn?: TurnResolvers<ContextType>;
  Usage?: UsageResolvers<ContextType>;
  UsageUpdated?: UsageUpdatedResolvers<ContextType>;
};

