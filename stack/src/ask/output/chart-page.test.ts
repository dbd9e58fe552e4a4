import { describe, expect, it } from '@jest/globals';
import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';
import { chartPage, loadChartLibraries } from './chart-page.ts';

const libraries = await loadChartLibraries();
const evil = '</script><script>alert(1)</script><!--';
const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  title: evil,
  data: { values: [{ a: evil, b: 28 }] },
  mark: 'bar',
  encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } },
};

describe('a chart’s page', () => {
  const page = chartPage(evil, spec, libraries);
  const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, source = '']) => source);

  it('has its title escaped and its chart as data, whatever they hold', () => {
    expect(page).toContain('<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--</title>');
    expect(scripts).toHaveLength(4);
    expect(JSON.parse(scripts[0]!)).toEqual(spec);
    expect(page).not.toContain('alert(1)</script>');
  });

  it('loads nothing from anywhere', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  it('holds libraries that draw the chart', async () => {
    const sandbox = createContext({ spec, console, setTimeout, structuredClone, URL });
    for (const source of scripts.slice(1, 3)) runInContext(source, sandbox);
    const drawing = runInContext(
      "new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: 'none' }).toSVG()",
      sandbox,
    ) as Promise<unknown>; // vega's toSVG
    const svg = z.string().parse(await drawing);
    expect(svg).toMatch(/^<svg[\s\S]+aria-label="a: [^"]+; b: 28"/);
  });
});
