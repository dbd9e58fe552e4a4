import type { Logger } from '@mas/kit/logger';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureProgram } from '@mas/kit/sandbox/programs/program-cache';

/** The script that draws a document's charts in a browser: Vega in one piece, without a network. */
export interface ChartScript {
  /** It can stand in a script element as it is. Built when it is first asked for. */
  read(): Promise<string>;
}

export function createChartScript(options: {
  /** Shared by any number of servers, kept between starts. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
}): ChartScript {
  let reading: Promise<string> | undefined;
  return {
    read() {
      reading ??= build(options).catch((error: unknown) => {
        reading = undefined;
        throw error;
      });
      return reading;
    },
  };
}

async function build({ cacheDirectory, logger }: Parameters<typeof createChartScript>[0]): Promise<string> {
  const directory = await ensureProgram(
    {
      name: 'export-charts',
      builder: join(import.meta.dirname, 'build.ts'),
      sources: [import.meta.dirname],
      packages: ['esbuild', 'vega', 'vega-lite', 'vega-embed', 'vega-interpreter', 'vega-tooltip'],
    },
    { directory: cacheDirectory, logger },
  );
  return readFile(join(directory, 'charts.js'), 'utf8');
}
