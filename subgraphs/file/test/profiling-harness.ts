import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@mas/kit/errors';
import { openTestJail, testProgramCache } from '@mas/kit/testing/test-jail';
import { testLogger } from '@mas/kit/testing/test-logger';
import { createChildProfiler, type ChildProfilerOptions } from '../src/profiling/child-profiler.ts';
import type { ColumnProfile, DatasetProfile } from '../src/profiling/dataset-profile.ts';

export interface ProfilingHarness extends AsyncDisposable {
  readonly directory: string;
  /** What is left in the scratch folder, but for the worker that waits. */
  readonly scratch: string;
  profile(content: string | Uint8Array): Promise<DatasetProfile>;
  profilePath(path: string, signal?: AbortSignal): Promise<DatasetProfile>;
  /** The code and the message of the refusal. */
  refusal(content: string | Uint8Array): Promise<{ code: string; message: string }>;
}

export async function startProfiling(
  options: Omit<ChildProfilerOptions, 'jail' | 'cacheDirectory' | 'logger'> = {},
): Promise<ProfilingHarness> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-profiling-test-'));
  const scratch = join(directory, 'scratch');
  const jail = await openTestJail(scratch);
  const profiler = await createChildProfiler({
    jail,
    cacheDirectory: testProgramCache,
    logger: testLogger,
    ...options,
  });
  const profilePath = async (path: string, signal?: AbortSignal) => {
    await using dataset = await profiler.profile({ path, ...(signal && { signal }) });
    return dataset.profile;
  };
  const profile = async (content: string | Uint8Array) => {
    const path = join(directory, 'input.csv');
    await writeFile(path, content);
    return profilePath(path);
  };
  return {
    directory,
    scratch,
    profile,
    profilePath,
    async refusal(content) {
      try {
        await profile(content);
      } catch (error) {
        if (error instanceof AppError) return { code: error.code, message: error.message };
        throw error;
      }
      throw new Error('The file was not refused');
    },
    async [Symbol.asyncDispose]() {
      await profiler.dispose();
      await jail.dispose();
      const left = await readdir(scratch);
      await rm(directory, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`Scratch folders were left: ${left.join(', ')}`);
    },
  };
}

export function column(profile: DatasetProfile, name: string): ColumnProfile {
  const found = profile.columns.find((candidate) => candidate.name === name);
  if (found === undefined)
    throw new Error(`No column ${name} among ${profile.columns.map((each) => each.name).join(', ')}`);
  return found;
}

export function types(profile: DatasetProfile): Record<string, string> {
  return Object.fromEntries(profile.columns.map(({ name, type }) => [name, type]));
}
