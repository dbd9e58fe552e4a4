import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harmlessSpec } from '@mas/agent/charts/harmless-spec';
import { createChartScript } from '@mas/agent/export/chart-script/chart-script';
import type { ExportDocument } from '@mas/agent/export/export-document';
import { toHtml } from '@mas/agent/export/html/to-html';
import { liveSpec } from '@mas/agent/export/notebook/live-spec';
import { testLogger } from '@mas/kit/testing/test-logger';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasChromium } from '../support/chromium.ts';
import { hostileSpecs, type Spec } from './hostile-specs.ts';
import { jupyterPage, pageOfThePage } from './other-viewers.ts';
import { type WatchedBrowser, watchBrowser } from './watched-browser.ts';

const chartScript = createChartScript({ cacheDirectory: join(tmpdir(), 'mas-test-sandbox-cache'), logger: testLogger });

/** A page with all charts but those that its viewer leaves to their pictures. */
type Viewer = (specs: readonly Spec[]) => Promise<string>;

const viewers: Readonly<Record<string, Viewer>> = {
  // Without its policy, so that nothing is held back by that alone.
  'an exported page': async (specs) => {
    const html = await toHtml(documentOf(specs), chartScript);
    const withoutPolicy = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    expect(withoutPolicy).not.toBe(html);
    return withoutPolicy;
  },
  'a notebook in Jupyter': (specs) =>
    jupyterPage(specs.map((spec) => liveSpec(spec as never)).filter((spec) => spec !== undefined)),
  // The graph gives it what is harmless.
  'the page': (specs) => pageOfThePage(specs.map((spec) => harmlessSpec(spec as never).spec)),
};

((await hasChromium()) ? describe : describe.skip)('a chart', () => {
  let browser: WatchedBrowser;
  beforeAll(async () => {
    browser = await watchBrowser();
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
  });

  it.each(Object.keys(viewers))(
    'in %s asks for nothing, links to nothing and runs nothing, whatever it tries',
    async (name) => {
      const specs = Object.values(hostileSpecs((address) => browser.at(address)));
      const { live, deeds } = await browser.provoke(await (viewers[name] as Viewer)(specs));
      expect({ deeds, asked: browser.asked }).toEqual({ deeds: [], asked: [] });
      expect(live).toBeGreaterThan(10);
    },
    180_000,
  );

  it.each(Object.keys(viewers))('in %s is live when it is an ordinary one', async (name) => {
    const { live, deeds } = await browser.provoke(await (viewers[name] as Viewer)(ordinary));
    expect({ live, deeds }).toEqual({ live: ordinary.length, deeds: [] });
  });
});

const values = [
  { a: 'x', b: 3, image: 'a picture' },
  { a: 'y', b: 5, image: 'https://elsewhere.example/?url(' },
];
const encoding = { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' }, color: { field: 'a' } };
const high = { name: 'high', value: 4, bind: { input: 'range', min: 0, max: 9, name: 'At least' } };
const ordinary: readonly Spec[] = [
  { data: { values }, mark: { type: 'bar', tooltip: true, cursor: 'pointer' }, encoding },
  { data: { values }, params: [high], transform: [{ filter: 'datum.b >= 0' }], mark: 'bar', encoding },
  { data: { values }, mark: { type: 'point', tooltip: { content: 'data' }, color: '#336699' }, encoding },
];

const still = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';

function documentOf(specs: readonly Spec[]): ExportDocument {
  const artifacts = specs.map((spec, index) => {
    return { kind: 'chart', title: `Chart ${index}`, spec: spec as never, svg: still, png: Buffer.alloc(0) } as const;
  });
  return {
    title: 'Charts',
    session: { id: 's', title: 'Charts' },
    madeAt: new Date(0),
    answers: [
      {
        ...{ runId: 'r', question: 'Charts?', mode: 'QUICK', status: 'SUCCEEDED', analyst: 'a', sandbox: 's' },
        ...{ datasets: [], askedAt: new Date(0), finishedAt: undefined, isRerun: false, report: '', numbers: [] },
        error: undefined,
        parts: [{ title: 'Charts', code: [], artifacts }],
        usage: { modelCalls: 0, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cost: 0 },
      },
    ],
  };
}
