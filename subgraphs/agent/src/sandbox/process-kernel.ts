import { AppError } from '@mas/kit/errors';
import { ExecutionRecorder } from './execution-recorder.ts';
import { maxCodeBytes } from './kernel-limits.ts';
import { engineMessage, type EngineMessage, type KernelRequest } from './kernel-messages.ts';
import type { JailedChild } from '@mas/kit/sandbox/jailed-child';
import type { JailedProcess } from '@mas/kit/sandbox/jails/jail';
import type {
  DatasetFile,
  Execution,
  Kernel,
  KernelLimits,
  KernelOptions,
  RunCodeOptions,
  SavedVariables,
} from './sandbox.ts';
import { startWatchdog } from '@mas/kit/sandbox/watchdog';

export interface ProcessKernelOptions {
  readonly child: JailedChild;
  readonly limits: KernelLimits;
  /** Called once, when the kernel's process and all of its files are gone. */
  readonly onDisposed: () => void;
}

type Settle = (message: EngineMessage, attachment: Buffer | undefined) => void;

interface Exchange {
  readonly settle: Settle;
  readonly reject: (reason: unknown) => void;
}

/** How long the child may take past its own deadline, which it keeps by itself whenever it can. */
const graceMs = 1500;
const openTimeoutMs = 120_000;
const saveTimeoutMs = 20_000;

/** A kernel over one jailed child. Requests run one after the other. */
export class ProcessKernel implements Kernel {
  readonly #child: JailedChild;
  readonly #limits: KernelLimits;
  readonly #onDisposed: () => void;
  #exchange: Exchange | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #reportedBytes = 0;
  #runs = 0;
  #disposal: Promise<void> | undefined;
  #endReason: unknown;
  #stopListening: () => void = () => undefined;

  constructor({ child, limits, onDisposed }: ProcessKernelOptions) {
    this.#child = child;
    this.#limits = limits;
    this.#onDisposed = onDisposed;
    child.listen({
      onMessage: (body, attachment) => this.#receive(body, attachment),
      onEnd: (reason) => this.#end(reason),
    });
  }

  /** Binds the datasets and restores variables. To be called once, before anything else. */
  async open({ dataset, otherDatasets = [], variables, signal }: KernelOptions): Promise<void> {
    const abort = (): void => this.#abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#stopListening = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    const datasets = await bindDatasets([dataset, ...otherDatasets], this.#child.process);
    const request = {
      type: 'open',
      datasets,
      scratch: this.#child.process.places.scratch,
      limits: this.#limits,
    } as const;
    await this.#ask(
      request,
      openTimeoutMs,
      (message, _attachment, resolve) => {
        if (message.type === 'opened') resolve(undefined);
      },
      variables,
    );
  }

  run(code: string, options: RunCodeOptions = {}): Promise<Execution> {
    return this.#enqueue(() => this.#run(code, options));
  }

  saveVariables(): Promise<SavedVariables> {
    return this.#enqueue(() =>
      this.#ask<SavedVariables>(
        { type: 'save', timeoutMs: saveTimeoutMs },
        saveTimeoutMs,
        (message, attachment, resolve) => {
          if (message.type !== 'saved') return;
          const bytes = attachment && attachment.length <= this.#limits.variablesBytes ? attachment : Buffer.from('{}');
          resolve({ bytes, names: message.names, dropped: message.dropped });
        },
      ),
    );
  }

  dispose(): Promise<void> {
    this.#stopListening();
    this.#disposal ??= this.#child.dispose().finally(this.#onDisposed);
    return this.#disposal;
  }

  async #run(code: string, { timeoutMs, signal, onOutput }: RunCodeOptions): Promise<Execution> {
    const recorder = new ExecutionRecorder({ limits: this.#limits, onOutput });
    if (Buffer.byteLength(code) > maxCodeBytes) return refusedCode(recorder);
    const abort = (): void => this.#abort(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    this.#runs += 1;
    const run = this.#runs;
    const limitMs = timeoutMs ?? this.#limits.timeoutMs;
    try {
      return await this.#ask<Execution>(
        { type: 'run', run, code, timeoutMs: limitMs },
        limitMs + graceMs,
        (message, attachment, resolve) => {
          if (message.type === 'output') recorder.addOutput(message.text);
          else if (message.type === 'artifact') recorder.addArtifact(message, attachment);
          else if (message.type === 'done' && message.run === run) resolve(recorder.finish(message, attachment));
        },
      );
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined); // whoever asked is told; the next one begins all the same
    return result;
  }

  async #ask<T>(
    request: KernelRequest,
    deadlineMs: number,
    onMessage: (message: EngineMessage, attachment: Buffer | undefined, resolve: (value: T) => void) => void,
    attachment?: Uint8Array,
  ): Promise<T> {
    // Whatever a signal was aborted with is passed on as it is, an Error by convention.
    if (this.#endReason !== undefined) throw this.#endReason as Error;
    const watchdog = startWatchdog({
      process: this.#child.process,
      deadlineMs,
      memoryBytes: this.#limits.memoryBytes,
      reportedBytes: () => this.#reportedBytes,
      onBreach: (reason) => this.#child.end(reason),
    });
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#exchange = {
          reject,
          settle: (message, bytes) => {
            if (message.type === 'failed') reject(new AppError('SANDBOX_CRASHED', message.message));
            else onMessage(message, bytes, resolve);
          },
        };
        this.#child.send(request, attachment);
      });
    } finally {
      watchdog.stop();
      this.#exchange = undefined;
    }
  }

  #receive(body: unknown, attachment: Buffer | undefined): void {
    const message = engineMessage.parse(body);
    if (message.type === 'usage') this.#reportedBytes = message.residentBytes;
    else this.#exchange?.settle(message, attachment);
  }

  #abort(reason: unknown): void {
    this.#endReason ??= reason;
    void this.dispose();
  }

  #end(reason: AppError): void {
    this.#endReason ??= reason;
    this.#exchange?.reject(this.#endReason);
    void this.dispose();
  }
}

/** Each dataset under a constant name: no path of the server's is named inside. */
function bindDatasets(datasets: readonly DatasetFile[], child: JailedProcess): Promise<DatasetFile[]> {
  return Promise.all(
    datasets.map(async (dataset, index) => ({
      ...dataset,
      path: await child.bind(dataset.path, `dataset-${index + 1}.${dataset.format}`),
    })),
  );
}

function refusedCode(recorder: ExecutionRecorder): Execution {
  const error = { name: 'RangeError', message: `The code is longer than ${maxCodeBytes / 1024} KiB.` };
  return recorder.finish({ type: 'done', run: 0, error, notices: [] }, undefined);
}
