import { beforeAll, describe, expect, it } from '@jest/globals';
import { chartPage, loadChartScript } from './chart-page.ts';

const evil = '</script><script>alert(1)</script><!--';
const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  title: evil,
  data: { values: [{ a: evil, b: 28 }] },
  mark: { type: 'bar', href: 'https://elsewhere.example', cursor: 'url(https://elsewhere.example)' },
  encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } },
};

describe('a chart’s page', () => {
  let page: string;
  let scripts: readonly string[];
  beforeAll(async () => {
    const artifact = { id: 'a', subtask: 0, kind: 'CHART', title: evil, svg: '<svg/>', png: '' } as const;
    page = await chartPage({ ...artifact, spec }, await loadChartScript());
    scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, source = '']) => source);
  });

  it('has its title escaped and its chart as data, whatever they hold', () => {
    expect(page).toContain('<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--</title>');
    expect(scripts).toHaveLength(2);
    expect(JSON.parse(scripts[0]!)).toMatchObject([{ title: evil, data: spec.data }]);
    expect(page).not.toContain('alert(1)</script>');
  });

  it('has nothing of the chart that leads elsewhere', () => {
    expect(JSON.parse(scripts[0]!)).toMatchObject([{ mark: { type: 'bar' } }]);
    expect(scripts[0]).not.toContain('elsewhere');
  });

  it('loads nothing from anywhere and makes no code of text', () => {
    expect(page).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]+';/);
    expect(page).not.toContain('unsafe-eval');
    expect(page.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/<(script|link|a)\b|src="(?!data:)/);
  });
});
