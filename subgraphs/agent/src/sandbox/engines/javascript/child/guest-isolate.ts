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

/** The isolate in which generated code runs. Nothing but strings ever crosses its border. */
export class GuestIsolate {
  readonly #isolate: ivm.Isolate;
  readonly #context: ivm.Context;
  readonly #host: GuestHost;
  #control: ivm.Reference<GuestControl> | undefined;
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
    this.#control = this.#context.evalClosureSync(connect, [query, emit, JSON.stringify(limits)], {
      result: { reference: true },
    }) as ivm.Reference<GuestControl>;
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
      interruption = describeInterruption(error, timeoutMs, file);
    }
    return this.#outcome(file, interruption);
  }

  async save(): Promise<SavedState> {
    const { names, dropped } = JSON.parse(await this.#call('save', [], housekeepingTimeoutMs)) as Omit<
      SavedState,
      'json'
    >;
    return { names, dropped, json: await this.#call('takeSaved', [], housekeepingTimeoutMs) };
  }

  /** Returns the names that could not be restored. */
  async restore(json: string): Promise<readonly string[]> {
    return JSON.parse(await this.#call('restore', [json], housekeepingTimeoutMs)) as string[];
  }

  async #advance(left: () => number): Promise<void> {
    for (;;) {
      const state = await this.#call('advance', [], left());
      if (state === 'settled') return;
      if (state === 'stuck') throw new Error('The code awaits a promise that nothing will ever settle.');
      if (left() <= 1) throw new Error(timedOut);
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
      return { error: interruption ?? describeInterruption(error, finishTimeoutMs, file), notices: [] };
    }
  }

  async #call(name: keyof GuestControl, args: ivm.Transferable[], timeout: number): Promise<string> {
    if (!this.#control) throw new Error('The isolate is not connected');
    const method = await this.#control.get(name, { reference: true });
    const answer: unknown = await method.apply(undefined, args as never, { timeout });
    return typeof answer === 'string' ? answer : '';
  }
}

const timedOut = 'Script execution timed out.';

/** What isolated-vm throws at its host: interruptions, and rejections that the code left unhandled. */
function describeInterruption(thrown: unknown, timeoutMs: number, file: string): NonNullable<PieceOutcome['error']> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.message.includes('execution timed out')) {
    return { name: 'TimeoutError', message: `The code did not end within ${timeoutMs / 1000} s and was stopped.` };
  }
  if (error.message.includes('memory limit') || error.message.includes('Isolate was disposed')) {
    return {
      name: 'MemoryError',
      message: 'The code needed more memory than it may use. All variables are lost. Aggregate with sql() instead.',
    };
  }
  if (error instanceof SyntaxError) return syntaxError(error);
  return locate({ name: error.name, message: error.message, stack: error.stack ?? '' }, file);
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
