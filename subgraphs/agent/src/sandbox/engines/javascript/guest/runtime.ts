import type { GuestLibraries } from './danfo.ts';
import { describeError, type DescribedError } from './describe-error.ts';
import { createGuestApi, defineLazyFrame } from './guest-api.ts';
import type { AskDatabase } from './query.ts';
import { seededRandom } from './random.ts';
import { RunState, type Emit, type GuestLimits } from './run-state.ts';
import type { Timers } from './timers.ts';
import { Variables } from './variables.ts';

/** The host's end of the database: a reference of isolated-vm, whose call blocks this isolate and no other. */
interface DatabaseReference {
  applySyncPromise(receiver: undefined, args: readonly string[], options: object): string;
}

/** What the host holds of a guest. Every call takes and gives strings; every call of the host has a time limit. */
export interface GuestControl {
  /** Begins a piece of code: an async function that its transform made, and the names that it declares. */
  start(piece: () => Promise<unknown>, names: string): void;
  /** Lets a timer's callback run. Tells whether the piece has `settled`, may go on (`pending`), or waits for nothing. */
  advance(): 'settled' | 'pending' | 'stuck';
  /** Hands over what is still buffered, and the report of the piece. */
  finish(): string;
  takeResult(): string | undefined;
  save(): string;
  takeSaved(): string;
  restore(json: string): string;
}

export interface PieceReport {
  readonly error?: DescribedError;
  readonly notices: readonly string[];
  readonly hasResult: boolean;
}

const seed = 42;
// Shared memory and WebAssembly: the isolate's limit does not count their memory. Not removed before the snapshot,
// because V8 completes these objects when it makes a context from one.
const removedGlobals = ['connectGuest', 'WebAssembly', 'SharedArrayBuffer', 'Atomics'];
// Read from a null prototype: nothing that generated code puts on Object.prototype can add an option.
const callOptions: object = Object.freeze({ __proto__: null });

function takeGlobal(name: string): unknown {
  const value: unknown = Reflect.get(globalThis, name);
  Reflect.deleteProperty(globalThis, name);
  return value;
}

// Set by the two scripts before this one; nobody else has run yet.
const timers = takeGlobal('guestTimers') as Timers;
const libraries = takeGlobal('guestLibraries') as GuestLibraries;
// Taken before generated code can replace it.
const promiseThen: (...args: never[]) => unknown = Reflect.get(Promise.prototype, 'then');
const { apply } = Reflect;

interface PieceProgress {
  settled: boolean;
  failure: { readonly thrown: unknown } | undefined;
}

/** Each piece has progress of its own: one that was stopped may still settle while a later one runs. */
function follow(piece: () => Promise<unknown>): PieceProgress {
  const progress: PieceProgress = { settled: false, failure: undefined };
  const onResolved = (): void => {
    progress.settled = true;
  };
  const onRejected = (thrown: unknown): void => {
    progress.settled = true;
    progress.failure = { thrown };
  };
  void apply(promiseThen, piece(), [onResolved, onRejected]);
  return progress;
}

function connect(database: DatabaseReference, emit: Emit, limitsJson: string): GuestControl {
  for (const name of removedGlobals) Reflect.deleteProperty(globalThis, name);
  Math.random = seededRandom(seed);
  const limits = JSON.parse(limitsJson) as GuestLimits;
  const ask: AskDatabase = (kind, text, parameters) => {
    run.flush();
    return database.applySyncPromise(undefined, [kind, text, parameters], callOptions);
  };
  let run = new RunState(limits, emit);
  let progress: PieceProgress = { settled: true, failure: undefined };
  let saved = '{}';
  const options = { libraries, ask, run: () => run, maxDepth: limits.maxDepth };
  const api = createGuestApi(options);
  const reserved = new Set(Object.keys(api));
  const variables = new Variables(libraries.dfd);
  const installApi = (): void => {
    for (const [name, value] of Object.entries(api)) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    }
  };
  installApi();
  defineLazyFrame(options);

  return {
    start(piece, names) {
      run = new RunState(limits, emit);
      installApi();
      variables.declare(JSON.parse(names) as string[]);
      progress = follow(piece);
    },
    advance() {
      if (progress.settled) return 'settled';
      return timers.runNext() ? 'pending' : 'stuck';
    },
    finish() {
      timers.clearAll();
      run.flush();
      const report: PieceReport = {
        ...(progress.failure ? { error: describeError(progress.failure.thrown) } : {}),
        notices: [...run.notices],
        hasResult: run.result !== undefined,
      };
      return JSON.stringify(report);
    },
    takeResult: () => run.result,
    save() {
      const { json, names, dropped } = variables.save(limits.variablesBytes, reserved);
      saved = json;
      return JSON.stringify({ names, dropped });
    },
    takeSaved: () => saved,
    restore: (json) => JSON.stringify(variables.restore(json)),
  };
}

Object.defineProperty(globalThis, 'connectGuest', { value: connect, configurable: true });
