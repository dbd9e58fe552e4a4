import { scriptJson } from '@mas/kit/escape-html';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../support/root.ts';

const page = (
  specs: readonly unknown[],
  scripts: readonly string[],
): string => `<!doctype html><meta charset="utf-8"><h1>Charts</h1>
<main>${specs.map(() => '<div class="live"></div>').join('\n')}</main>
<script id="charts" type="application/json">${scriptJson(specs)}</script>
${scripts.map((script) => `<script>${scriptText(script)}</script>`).join('\n')}`;

const scriptText = (source: string): string =>
  source.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll('<!--', String.raw`<\!--`);

const forEach = (draw: string): string => `const specs = JSON.parse(document.getElementById('charts').textContent);
  document.querySelectorAll('.live').forEach((element, index) => { const spec = specs[index]; ${draw} });`;

let jupyterScripts: Promise<readonly string[]> | undefined;

/** Charts as Jupyter shows them: by vega-embed as it is, which loads, links and evaluates. */
export async function jupyterPage(specs: readonly unknown[]): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string) => readFile(join(dirname(resolve(name)), `${name}.min.js`), 'utf8');
  jupyterScripts ??= Promise.all(['vega', 'vega-lite', 'vega-embed'].map(read));
  return page(specs, [...(await jupyterScripts), forEach('vegaEmbed(element, spec).catch(() => {});')]);
}

let pageScript: Promise<string> | undefined;

/** Charts as the page draws them, by the page's own code, without the page's policy. */
export async function pageOfThePage(specs: readonly unknown[]): Promise<string> {
  pageScript ??= bundleDrawing();
  return page(specs, [await pageScript]);
}

async function bundleDrawing(): Promise<string> {
  const drawing = join(root, 'client/src/features/chat/artifacts/draw-chart.ts');
  const { outputFiles } = await build({
    stdin: {
      contents: `import { drawChart } from ${JSON.stringify(drawing)};
        ${forEach('drawChart(element, spec, false, new AbortController().signal).catch(() => {});')}`,
      resolveDir: join(root, 'client'),
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    charset: 'ascii',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
