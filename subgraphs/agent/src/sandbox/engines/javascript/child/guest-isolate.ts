import ivm from 'isolated-vm';
import type { GuestControl, PieceReport } from '../guest/runtime.ts';
import type { GuestLimits } from '../guest/run-state.ts';
import { columnOffset, transformPiece } from './transform.ts';

export interface GuestHost {
  /** Answers with `R` and JSON, or with `E` and a message. Never rejects. */
  query(kind: string, text: string, parameters: string): Promise<string>;
  emit(kind: string, text: string, title: string): void;
}

export interface GuestIsolateOptions {
  readonly snapshot: ArrayBuffer;
  readonly memoryBytes: number;
  readonly host: GuestHost;
}

export interface PieceOutcome {
  readonly error?: { readonly name: string; readonly message: string; readonly line?: number; readonly stack?: string };
  readonly notices: readonly string[];
  /** JSON text. */
  readonly result?: string;
}

export interface SavedState {
  readonly names: readonly string[];
  readonly dropped: readonly { readonly name: string; readonly reason: string }[];
  readonly json: string;
}

const housekeepingTimeoutMs = 10_000;
const finishTimeoutMs = 2000;
/**
 * A call with a time limit leaves a timer of isolated-vm behind until the limit is over, also when it took no time. Those of one
 * moment are freed by recursion (https://github.com/laverdet/isolated-vm/issues/572): some 75,000 overflow the 8 MiB stack of
 * their thread on Linux, and a few thousand would elsewhere. So no more than this many calls of a piece have a limit of their own.
 */
const limitedTurns = 500;
/** How late an unlimited call may be before it is taken for one that does not end. */
const unlimitedGraceMs = 250;

type GuestMethods = { readonly [Name in keyof GuestControl]: ivm.Reference<GuestControl[Name]> };
const methodNames = ['start', 'advance', 'finish', 'takeResult', 'save', 'takeSaved', 'restore'] as const;

/** The isolate in which generated code runs. Nothing but strings ever crosses its border. */
export class GuestIsolate {
  readonly #isolate: ivm.Isolate;
  readonly #context: ivm.Context;
  readonly #host: GuestHost;
  #methods: GuestMethods | undefined;
  #pieces = 0;

  constructor({ snapshot, memoryBytes, host }: GuestIsolateOptions) {
    this.#host = host;
    this.#isolate = new ivm.Isolate({
      snapshot: new ivm.ExternalCopy(snapshot),
      memoryLimit: Math.max(64, Math.floor(memoryBytes / 1024 ** 2)),
      // The isolate cannot be trusted any more; the server learns of it from the process's end.
      onCatastrophicError: () => process.kill(process.pid, 'SIGKILL'),
    });
    this.#context = this.#isolate.createContextSync();
  }

  get isDisposed(): boolean {
    return this.#isolate.isDisposed;
  }

  connect(limits: GuestLimits): void {
    const query = new ivm.Reference((kind: unknown, text: unknown, parameters: unknown) =>
      this.#host.query(String(kind), String(text), String(parameters)),
    );
    const emit = new ivm.Callback((kind: unknown, text: unknown, title: unknown) => {
      this.#host.emit(String(kind), String(text), String(title));
    });
    const connect = 'return globalThis.connectGuest($0, $1, $2)';
    // evalClosureSync types its result as what was asked for only when the options are literal types.
    const control = this.#context.evalClosureSync(connect, [query, emit, JSON.stringify(limits)], {
      result: { reference: true },
    }) as ivm.Reference<GuestControl>;
    const methods = methodNames.map((name) => [name, control.getSync(name, { reference: true })]);
    this.#methods = Object.fromEntries(methods) as GuestMethods; // one for each name
  }

  /** Runs one piece of code to its end, within the time. Code that fails is an outcome, never a rejection. */
  async run(code: string, timeoutMs: number): Promise<PieceOutcome> {
    this.#pieces += 1;
    const file = `code-${this.#pieces}.js`;
    const deadline = performance.now() + timeoutMs;
    const left = (): number => Math.max(1, Math.ceil(deadline - performance.now()));
    let interruption: PieceOutcome['error'];
    try {
      const piece = transformPiece(code);
      const script = await this.#isolate.compileScript(piece.code, { filename: file, columnOffset: -columnOffset });
      const entry = await script.run(this.#context, { timeout: left(), reference: true });
      await this.#call('start', [entry.derefInto(), JSON.stringify(piece.names)], left());
      await this.#advance(left);
    } catch (error) {
      interruption = this.#describeInterruption(error, { timeoutMs, isOver: left() <= 1, file });
    }
    return this.#outcome(file, interruption);
  }

  /** Nothing of the variables when reading them does not end: code of theirs runs, which computes their parts. */
  async save(): Promise<SavedState> {
    try {
      const report = JSON.parse(await this.#call('save', [], housekeepingTimeoutMs)) as Omit<SavedState, 'json'>;
      return { ...report, json: await this.#call('takeSaved', [], housekeepingTimeoutMs) };
    } catch (error) {
      const reason = this.#isolate.isDisposed
        ? 'reading the variables needed more memory than there is'
        : `reading the variables took longer than ${housekeepingTimeoutMs / 1000} s, or failed: ${String(error)}`;
      return { names: [], dropped: [{ name: 'all', reason: reason.slice(0, 300) }], json: '{}' };
    }
  }

  /** Returns the names that could not be restored. */
  async restore(json: string): Promise<readonly string[]> {
    return JSON.parse(await this.#call('restore', [json], housekeepingTimeoutMs)) as string[];
  }

  /** Lets timers run, one a call: the promises of each are settled before the next. */
  async #advance(left: () => number): Promise<void> {
    for (let turns = 0; ; turns += 1) {
      const state = turns < limitedTurns ? await this.#call('advance', [], left()) : await this.#advanceUnlimited(left);
      if (state === 'settled') return;
      if (state === 'stuck') throw new Error('The code awaits a promise that nothing will ever settle.');
      if (left() <= 1) throw new Error(timedOut);
    }
  }

  /** Gives up the whole isolate when a callback does not end: nothing less stops a call that has no limit. */
  async #advanceUnlimited(left: () => number): Promise<string> {
    const deadline = setTimeout(() => this.#isolate.dispose(), left() + unlimitedGraceMs);
    try {
      return await this.#call('advance', [], undefined);
    } finally {
      clearTimeout(deadline);
    }
  }

  async #outcome(file: string, interruption: PieceOutcome['error']): Promise<PieceOutcome> {
    if (this.#isolate.isDisposed) return { ...(interruption ? { error: interruption } : {}), notices: [] };
    try {
      const report = JSON.parse(await this.#call('finish', [], finishTimeoutMs)) as PieceReport;
      const error = interruption ?? (report.error ? locate(report.error, file) : undefined);
      const result = report.hasResult ? await this.#call('takeResult', [], finishTimeoutMs) : undefined;
      return {
        ...(error ? { error } : {}),
        ...(result === undefined ? {} : { result }),
        notices: report.notices,
      };
    } catch (error) {
      const isOver = !this.#isolate.isDisposed;
      const late = this.#describeInterruption(error, { timeoutMs: finishTimeoutMs, isOver, file });
      return { error: interruption ?? late, notices: [] };
    }
  }

  async #call(name: keyof GuestControl, args: ivm.Transferable[], timeout: number | undefined): Promise<string> {
    if (!this.#methods) throw new Error('The isolate is not connected');
    const options = timeout === undefined ? {} : { timeout };
    const answer: unknown = await this.#methods[name].apply(undefined, args as never, options);
    return typeof answer === 'string' ? answer : '';
  }

  /**
   * What isolated-vm throws at its host: interruptions, and rejections that the code left unhandled. Their words can be anybody's:
   * an interruption is one by the clock and by the isolate's state.
   */
  #describeInterruption(
    thrown: unknown,
    { timeoutMs, isOver, file }: Interruption,
  ): NonNullable<PieceOutcome['error']> {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (this.#isolate.isDisposed) return isOver ? timeoutError(timeoutMs, ` ${lostVariables}`) : memoryError();
    if (isOver && error.message.includes(timedOut)) return timeoutError(timeoutMs, '');
    if (error instanceof SyntaxError) return syntaxError(error);
    return locate({ name: error.name, message: error.message, stack: error.stack ?? '' }, file);
  }
}

interface Interruption {
  readonly timeoutMs: number;
  /** Whether the time was up. */
  readonly isOver: boolean;
  readonly file: string;
}

const timedOut = 'Script execution timed out.';
const lostVariables = 'All variables are lost.';

function timeoutError(timeoutMs: number, consequence: string): NonNullable<PieceOutcome['error']> {
  const message = `The code did not end within ${timeoutMs / 1000} s and was stopped.${consequence}`;
  return { name: 'TimeoutError', message };
}

function memoryError(): NonNullable<PieceOutcome['error']> {
  const message = `The code needed more memory than it may use. ${lostVariables} Aggregate with sql() instead.`;
  return { name: 'MemoryError', message };
}

/** Acorn appends the position to the message and has it as `loc` too. */
function syntaxError(
  error: SyntaxError & { readonly loc?: { readonly line: number } },
): NonNullable<PieceOutcome['error']> {
  const isImport = /'import' and 'export'|import\.meta/.test(error.message);
  const message = isImport
    ? 'import is not available: the libraries are globals (dfd, ss, jStat, ml, nlp)'
    : error.message.replace(/ \(\d+:\d+\)$/, '');
  return { name: 'SyntaxError', message, ...(error.loc ? { line: error.loc.line } : {}) };
}

/** The line in the piece that ran, and of the stack only what lies in generated code. */
function locate(error: NonNullable<PieceReport['error']>, file: string): NonNullable<PieceOutcome['error']> {
  const frames = error.stack.split('\n').filter((frame) => /code-\d+\.js:\d+/.test(frame));
  const line = frames.map((frame) => frame.split(`${file}:`)[1]).find((rest) => rest !== undefined);
  const number = line === undefined ? Number.NaN : Number.parseInt(line, 10);
  return {
    name: error.name,
    message: error.message,
    ...(Number.isInteger(number) && number > 0 ? { line: number } : {}),
    ...(frames.length > 0 ? { stack: frames.join('\n') } : {}),
  };
}
