import { describe, expect, it } from '@jest/globals';
import { chromiumPath, hasChromium } from '@mas/kit/testing/chromium';
import { pythonWith } from '@mas/kit/testing/python-with';
import { requirement } from '@mas/kit/testing/requirements';
import { testLogger } from '@mas/kit/testing/test-logger';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChartScript } from '../../src/export/chart-script/chart-script.ts';
import type { ExportedChart } from '../../src/export/export-document.ts';
import { toHtml } from '../../src/export/html/to-html.ts';
import { toMarkdown } from '../../src/export/markdown/to-markdown.ts';
import { toNotebook } from '../../src/export/notebook/to-notebook.ts';
import { cacheDirectory } from '../sandbox/sandbox-fixture.ts';
import { hostileDocument, sampleAnswer, sampleDocument } from './sample-document.ts';
import { tagsOf, viewMarkdown } from './viewer.ts';

const chartScript = createChartScript({ cacheDirectory, logger: testLogger });
const documents = [
  ['a plain document', sampleDocument()],
  ['a hostile document', hostileDocument()],
  ['an empty document', { ...sampleDocument(), answers: [] }],
] as const;

const plainTags =
  'h1 h2 h3 h4 p hr ul ol li strong em code pre blockquote table thead tbody tr th td br details summary';
const markdownTags = [...plainTags.split(' '), 'img src alt', 'code class'];

describe('Markdown', () => {
  const text = toMarkdown(sampleDocument());

  it('says who answered what, when, from what, and marks what is not verified', () => {
    for (const part of [
      '# Prices',
      '## What is the mean price by region?',
      'sales (6 rows, 3 columns)',
      'offline, quick',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('The mean is **5** and perhaps 999 ⚠.');
    expect(text).toContain('3 model calls, 15 tokens, \\$0.0123');
    expect(text).toContain('The first 2 of 1200 rows.');
    expect(text).toContain('````javascript\nprint("```");');
    expect(text).toContain('ReferenceError: nowhere is not defined');
  });

  it('has each chart as a picture and as data', () => {
    expect(text).toMatch(/!\[Mean price\]\(data:image\/svg\+xml;base64,[\w+/=]+\)/);
    expect(text).toMatch(/<details><summary>.*<\/summary>\n\n\| region \| price \|/);
  });

  it.each(documents)('gives a viewer no markup but its own: %s', (_name, document) => {
    const html = viewMarkdown(toMarkdown(document));
    expect([...tagsOf(html)].filter((tag) => !markdownTags.includes(tag))).toEqual([]);
    expect(html).not.toMatch(/<a /i);
    expect(html).not.toMatch(/<img src="(?!data:image\/svg)/);
  });
});

describe('HTML', () => {
  const pageTags = [
    ...plainTags.split(' '),
    ...['!doctype html', 'html lang', 'head', 'meta charset', 'meta http-equiv content', 'meta name content', 'title'],
    ...['body', 'main', 'header', 'article', 'dl', 'dt', 'dd', 'figcaption', 'figure', 'figure data-chart', 'p class'],
    ...['div class', 'img class alt src', 'mark', 'mark title', 'th scope', 'td class'],
  ];

  it.each(documents)('has no markup but its own: %s', async (_name, document) => {
    const html = await toHtml(document, chartScript);
    expect([...tagsOf(html)].filter((tag) => !pageTags.includes(tag))).toEqual([]);
    expect(html.match(/<script[ >]/g)?.length ?? 0).toBe(document.answers.length === 0 ? 0 : 2);
    const page = withoutScripts(html);
    expect(page).not.toMatch(/<img [^>]*src="(?!data:image\/svg)/);
    expect(page).not.toMatch(/<a |href=/);
  });

  it('marks what is not verified, and nothing else', async () => {
    const html = await toHtml(sampleDocument(), chartScript);
    expect(html).toMatch(/perhaps <mark title="[^"]+">999<\/mark>\./);
    expect(html).toContain('<strong>5</strong>');
  });

  it('allows its own script and nothing else', async () => {
    const html = await toHtml(sampleDocument(), chartScript);
    expect(html).toMatch(
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src/,
    );
    const plain = await toHtml(sampleDocument({ parts: [] }), chartScript);
    expect(plain).not.toMatch(/<script|script-src/);
  });
});

describe('a notebook', () => {
  const python = pythonWith('nbformat');
  const isThere = requirement('Python with nbformat', python !== undefined);
  const validate = `import json, sys, nbformat
notebook = json.load(sys.stdin)
nbformat.validate(notebook)
print(notebook["nbformat"], notebook["nbformat_minor"])`;

  (isThere ? it : it.skip).each(documents)('is valid by the official schema: %s', (_name, document) => {
    const { status, stdout, stderr } = spawnSync(python ?? 'python3', ['-c', validate], {
      input: toNotebook(document),
    });
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
    expect(stdout.toString().trim()).toBe('4 5');
  });

  it('has code with its outputs, charts in every form, and the language that it was written in', () => {
    const { cells, metadata } = read(toNotebook(sampleDocument()));
    expect(metadata).toMatchObject({ kernelspec: { name: 'javascript' }, language_info: { name: 'javascript' } });
    const code = cells.filter(({ cell_type }) => cell_type === 'code');
    expect(code[0]?.outputs).toMatchObject([{ output_type: 'error', ename: 'ReferenceError' }]);
    expect(code[1]?.outputs?.map(({ data, text }) => (data === undefined ? text : Object.keys(data)))).toEqual([
      '```\n',
      ['application/json', 'text/plain'],
      ['application/vnd.vegalite.v6+json', 'image/svg+xml', 'image/png', 'text/plain'],
      ['text/html', 'text/plain'],
    ]);
    const older = {
      ...sampleAnswer.parts[0]!.artifacts[0]!,
      spec: { $schema: 'https://vega.github.io/schema/vega-lite/v5.json' },
    };
    const parts = [{ ...sampleAnswer.parts[0]!, artifacts: [older as ExportedChart] }]; // the sample's first artifact is a chart
    expect(toNotebook(sampleDocument({ parts }))).toContain('application/vnd.vegalite.v5+json');
  });

  it.each(documents)('gives a viewer no markup but its own: %s', (_name, document) => {
    for (const { cell_type, source, outputs = [] } of read(toNotebook(document)).cells) {
      const shown = cell_type === 'markdown' ? viewMarkdown(source) : '';
      const tables = outputs
        .map(({ data }) => (typeof data?.['text/html'] === 'string' ? data['text/html'] : ''))
        .join('');
      const allowed = [...markdownTags, 'th scope', 'td class'];
      expect([...tagsOf(shown + tables)].filter((tag) => !allowed.includes(tag))).toEqual([]);
    }
  });
});

interface Notebook {
  readonly metadata: object;
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string;
    readonly outputs?: readonly { readonly data?: Record<string, unknown>; readonly text?: string }[];
  }[];
}

function read(text: string): Notebook {
  return JSON.parse(text) as Notebook; // the schema is checked above
}

((await hasChromium()) ? describe : describe.skip)('a browser', () => {
  it.each(documents.slice(0, 2))(
    'draws the charts of the file without a network: %s',
    async (_name, document) => {
      const directory = await mkdtemp(join(tmpdir(), 'mas-export-'));
      try {
        const path = join(directory, 'document.html');
        await writeFile(path, await toHtml(document, chartScript));
        const dom = openInBrowser(path, directory);
        expect(dom).toMatch(/<figure data-chart="0" class="is-live">/);
        expect(dom).toMatch(/<div class="live[^"]*"[^>]*>.*<svg /s);
        expect(dom).not.toContain('Open in Vega Editor');
        expect([...tagsOf(dom)].filter((tag) => / on/.test(tag))).toEqual([]);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
    60_000,
  );
});

/** The page as it is when its script has run. */
function openInBrowser(path: string, directory: string): string {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=10000', '--dump-dom'];
  const { stdout } = spawnSync(chromiumPath, [...flags, `--user-data-dir=${directory}/profile`, `file://${path}`], {
    timeout: 50_000,
    maxBuffer: 32 * 1024 ** 2,
  });
  return withoutScripts(stdout.toString());
}

function withoutScripts(html: string): string {
  return html.replace(/<script[ >][\s\S]*?<\/script>/g, '');
}
