import { join } from 'node:path';
import type { Logger } from '@mas/kit/logger';
import { ChildPool } from '@mas/kit/sandbox/child-pool';
import type { Jail, JailedProgram } from '@mas/kit/sandbox/jails/jail';
import { ensureProgram, jailedProgramSources } from '@mas/kit/sandbox/programs/program-cache';
import { findChartFonts } from './chart-fonts.ts';
import type { Fonts } from './child/draw-png.ts';
import { chartLimits } from './chart-limits.ts';
import { rendererMessage } from './chart-messages.ts';
import type { ChartRenderer } from './chart-renderer.ts';
import { JailedChartRenderer } from './jailed-chart-renderer.ts';

export interface ChartRendererConfig {
  /** Tried out; outlives the renderer. */
  readonly jail: Jail;
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
  const { jail, cacheDirectory, logger, timeoutMs = 10_000, memoryBytes = 768 * mebibyte } = config;
  const [directory, fonts] = await Promise.all([
    ensureProgram(
      {
        name: 'chart-renderer',
        builder: join(import.meta.dirname, 'build', 'main.ts'),
        sources: [import.meta.dirname, ...jailedProgramSources],
        packages: ['esbuild', 'vega', 'vega-lite', 'vega-interpreter', '@resvg/resvg-js'],
      },
      { directory: cacheDirectory, logger },
    ),
    findChartFonts(),
  ]);
  if (fonts.files.length === 0) logger.warn('No font was found: pictures of charts will lack their text');
  const program = rendererProgram(directory, fonts, memoryBytes);
  const spare = new ChildPool({
    jail,
    logger,
    program,
    caps: { jsonBytes: mebibyte, binaryBytes: Math.max(chartLimits.svgBytes, chartLimits.pngBytes) },
    onReady: (body) => {
      if (rendererMessage.parse(body).type !== 'ready') throw new Error('The renderer did not say that it is ready');
    },
  });
  spare.prepare();
  return new JailedChartRenderer({ spare, timeoutMs, memoryBytes, places: chartsAtOnce });
}

function rendererProgram(directory: string, fonts: Fonts, memoryBytes: number): JailedProgram {
  const heapMebibytes = Math.floor((memoryBytes * 0.6) / mebibyte);
  const flags = [
    ...['--no-warnings', '--disallow-code-generation-from-strings', `--max-old-space-size=${heapMebibytes}`],
    ...['--permission', '--allow-addons'],
  ];
  return {
    name: 'renderer',
    executable: process.execPath,
    directory,
    args: (places) => [
      ...flags,
      `--allow-fs-read=${places.directory}`,
      join(places.directory, 'renderer.cjs'),
      JSON.stringify(fonts),
    ],
    files: fonts.files,
    memoryBytes,
  };
}
