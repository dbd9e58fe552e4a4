import { escapeHtml, scriptJson } from '@mas/kit/escape-html';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What draws a chart in a browser, as text to put into pages. */
export interface ChartLibraries {
  readonly vega: string;
  readonly vegaLite: string;
}

/** The builds of the installed packages that a browser takes without modules. */
export async function loadChartLibraries(): Promise<ChartLibraries> {
  const { resolve } = createRequire(import.meta.url);
  const [vega, vegaLite] = await Promise.all([
    readFile(join(dirname(resolve('vega')), 'vega.min.js'), 'utf8'),
    readFile(join(dirname(resolve('vega-lite')), 'vega-lite.min.js'), 'utf8'),
  ]);
  return { vega, vegaLite };
}

/** A page that shows a Vega-Lite chart from a file: with all it needs inside, and nothing that it could load. */
export function chartPage(title: string, spec: unknown, { vega, vegaLite }: ChartLibraries): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.25rem; font-weight: 600; }
#chart { overflow-x: auto; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<div id="chart"></div>
<script id="spec" type="application/json">${scriptJson(spec)}</script>
<script>${scriptText(vega)}</script>
<script>${scriptText(vegaLite)}</script>
<script>
const spec = JSON.parse(document.getElementById('spec').textContent);
const chart = document.getElementById('chart');
try {
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: 'svg', container: chart, hover: true });
  view.runAsync().catch(show);
} catch (error) {
  show(error);
}
function show(error) {
  chart.textContent = 'This chart cannot be drawn: ' + error.message;
}
</script>
</body>
</html>
`;
}

/** Vega compiles the chart's expressions, hence eval; nothing is fetched from anywhere, whatever the chart asks for. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:";

function scriptText(source: string): string {
  return source.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll('<!--', String.raw`<\!--`);
}
