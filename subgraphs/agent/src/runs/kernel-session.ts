import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { type KeptVariables, noVariables } from '../memory/agent-memory.ts';
import type { DatasetFiles } from './find-datasets.ts';
import type { Execution, Kernel, Sandbox } from '../sandbox/sandbox.ts';

/** One run's use of the sandbox: a kernel that is opened when it is needed, and again when its process was lost. */
export interface KernelSession {
  /** Starts a kernel in the background, so that it is there when code is written. */
  warmUp(): void;
  /**
   * Runs code. A kernel that crashed or was ended by the watchdog is a failed execution, and the next code gets a fresh one.
   * @throws AppError NOT_FOUND when a file is gone, SANDBOX_UNAVAILABLE when no kernel can be had; the signal's reason when aborted.
   */
  run(code: string, timeoutMs: number): Promise<Execution>;
  /** No more code: saves the variables and ends the kernel in the background. */
  retire(): void;
  /** What `retire` saved; undefined when no kernel was retired or nothing could be saved. */
  savedVariables(): Promise<KeptVariables | undefined>;
  dispose(): Promise<void>;
}

export interface KernelSessionOptions {
  readonly sandbox: Sandbox;
  readonly runId: string;
  readonly userId: string;
  /** The files of the run's datasets, the first of them being table `data`. @throws AppError NOT_FOUND when one is gone. */
  readonly findDatasets: () => Promise<DatasetFiles>;
  /** What earlier runs of the session kept. */
  readonly loadVariables: () => Promise<KeptVariables>;
  /** Whether the run began in another kernel, whose variables are gone. */
  readonly isResumed: boolean;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

const restartNote = 'The sandbox was restarted: variables of earlier code are gone; compute again what is needed.';

export function createKernelSession(options: KernelSessionOptions): KernelSession {
  const { sandbox, runId, userId, signal, logger } = options;
  let opening: Promise<Kernel> | undefined;
  let opened: Kernel | undefined;
  let retiring: Promise<KeptVariables | undefined> | undefined;
  let isRestarted = options.isResumed;

  const open = (): Promise<Kernel> => {
    if (opening === undefined) {
      opening = openKernel(options).then((kernel) => (opened = kernel));
      opening.catch(() => undefined); // whoever runs code hears of it
    }
    return opening;
  };
  const discard = async (): Promise<void> => {
    const kernel = opened;
    const late = kernel === undefined ? opening?.then((one) => one.dispose()).catch(() => undefined) : undefined;
    opening = undefined;
    opened = undefined;
    await kernel?.dispose();
    if (!signal.aborted) await late; // nobody waits for a start that was called off: it ends by itself
  };
  const kill = () => void discard();
  signal.addEventListener('abort', kill, { once: true });

  const save = async (): Promise<KeptVariables | undefined> => {
    if (opening === undefined) return undefined;
    try {
      const kernel = await opening;
      const { bytes, names, dropped } = await kernel.saveVariables();
      if (dropped.length > 0) logger.info({ runId, dropped: dropped.length }, 'some variables could not be kept');
      return { engine: sandbox.description.engine, names, bytes };
    } catch (error) {
      if (!signal.aborted) logger.warn({ runId, userId, error: toError(error).message }, 'variables were not saved');
      return undefined;
    } finally {
      await discard();
    }
  };
  return {
    warmUp() {
      const kernel = open();
      kernel.catch(() => {
        if (opening === kernel) opening = undefined; // the first code tries again, and says what is wrong
      });
    },
    async run(code, timeoutMs) {
      const kernel = await open();
      try {
        const execution = await kernel.run(code, { timeoutMs, signal });
        return isRestarted ? withNote(execution) : execution;
      } catch (error) {
        signal.throwIfAborted();
        const name = error instanceof AppError ? lostKernelErrors[error.code] : undefined;
        if (name === undefined) throw error;
        await discard();
        isRestarted = true;
        return lostExecution(name, toError(error).message);
      }
    },
    retire: () => void (retiring ??= save()),
    savedVariables: () => retiring ?? Promise.resolve(undefined),
    async dispose() {
      signal.removeEventListener('abort', kill);
      await retiring;
      await discard();
    },
  };
}

/** Errors that end a kernel but not its run, under the names that an analyst reads. */
const lostKernelErrors: Readonly<Partial<Record<AppError['code'], string>>> = {
  SANDBOX_CRASHED: 'SandboxCrashed',
  SANDBOX_TIMEOUT: 'TimeoutError',
  SANDBOX_MEMORY: 'MemoryError',
};

async function openKernel(options: KernelSessionOptions): Promise<Kernel> {
  const { sandbox, runId, userId, signal, logger } = options;
  const [[dataset, ...otherDatasets], variables] = await Promise.all([options.findDatasets(), options.loadVariables()]);
  if (dataset === undefined) throw new Error('a run without a dataset');
  const kernelOptions = { runId, userId, dataset, otherDatasets, signal };
  const { bytes } = variables.engine === sandbox.description.engine ? variables : noVariables;
  if (bytes.byteLength === 0) return sandbox.open(kernelOptions);
  try {
    return await sandbox.open({ ...kernelOptions, variables: bytes });
  } catch (error) {
    signal.throwIfAborted();
    logger.warn({ runId, error: toError(error).message }, 'variables could not be restored');
    return sandbox.open(kernelOptions);
  }
}

function withNote(execution: Execution): Execution {
  const { ok, error } = execution;
  return ok || error === undefined
    ? execution
    : { ...execution, error: { ...error, message: `${error.message}\n${restartNote}` } };
}

function lostExecution(name: string, message: string): Execution {
  const error = { name, message: `${message}\n${restartNote}` };
  return { ok: false, error, output: '', artifacts: [], notices: [], durationMs: 0 };
}
