import { execFile, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { findBuild } from '../build/find-build.ts';

export interface PageBuild {
  /** Looks for a build of the sources as they are, and makes one if there is none. */
  start(): void;
  /** The folder of the build, as soon as it is there; rejects when it could not be made, and is tried anew the next time. */
  directory(): Promise<string>;
  /** Stops a build that is under way. */
  dispose(): Promise<void>;
}

export interface PageBuildOptions {
  readonly cacheDirectory: string;
  readonly buildDirectory?: string | undefined;
  readonly logger: Logger;
}

const program = join(import.meta.dirname, '../build.ts');

/** The page is built by a process of its own with the lowest priority: it must not slow the system that starts beside it. */
export function createPageBuild({ cacheDirectory, buildDirectory, logger }: PageBuildOptions): PageBuild {
  const abort = new AbortController();
  let building: Promise<string> | undefined;

  const make = async (): Promise<string> => {
    if (buildDirectory !== undefined) return buildDirectory;
    const found = await findBuild(cacheDirectory);
    if (found !== undefined) return found;
    logger.info('the page is being built');
    await runBuild(cacheDirectory, abort.signal);
    const made = await findBuild(cacheDirectory);
    if (made === undefined) throw new Error('the sources of the page changed while it was built');
    return made;
  };
  const directory = (): Promise<string> => {
    building ??= make().catch((error: unknown) => {
      building = undefined;
      if (!abort.signal.aborted) logger.error({ error: toError(error).message }, 'the page could not be built');
      throw error;
    });
    return building;
  };
  return {
    start: () => void directory().catch(() => undefined), // it is logged, and whoever asks for it is told
    directory,
    async dispose() {
      abort.abort();
      await building?.catch(() => undefined); // it ends because it is told to
    },
  };
}

function runBuild(cacheDirectory: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [program, cacheDirectory],
      { signal, env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' } },
      (error, _output, problems) => {
        if (error === null) resolve();
        else reject(new Error(problems.trim() === '' ? error.message : problems.trim(), { cause: error }));
      },
    );
    lowerPriority(child);
  });
}

function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    if (toError(error).name !== 'SystemError') throw error; // it has ended already
  }
}
