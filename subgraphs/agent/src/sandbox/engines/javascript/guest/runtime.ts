import { ownDanfo, type GuestLibraries } from './danfo.ts';
import { describeError, type DescribedError } from './describe-error.ts';
import { createGuestApi, defineLazyFrame } from './guest-api.ts';
import {
  apply,
  bare,
  defineProperty,
  deleteProperty,
  freeze,
  get,
  globalObject,
  keysOf,
  parseJson,
  whenSettled,
  writeJson,
} from './primordials.ts';
import type { AskDatabase } from './query.ts';
import { seededRandom } from './random.ts';
import { RunState, type Emit, type GuestLimits } from './run-state.ts';
import type { Timers } from './timers.ts';
import { Variables } from './variables.ts';

/** The host's end of the database: a reference of isolated-vm, whose call blocks this isolate and no other. */
interface DatabaseReference {
  readonly applySyncPromise: (receiver: undefined, args: readonly string[], options: object) => string;
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
const callOptions: object = freeze(bare({}));
const timersNotice =
  'Timers were still set when the code ended or was stopped. They do not run any more: await what they are for.';

function takeGlobal(name: string): unknown {
  const value: unknown = get(globalObject, name);
  deleteProperty(globalObject, name);
  return value;
}

// Set by the two scripts before this one; nobody else has run yet.
const timers = takeGlobal('guestTimers') as Timers;
const libraries = takeGlobal('guestLibraries') as GuestLibraries;

/** Each piece has progress of its own: one that was stopped may still settle while a later one runs. */
interface PieceProgress {
  settled: boolean;
  failure: DescribedError | undefined;
}

function follow(piece: () => Promise<unknown>): PieceProgress {
  const progress: PieceProgress = { settled: false, failure: undefined };
  const onResolved = (): void => {
    progress.settled = true;
  };
  whenSettled(piece(), onResolved, (thrown) => fail(progress, thrown));
  return progress;
}

/** Described at once, within the time of the piece: the description may be code that does not end. */
function fail(progress: PieceProgress, thrown: unknown): void {
  if (progress.settled) return;
  progress.failure = describeError(thrown);
  progress.settled = true;
}

function createAsk(database: DatabaseReference, run: () => RunState): AskDatabase {
  const askSync: unknown = get(database, 'applySyncPromise');
  return (kind, text, parameters) => {
    run().flush();
    const answer: unknown = apply(askSync as () => unknown, database, [
      undefined,
      [kind, text, parameters],
      callOptions,
    ]);
    return answer as string; // the host's own answer
  };
}

function connect(database: DatabaseReference, emit: Emit, limitsJson: string): GuestControl {
  for (const name of removedGlobals) deleteProperty(globalObject, name);
  Math.random = seededRandom(seed);
  const limits = parseJson(limitsJson) as GuestLimits;
  let run = new RunState(limits, emit);
  let progress: PieceProgress = { settled: true, failure: undefined };
  let saved = '{}';
  const ask = createAsk(database, () => run);
  const dfd = ownDanfo(libraries.dfd);
  const options = { libraries, dfd, ask, run: () => run, maxDepth: limits.maxDepth };
  const api = createGuestApi(options);
  const apiNames = keysOf(api);
  const installApi = (): void => {
    for (let index = 0; index < apiNames.length; index += 1) {
      const name = apiNames[index] ?? '';
      defineProperty(
        globalObject,
        name,
        bare({ value: api[name], writable: true, configurable: true, enumerable: false }),
      );
    }
  };
  installApi();
  defineLazyFrame(options);
  const variables = new Variables(dfd, [...removedGlobals, 'guestTimers', 'guestLibraries']);

  return {
    start(piece, names) {
      run = new RunState(limits, emit);
      installApi();
      variables.declare(parseJson(names) as string[]);
      progress = follow(piece);
    },
    advance() {
      if (progress.settled) return 'settled';
      try {
        return timers.runNext() ? 'pending' : 'stuck';
      } catch (thrown) {
        fail(progress, thrown);
        return 'settled';
      }
    },
    finish() {
      if (timers.clearAll()) run.note(timersNotice);
      run.flush();
      const { result, notices } = run;
      const report: PieceReport = bare({
        ...(progress.failure ? { error: progress.failure } : {}),
        notices,
        hasResult: result !== undefined,
      });
      return writeJson(report);
    },
    takeResult: () => run.result,
    save() {
      const { json, names, dropped } = variables.save(limits.variablesBytes);
      saved = json;
      return writeJson(bare({ names, dropped }));
    },
    takeSaved: () => saved,
    restore: (json) => writeJson(variables.restore(json)),
  };
}

defineProperty(globalObject, 'connectGuest', bare({ value: connect, configurable: true }));
