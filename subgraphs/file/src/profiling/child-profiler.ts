import { createTurnstile } from '@mas/kit/turnstile';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { ProfiledDataset, Profiler, ProfileRequest } from './profiler.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import type { WorkerAnswer } from './worker-protocol.ts';

export interface ChildProfilerOptions {
  /** Where workers keep what they make until it is stored; as large as the largest upload, several times. */
  readonly scratchDirectory: string;
  readonly logger: Logger;
  /** How long a worker may take. */
  readonly deadlineMs?: number;
  readonly memoryBytes?: number;
  /** How many work at once; others wait for their turn. */
  readonly maxWorkers?: number;
  readonly threads?: number;
}

interface Worker {
  readonly process: WorkerProcess;
  readonly scratch: string;
}

const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Profiles in processes of one use each; one is always started ahead, so that nobody waits for it to start. */
export async function createChildProfiler(options: ChildProfilerOptions): Promise<Profiler> {
  const {
    scratchDirectory,
    logger,
    deadlineMs = 180_000,
    memoryBytes = 1024 ** 3,
    maxWorkers = 2,
    threads = 2,
  } = options;
  await mkdir(scratchDirectory, { recursive: true, mode: 0o700 });
  await removeAbandoned(scratchDirectory);
  const turnstile = createTurnstile(maxWorkers);
  const running = new Set<Worker>();
  let isDisposed = false;

  const start = async (): Promise<Worker> => {
    const scratch = await mkdtemp(join(scratchDirectory, 'profile-'));
    const worker = { process: startWorker({ scratch, memoryBytes }), scratch };
    running.add(worker);
    return worker;
  };
  const end = async (worker: Worker): Promise<void> => {
    running.delete(worker);
    await worker.process.kill();
    await rm(worker.scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  let spare: Promise<Worker> | undefined;
  const prepareSpare = (): void => {
    if (isDisposed || spare !== undefined) return;
    spare = start();
    spare.catch((error: unknown) => logger.warn({ error: toError(error) }, 'no profile worker could be started ahead'));
  };
  const take = async (): Promise<Worker> => {
    const ahead = spare;
    spare = undefined; // before anything is awaited: a worker is for one
    const worker = await ahead?.catch(() => undefined); // logged when it failed
    if (worker?.process.isAlive() === true) return worker;
    if (worker !== undefined) await end(worker);
    return start();
  };
  prepareSpare();

  return {
    profile: ({ path, signal }: ProfileRequest) =>
      turnstile.pass(async () => {
        if (isDisposed) throw unavailable(new Error('The profiler is closed'));
        const worker = await take();
        const parquetPath = join(worker.scratch, 'dataset.parquet');
        const job = { input: path, scratch: worker.scratch, parquet: parquetPath, memoryBytes, threads };
        try {
          const answer = await runInTime(worker.process, () => worker.process.run(job), { deadlineMs, signal });
          const profile = unwrap(answer);
          return { profile, parquetPath, [Symbol.asyncDispose]: () => end(worker) } satisfies ProfiledDataset;
        } catch (error) {
          await end(worker);
          logger.info({ error: toError(error) }, 'a file could not be profiled');
          throw error;
        } finally {
          prepareSpare();
        }
      }, signal),
    async dispose() {
      isDisposed = true;
      await spare?.catch(() => undefined); // logged when it failed
      await Promise.all([...running].map(end));
    },
  };
}

interface Limits {
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

async function runInTime(
  worker: WorkerProcess,
  run: () => Promise<WorkerAnswer>,
  { deadlineMs, signal }: Limits,
): Promise<WorkerAnswer> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  const kill = () => void worker.kill();
  stop.addEventListener('abort', kill, { once: true });
  try {
    stop.throwIfAborted();
    return await run();
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted) {
      throw new AppError('TIMEOUT', 'Reading the file took too long. Upload a smaller part of it.', {
        cause: toError(error),
      });
    }
    throw error instanceof AppError ? error : crashed(error);
  } finally {
    stop.removeEventListener('abort', kill);
  }
}

function unwrap(answer: WorkerAnswer) {
  switch (answer.outcome) {
    case 'profiled':
      return answer.profile;
    case 'unsupported':
      throw new AppError('UNSUPPORTED_FILE', answer.message, { field: 'file' });
    case 'failed':
      throw crashed(new Error(answer.message));
  }
}

/** What a worker could not read although nothing is known to be wrong with it; its own words are for the log. */
function crashed(cause: unknown): AppError {
  return new AppError(
    'UNSUPPORTED_FILE',
    'The file could not be read as a CSV. Save it as CSV in UTF-8 and upload it again.',
    {
      field: 'file',
      cause: toError(cause),
    },
  );
}

function unavailable(cause: Error): AppError {
  return new AppError('UNAVAILABLE', 'Files cannot be read at the moment; try again shortly.', {
    cause,
    retryAfterSeconds: 5,
  });
}

/** What a process left that was killed. */
async function removeAbandoned(directory: string): Promise<void> {
  const oldest = Date.now() - abandonedAfterMs;
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const entry = await stat(path).catch(() => undefined); // another process was faster
    if (entry !== undefined && entry.mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
}
