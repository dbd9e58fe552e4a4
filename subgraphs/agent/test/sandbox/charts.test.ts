import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { openTestJail } from '@mas/kit/testing/test-jail';
import { createChartRenderer } from '../../src/charts/create-chart-renderer.ts';
import type { ChartRenderer, RenderedChart } from '../../src/charts/chart-renderer.ts';
import type { JsonObject } from '../../src/sandbox/sandbox.ts';
import { cacheDirectory, noChildIsLeft, quietLogger } from './sandbox-fixture.ts';

let directory: string;
let jail: Jail;
let renderer: ChartRenderer;
const timeoutMs = 3000;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-charts-'));
  jail = await openTestJail(join(directory, 'scratch'));
  renderer = await createChartRenderer({ jail, cacheDirectory, timeoutMs, logger: quietLogger });
}, 120_000);

afterAll(async () => {
  await renderer.dispose();
  await jail.dispose();
  await noChildIsLeft();
  await rm(directory, { recursive: true, force: true });
});

const render = (spec: JsonObject, signal?: AbortSignal): Promise<RenderedChart> =>
  renderer.render(spec, { userId: 'ada', ...(signal && { signal }) });

const values = [
  { name: 'Ann', n: 1, day: '2024-01-01' },
  { name: 'Bob', n: 3, day: '2024-01-02' },
];
const bars: JsonObject = {
  data: { values },
  mark: 'bar',
  encoding: { x: { field: 'name', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } },
};

describe('a chart', () => {
  test('is drawn as SVG, and as PNG at twice the size', async () => {
    const { svg, png, width, height } = await render({ ...bars, title: 'Häuser & <Gärten>' });
    expect(svg).toMatch(/^<svg [^>]*width="\d+" height="\d+"/);
    expect(svg).toContain('Häuser &amp; &lt;Gärten&gt;');
    const image = Buffer.from(png);
    expect(image.readUInt32BE(16)).toBe(Math.ceil(width * 2));
    expect(image.readUInt32BE(20)).toBe(Math.ceil(height * 2));
  });

  test.each([
    [
      'lines over time',
      { mark: 'line', encoding: { x: { field: 'day', type: 'temporal' }, y: { field: 'n', type: 'quantitative' } } },
    ],
    ['a histogram', { mark: 'bar', encoding: { x: { field: 'n', bin: true }, y: { aggregate: 'count' } } }],
    [
      'layers with an expression',
      {
        transform: [{ calculate: 'datum.n * 2', as: 'twice' }],
        layer: [
          {
            mark: 'point',
            encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'twice', type: 'quantitative' } },
          },
          { mark: { type: 'rule' }, encoding: { y: { datum: 3 } } },
        ],
      },
    ],
    ['facets', { mark: 'point', encoding: { facet: { field: 'name' }, x: { field: 'n', type: 'quantitative' } } }],
    ['a box plot', { mark: 'boxplot', encoding: { y: { field: 'n', type: 'quantitative' } } }],
    ['a pie', { mark: 'arc', encoding: { theta: { field: 'n', type: 'quantitative' }, color: { field: 'name' } } }],
    [
      'a heat map',
      {
        mark: 'rect',
        encoding: { x: { field: 'name' }, y: { field: 'day' }, color: { field: 'n', type: 'quantitative' } },
      },
    ],
  ])('can be %s', async (_name, spec) => {
    const { svg } = await render({ data: { values }, ...spec });
    expect(svg).toMatch(/<path/);
  });

  test('waits for the one before it', async () => {
    const drawn = await Promise.all([render(bars), render({ ...bars, width: 300 }), render(bars)]);
    expect(drawn[1].width).toBeGreaterThan(drawn[0].width);
    expect(drawn[2].svg).toBe(drawn[0].svg);
  });

  test('that is cancelled rejects with the reason, and the next is drawn', async () => {
    const controller = new AbortController();
    const drawing = render(endless, controller.signal);
    setTimeout(() => controller.abort(new Error('not any more')), 100);
    await expect(drawing).rejects.toThrow('not any more');
    await expect(render(bars)).resolves.toHaveProperty('png');
  });
});

const endless: JsonObject = { ...bars, transform: [{ filter: `test(/(a+)+$/, '${'a'.repeat(60)}b')` }] };

describe('a specification that is wrong', () => {
  test.each([
    ['is empty', {}, /at least one of/],
    ['has an unknown mark', { ...bars, mark: 'wibble' }, /"wibble" does not exist.*bar, boxplot/],
    [
      'names a field that is not there',
      { ...bars, encoding: { x: { field: 'nope' } } },
      /"nope" is not in the data.*name, n, day/,
    ],
    ['has no rows', { ...bars, data: { values: [] } }, /nothing to draw/],
    ['has a broken expression', { ...bars, transform: [{ calculate: 'datum.n +', as: 'x' }] }, /Unexpected end/],
    [
      'calls an unknown function',
      { ...bars, transform: [{ calculate: 'fetch("x")', as: 'x' }] },
      /Unrecognized function: fetch/,
    ],
    ['is Vega', { $schema: 'https://vega.github.io/schema/vega/v6.json', marks: [] }, /must be Vega-Lite/],
    ['loads an address', { ...bars, data: { url: 'https://example.com/a.csv' } }, /data\.url is not available/],
    ['loads a file', { ...bars, data: { url: '/etc/passwd' } }, /data\.url is not available/],
    ['loads in a layer', { layer: [{ ...bars, data: { url: 'file:///etc/passwd' } }] }, /data\.url is not available/],
    [
      'looks up an address',
      { ...bars, transform: [{ lookup: 'n', from: { data: { url: 'x' }, key: 'n', fields: ['n'] } }] },
      /data\.url is not available/,
    ],
    ['names no data', { ...bars, data: { name: 'data' } }, /data\.name refers to no data/],
  ])('because it %s is CHART_INVALID and says why', async (_name, spec, message) => {
    const drawing = render(spec);
    await expect(drawing).rejects.toMatchObject({ code: 'CHART_INVALID' });
    await expect(drawing).rejects.toThrow(message);
  });
});

describe('abuse', () => {
  test.each([
    ['a sequence of 1e9', { ...bars, data: { sequence: { start: 0, stop: 1e9, as: 'x' } }, encoding: {} }],
    [
      'a sequence with a tiny step',
      { ...bars, data: { sequence: { start: 0, stop: 1, step: 1e-9, as: 'x' } }, encoding: {} },
    ],
    ['a huge width', { ...bars, width: 1e6 }],
    ['a huge step', { ...bars, width: { step: 1e6 } }],
    ['a huge picture', { ...bars, width: 3900, height: 3900 }],
    ['many rows', { ...bars, data: { values: Array.from({ length: 60_000 }, (_, n) => ({ name: 'x', n })) } }],
    [
      'a step out of the interpreter',
      { ...bars, transform: [{ calculate: `datum.constructor.constructor('return process')()`, as: 'x' }] },
    ],
    ['a sequence in an expression', { ...bars, transform: [{ calculate: 'length(sequence(0, 1e9))', as: 'x' }] }],
  ])('by %s is refused', async (_name, spec) => {
    await expect(render(spec)).rejects.toMatchObject({
      code: expect.stringMatching(/^CHART_(INVALID|TIMEOUT)$/),
    });
    await expect(render(bars)).resolves.toHaveProperty('svg');
  });

  test('by an expression that does not end is CHART_TIMEOUT, and the next is drawn', async () => {
    const startedAt = performance.now();
    await expect(render(endless)).rejects.toMatchObject({ code: 'CHART_TIMEOUT' });
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs + 1000);
    await expect(render(bars)).resolves.toHaveProperty('svg');
  });

  test('by pictures and links reaches no server', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}/x.png`;
    const { svg } = await render({
      ...bars,
      layer: [
        { mark: { type: 'image', url, width: 20, height: 20 } },
        { mark: { type: 'image', url: '/etc/passwd' } },
        { mark: { type: 'bar', href: 'javascript:alert(1)' } },
      ],
    });
    server.close();
    expect(requests).toBe(0);
    expect(svg).not.toMatch(/127\.0\.0\.1|passwd|javascript|<a[ >]/);
  });

  test('by text that is markup stays text', async () => {
    const text = `</text><script>alert(1)</script><foreignObject onload="x">`;
    const { svg } = await render({ ...bars, title: text, description: `"><script>1</script>` });
    const tags = svg.replaceAll(/"[^"]*"/g, '');
    expect(tags).not.toMatch(/<script|<foreignObject|<[^>]*\sonload/);
    expect(svg).toContain('&lt;script&gt;');
  });
});
