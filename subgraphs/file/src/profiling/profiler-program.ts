import { join } from 'node:path';
import type { Logger } from '@mas/kit/logger';
import type { JailedProgram } from '@mas/kit/sandbox/jails/jail';
import { ensureProgram, jailedProgramSources } from '@mas/kit/sandbox/programs/program-cache';

export interface ProfilerProgramOptions {
  /** Where the built program is kept. */
  readonly cacheDirectory: string;
  readonly memoryBytes: number;
  readonly logger: Logger;
}

/** The program that reads uploads: built when it is not cached. */
export async function createProfilerProgram({
  cacheDirectory,
  memoryBytes,
  logger,
}: ProfilerProgramOptions): Promise<JailedProgram> {
  const directory = await ensureProgram(
    {
      name: 'profiler',
      builder: join(import.meta.dirname, 'build', 'main.ts'),
      sources: [import.meta.dirname, ...jailedProgramSources],
      packages: ['esbuild', '@duckdb/node-api', 'iconv-lite', 'zod'],
    },
    { directory: cacheDirectory, logger },
  );
  return {
    name: 'profiler',
    executable: process.execPath,
    directory,
    args: ({ directory: own, data, scratch }) => [
      ...['--no-warnings', '--disallow-code-generation-from-strings', '--max-old-space-size=512'],
      ...['--permission', '--allow-addons', `--allow-fs-write=${scratch}`],
      ...[own, data, scratch].map((path) => `--allow-fs-read=${path}`),
      join(own, 'profiler.cjs'),
    ],
    memoryBytes,
  };
}
