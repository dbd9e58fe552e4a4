import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Logger } from '@mas/kit/logger';
import { ensureProgram, jailedProgramSources } from '@mas/kit/sandbox/programs/program-cache';
import type { Engine } from '../engine.ts';
import { javascriptGuide } from './guide.ts';

export interface JavascriptEngineOptions {
  readonly cacheDirectory: string;
  readonly logger: Logger;
}

const judgeDirectory = dirname(createRequire(import.meta.url).resolve('@mas/kit/sql/sql-judge'));

/** JavaScript in a V8 isolate and SQL in DuckDB, both in one child process. Builds its program when it is not cached. */
export async function createJavascriptEngine({ cacheDirectory, logger }: JavascriptEngineOptions): Promise<Engine> {
  const directory = await ensureProgram(
    {
      name: 'javascript-engine',
      builder: join(import.meta.dirname, 'build', 'main.ts'),
      sources: [import.meta.dirname, judgeDirectory, ...jailedProgramSources],
      packages: [
        ...['isolated-vm', '@duckdb/node-api', 'acorn', 'esbuild', 'danfojs-node', '@tensorflow/tfjs-core'],
        ...['simple-statistics', 'jstat', 'compromise', 'ml-regression', 'ml-random-forest', 'ml-cart'],
        ...['ml-kmeans', 'ml-pca', 'ml-knn'],
      ],
    },
    { directory: cacheDirectory, logger },
  );
  return {
    name: 'javascript',
    language: 'javascript',
    guide: javascriptGuide,
    program: (memoryBytes) => ({
      name: 'kernel',
      executable: process.execPath,
      directory,
      args: (places) => [
        ...nodeFlags(places.directory),
        ...['engine.cjs', 'guest.snapshot'].map((file) => join(places.directory, file)),
      ],
      memoryBytes,
    }),
  };
}

/**
 * `--no-node-snapshot` is what isolated-vm asks for. The permission model is a wall of its own behind the isolate:
 * whoever got out of it finds a process that reads only its own program and starts nothing.
 */
function nodeFlags(directory: string): string[] {
  return [
    '--no-node-snapshot',
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    '--max-old-space-size=512',
    '--permission',
    '--allow-addons',
    `--allow-fs-read=${directory}`,
  ];
}
