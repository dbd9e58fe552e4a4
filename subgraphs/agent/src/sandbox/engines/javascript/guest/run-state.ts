import {
  addToSet,
  append,
  bareList,
  currentTime,
  eachOfSet,
  floor,
  RangeError,
  Set,
  sliceText,
} from './primordials.ts';
import { utf8Length } from './utf8.ts';

export interface GuestLimits {
  readonly outputBytes: number;
  readonly resultBytes: number;
  readonly artifacts: number;
  readonly artifactBytes: number;
  readonly variablesBytes: number;
  readonly maxDepth: number;
}

/** Receives what the guest produces while it runs. Only strings cross. */
export type Emit = (kind: 'output' | 'chart' | 'table', text: string, title: string) => void;

const flushAbove = 4096;
const flushEveryMs = 100;

/** What one piece of code has produced, held to the limits here, where it is cheap. The server holds to them again. */
export class RunState {
  result: string | undefined;
  readonly #notices = new Set<string>();
  readonly #limits: GuestLimits;
  readonly #emit: Emit;
  #pendingOutput = '';
  #outputBytes = 0;
  #artifacts = 0;
  // The first text goes out at once: what follows it may compute for long.
  #flushedAt = 0;

  constructor(limits: GuestLimits, emit: Emit) {
    this.#limits = limits;
    this.#emit = emit;
  }

  /** A sentence for whoever reads the outcome; said once. */
  note(notice: string): void {
    addToSet(this.#notices, notice);
  }

  get notices(): readonly string[] {
    const list = bareList<string>();
    eachOfSet(this.#notices, (notice) => append(list, notice as string));
    return list;
  }

  print(text: string): void {
    const left = this.#limits.outputBytes - this.#outputBytes;
    if (left <= 0) return;
    const bytes = utf8Length(text);
    this.#outputBytes += bytes;
    // Four bytes a character at most: the cut is never above the limit.
    this.#pendingOutput += bytes <= left ? text : sliceText(text, 0, floor(left / 4));
    if (bytes > left) this.note(`The output was cut at ${this.#limits.outputBytes / 1024} KiB.`);
    if (this.#pendingOutput.length > flushAbove || currentTime() - this.#flushedAt > flushEveryMs) this.flush();
  }

  flush(): void {
    const text = this.#pendingOutput;
    this.#pendingOutput = '';
    this.#flushedAt = currentTime();
    if (text !== '') this.#emit('output', text, '');
  }

  /** @throws RangeError when the artifact is too large to be kept: the code can do something about it. */
  addArtifact(kind: 'chart' | 'table', title: string, json: string): void {
    if (utf8Length(json) > this.#limits.artifactBytes) {
      const mebibytes = this.#limits.artifactBytes / 1024 ** 2;
      throw new RangeError(`${kind}: more than ${mebibytes} MiB of data. Aggregate it with sql() first.`);
    }
    if (this.#artifacts >= this.#limits.artifacts) {
      this.note(`Only the first ${this.#limits.artifacts} charts and tables were kept.`);
      return;
    }
    this.#artifacts += 1;
    this.flush();
    this.#emit(kind, json, title);
  }

  setResult(
    json: string,
    shorten: (maxBytes: number) => { json: string; kept: number; total: number } | undefined,
  ): void {
    const { resultBytes } = this.#limits;
    if (utf8Length(json) <= resultBytes) {
      this.result = json;
      return;
    }
    const shortened = shorten(resultBytes);
    this.result = shortened?.json;
    this.note(
      shortened
        ? `The result was cut to its first ${shortened.kept} of ${shortened.total} items (limit ${resultBytes / 1024} KiB).`
        : `The result was larger than ${resultBytes / 1024} KiB and was dropped: give result() a summary.`,
    );
  }
}
