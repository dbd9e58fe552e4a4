import { join } from 'node:path';
import type { Logger } from '@mas/kit/logger';
import { createProcessJail } from '../sandbox/jails/process-jail.ts';
import type { JailedProgram } from '../sandbox/jails/jail.ts';
import { ensureProgram } from '../sandbox/programs/program-cache.ts';
import { SpareChild } from '../sandbox/spare-child.ts';
import { findChartFonts } from './chart-fonts.ts';
import { chartLimits } from './chart-limits.ts';
import { rendererMessage } from './chart-messages.ts';
import type { ChartRenderer } from './chart-renderer.ts';
import { JailedChartRenderer } from './jailed-chart-renderer.ts';

export interface ChartRendererConfig {
  /** For private directories of the renderer's process. */
  readonly scratchDirectory: string;
  /** For the built renderer; shared by any number of servers, kept between starts. */
  readonly cacheDirectory: string;
  /** Wall clock of one chart. */
  readonly timeoutMs?: number;
  /** Resident memory of a renderer's process. */
  readonly memoryBytes?: number;
  readonly logger: Logger;
}

const mebibyte = 1024 * 1024;
const chartsAtOnce = 2;

/** A renderer in jailed processes of its own, started ahead and replaced when they had to be killed. */
export async function createChartRenderer(config: ChartRendererConfig): Promise<ChartRenderer> {
  const { scratchDirectory, cacheDirectory, logger, timeoutMs = 10_000, memoryBytes = 768 * mebibyte } = config;
  const sandboxDirectory = join(import.meta.dirname, '..', 'sandbox');
  const [jail, directory, fonts] = await Promise.all([
    createProcessJail({ scratchDirectory, name: 'renderer', logger }),
    ensureProgram(
      {
        name: 'chart-renderer',
        builder: join(import.meta.dirname, 'build', 'main.ts'),
        sources: [
          import.meta.dirname,
          join(sandboxDirectory, 'child'),
          join(sandboxDirectory, 'frames'),
          join(sandboxDirectory, 'programs'),
        ],
        packages: ['esbuild', 'vega', 'vega-lite', 'vega-interpreter', '@resvg/resvg-js'],
      },
      { directory: cacheDirectory, logger },
    ),
    findChartFonts(),
  ]);
  if (fonts.files.length === 0) logger.warn('No font was found: pictures of charts will lack their text');
  const program = rendererProgram(directory, JSON.stringify(fonts), memoryBytes);
  const spare = new SpareChild({
    jail,
    program,
    caps: { jsonBytes: mebibyte, binaryBytes: Math.max(chartLimits.svgBytes, chartLimits.pngBytes) },
    onReady: (body) => {
      if (rendererMessage.parse(body).type !== 'ready') throw new Error('The renderer did not say that it is ready');
    },
  });
  spare.prepare();
  return new JailedChartRenderer({ spare, timeoutMs, memoryBytes, places: chartsAtOnce });
}

function rendererProgram(directory: string, fonts: string, memoryBytes: number): JailedProgram {
  const heapMebibytes = Math.floor((memoryBytes * 0.6) / mebibyte);
  const flags = [
    ...['--no-warnings', '--disallow-code-generation-from-strings', `--max-old-space-size=${heapMebibytes}`],
    ...['--permission', '--allow-addons', `--allow-fs-read=${directory}`],
  ];
  return {
    name: 'renderer',
    executable: process.execPath,
    args: [...flags, join(directory, 'renderer.cjs'), fonts],
    memoryBytes,
  };
}
