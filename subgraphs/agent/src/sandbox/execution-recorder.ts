import { visibleName } from '@mas/kit/visible-text';
import type { z } from 'zod';
import { maxDepth } from './kernel-limits.ts';
import type { EngineMessage } from './kernel-messages.ts';
import type { Execution, ExecutionArtifact, ExecutionError, JsonValue, KernelLimits } from './sandbox.ts';
import { chartSpec, tableContent } from './artifact-schemas.ts';
import { parseUntrustedJson } from './untrusted-json.ts';
import { withVisibleTitles } from './visible-titles.ts';

type ArtifactMessage = Extract<EngineMessage, { type: 'artifact' }>;
type DoneMessage = Extract<EngineMessage, { type: 'done' }>;

export interface RecorderOptions {
  readonly limits: KernelLimits;
  readonly onOutput: ((text: string) => void) | undefined;
}

/** Collects what one piece of code sends, and holds it to the limits whatever the engine claims. */
export class ExecutionRecorder {
  readonly #limits: KernelLimits;
  readonly #onOutput: ((text: string) => void) | undefined;
  readonly #startedAt = performance.now();
  readonly #artifacts: ExecutionArtifact[] = [];
  readonly #notices = new Set<string>();
  #output = '';
  #outputBytes = 0;

  constructor({ limits, onOutput }: RecorderOptions) {
    this.#limits = limits;
    this.#onOutput = onOutput;
  }

  addOutput(text: string): void {
    const left = this.#limits.outputBytes - this.#outputBytes;
    const bytes = Buffer.from(text);
    this.#outputBytes += bytes.length;
    if (left <= 0) return;
    // A character cut in half becomes U+FFFD, which is dropped.
    const kept =
      bytes.length <= left
        ? text
        : bytes
            .subarray(0, left)
            .toString('utf8')
            .replace(/\ufffd$/, '');
    if (bytes.length > left) this.#notices.add(`The output was cut at ${this.#limits.outputBytes / 1024} KiB.`);
    this.#output += kept;
    this.#onOutput?.(kept);
  }

  addArtifact({ kind, title: given }: ArtifactMessage, attachment: Buffer | undefined): void {
    const title = visibleName(given);
    if (this.#artifacts.length >= this.#limits.artifacts) {
      this.#notices.add(`Only the first ${this.#limits.artifacts} charts and tables were kept.`);
      return;
    }
    const content = this.#parse(`The ${kind} "${title}"`, attachment, this.#limits.artifactBytes);
    if (content === undefined) return;
    if (kind === 'chart') {
      this.#keep(title, chartSpec.safeParse(content), (spec) => ({
        kind: 'chart',
        title,
        spec: withVisibleTitles(spec),
      }));
    } else {
      this.#keep(title, tableContent.safeParse(content), (table) => ({ kind: 'table', title, ...table }));
    }
  }

  finish({ error, notices }: DoneMessage, attachment: Buffer | undefined): Execution {
    const result = attachment && this.#parse('The result', attachment, this.#limits.resultBytes);
    return {
      ok: error === undefined,
      ...(error ? { error: executionError(error) } : {}),
      output: this.#output,
      ...(result === undefined ? {} : { result }),
      artifacts: this.#artifacts,
      notices: [...new Set([...notices, ...this.#notices])],
      durationMs: Math.round(performance.now() - this.#startedAt),
    };
  }

  #keep<T>(title: string, parsed: z.ZodSafeParseResult<T>, make: (content: T) => ExecutionArtifact): void {
    if (parsed.success) this.#artifacts.push(make(parsed.data));
    else this.#notices.add(`"${title}" was dropped: it does not have the form of a chart or a table.`);
  }

  #parse(what: string, attachment: Buffer | undefined, maxBytes: number): JsonValue | undefined {
    if (!attachment || attachment.length > maxBytes) {
      this.#notices.add(`${what} was dropped: it is larger than ${maxBytes / 1024} KiB.`);
      return undefined;
    }
    try {
      const { value, droppedKeys } = parseUntrustedJson(attachment.toString('utf8'), maxDepth + 4);
      if (droppedKeys)
        this.#notices.add(`${what} had keys that are not allowed (such as __proto__); they were dropped.`);
      return value;
    } catch (error) {
      this.#notices.add(`${what} was dropped: ${error instanceof Error ? error.message : 'it cannot be read'}.`);
      return undefined;
    }
  }
}

function executionError({ name, message, line, stack }: NonNullable<DoneMessage['error']>): ExecutionError {
  return { name, message, ...(line === undefined ? {} : { line }), ...(stack === undefined ? {} : { stack }) };
}
