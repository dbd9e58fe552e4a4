import { join } from 'node:path';
import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { ChildPool } from '@mas/kit/sandbox/child-pool';
import type { JailedChild } from '@mas/kit/sandbox/jailed-child';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { openLeftFile } from '@mas/kit/sandbox/jails/open-left-file';
import { startWatchdog } from '@mas/kit/sandbox/watchdog';
import { createTurnstile } from '@mas/kit/turnstile';
import type { ProfiledDataset, Profiler, ProfileRequest } from './profiler.ts';
import { createProfilerProgram } from './profiler-program.ts';
import { type WorkerAnswer, workerAnswerSchema, type WorkerJob } from './worker-protocol.ts';

export interface ChildProfilerOptions {
  /** Tried out; outlives the profiler. Its scratch directory is as large as the largest upload, several times. */
  readonly jail: Jail;
  /** Where the built program is kept. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
  /** How long a worker may take. */
  readonly deadlineMs?: number;
  /** For DuckDB; the worker's whole process may take twice as much. */
  readonly memoryBytes?: number;
  /** How many work at once; others wait for their turn. */
  readonly maxWorkers?: number;
  readonly threads?: number;
}

const mebibyte = 1024 * 1024;
/** An upload in other words, regular, spilled and as Parquet. */
const scratchBytes = 16 * 1024 * mebibyte;
const caps = { jsonBytes: 64 * mebibyte, binaryBytes: 0 };

/** Profiles in jailed processes of one use each; one is always started ahead, so that nobody waits for it to start. */
export async function createChildProfiler(options: ChildProfilerOptions): Promise<Profiler> {
  const { jail, logger, deadlineMs = 180_000, memoryBytes = 1024 * mebibyte, maxWorkers = 2, threads = 2 } = options;
  const program = await createProfilerProgram({ ...options, memoryBytes: memoryBytes * 2 });
  const pool = new ChildPool({
    jail,
    program,
    caps,
    logger,
    onReady: (body) => {
      if (workerAnswerSchema.parse(body).outcome !== 'ready')
        throw new Error('The worker did not say that it is ready');
    },
  });
  const turnstile = createTurnstile(maxWorkers);
  const running = new Set<JailedChild>();
  const end = async (child: JailedChild): Promise<void> => {
    running.delete(child);
    await child.dispose();
  };
  pool.prepare();
  return {
    profile: ({ path, signal }: ProfileRequest) =>
      turnstile.pass(async () => {
        const child = await pool.take(signal).catch((error: unknown) => {
          signal?.throwIfAborted();
          throw unavailable(toError(error));
        });
        running.add(child);
        pool.prepare();
        try {
          const { places, scratch } = child.process;
          const input = await child.process.bind(path, 'upload');
          const job = {
            input,
            scratch: places.scratch,
            parquet: join(places.scratch, parquetName),
            memoryBytes,
            threads,
          };
          const answer = await ask(
            child,
            { type: 'profile', ...job },
            { deadlineMs, memoryBytes: program.memoryBytes, signal },
          );
          return {
            profile: profileOf(answer),
            openParquet: () => openLeftFile(join(scratch, parquetName)),
            [Symbol.asyncDispose]: () => end(child),
          } satisfies ProfiledDataset;
        } catch (error) {
          await end(child);
          signal?.throwIfAborted();
          logger.info({ error: toError(error) }, 'a file could not be profiled');
          throw asUploadError(error);
        }
      }, signal),
    async dispose() {
      await Promise.all([pool.dispose(), ...[...running].map(end)]);
    },
  };
}

const parquetName = 'dataset.parquet';

interface Limits {
  readonly deadlineMs: number;
  readonly memoryBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** Within the limits, past which the child is killed. @throws AppError with the reason of its end. */
async function ask(child: JailedChild, job: WorkerJob, limits: Limits): Promise<WorkerAnswer> {
  const { signal, ...bounds } = limits;
  const watchdog = startWatchdog({
    process: child.process,
    scratchBytes,
    reportedBytes: () => 0,
    onBreach: (reason) => child.end(reason),
    ...bounds,
  });
  const abort = () => void child.dispose();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    signal?.throwIfAborted();
    return await new Promise((resolve, reject) => {
      child.listen({ onMessage: (body) => resolve(workerAnswerSchema.parse(body)), onEnd: reject });
      child.send(job);
    });
  } finally {
    watchdog.stop();
    signal?.removeEventListener('abort', abort);
  }
}

function profileOf(answer: WorkerAnswer) {
  switch (answer.outcome) {
    case 'profiled':
      return answer.profile;
    case 'unsupported':
      throw new AppError('UNSUPPORTED_FILE', answer.message, { field: 'file' });
    case 'ready':
    case 'failed':
      throw unreadable(
        new Error(answer.outcome === 'failed' ? answer.message : 'The worker only said that it is ready'),
      );
  }
}

/** Why a worker ended, said of the upload. */
function asUploadError(error: unknown): AppError {
  if (!(error instanceof AppError)) return unreadable(error);
  const { code } = error;
  if (code === 'SANDBOX_TIMEOUT') {
    return new AppError('TIMEOUT', 'Reading the file took too long. Upload a smaller part of it.', { cause: error });
  }
  return code === 'SANDBOX_CRASHED' || code === 'SANDBOX_MEMORY' ? unreadable(error) : error;
}

/** What a worker could not read although nothing is known to be wrong with it; its own words are for the log. */
function unreadable(cause: unknown): AppError {
  return new AppError(
    'UNSUPPORTED_FILE',
    'The file could not be read as a CSV. Save it as CSV in UTF-8 and upload it again.',
    { field: 'file', cause: toError(cause) },
  );
}

function unavailable(cause: Error): AppError {
  return new AppError('UNAVAILABLE', 'Files cannot be read at the moment; try again shortly.', {
    cause,
    retryAfterSeconds: 5,
  });
}
