import type { ChartScript } from '@mas/agent/export/chart-script/chart-script';
import { createLogger } from '@mas/kit/logger';
import { buildCacheDirectory } from '../../env.ts';
import type { Artifact } from '../graph/run-event.ts';

/** What draws charts in their pages; kept between runs. */
export async function loadChartScript(): Promise<ChartScript> {
  const { createChartScript } = await import('@mas/agent/export/chart-script/chart-script');
  const logger = createLogger({ service: 'ask', level: 'error' });
  return createChartScript({ cacheDirectory: buildCacheDirectory, logger });
}

/** A page that shows a Vega-Lite chart from a file, as an export does: with all it needs inside, and nothing that it could load. */
export async function chartPage(
  { title, spec, svg, png }: Artifact & { readonly spec: object },
  chartScript: ChartScript,
): Promise<string> {
  const { chartToHtml } = await import('@mas/agent/export/html/to-html');
  const chart = {
    kind: 'chart',
    title,
    spec: { ...spec },
    svg: svg ?? '',
    png: Buffer.from(png ?? '', 'base64'),
  } as const;
  return chartToHtml(chart, chartScript);
}
