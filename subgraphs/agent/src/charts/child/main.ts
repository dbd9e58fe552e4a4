import { connectToServer } from '@mas/kit/sandbox/child/child-connection';
import { sanitizeSvg } from '../svg-sanitizer.ts';
import { drawPng, type Fonts } from './draw-png.ts';
import { drawSvg } from './draw-svg.ts';
import { InvalidChart } from './invalid-chart.ts';

/** Draws one chart after the other. The first argument names the fonts. */
async function main(): Promise<void> {
  const fonts = JSON.parse(process.argv[2] ?? '{}') as Fonts; // the renderer's own argument
  const connection = await connectToServer((_request, attachment) => {
    void answer(attachment?.toString('utf8') ?? '');
  });

  async function answer(specText: string): Promise<void> {
    try {
      const { svg, width, height } = await drawSvg(JSON.parse(specText));
      const harmless = sanitizeSvg(svg);
      const png = drawPng(harmless, fonts);
      connection.send({ type: 'svg' }, Buffer.from(harmless));
      connection.send({ type: 'png', width, height }, png);
    } catch (error) {
      const message = error instanceof InvalidChart ? error.message : `The chart cannot be drawn: ${String(error)}`;
      connection.send({ type: 'invalid', message: message.slice(0, 2000) });
    }
  }

  await drawSvg(warmUp).then(({ svg }) => drawPng(sanitizeSvg(svg), fonts));
  connection.send({ type: 'ready' });
}

/** Drawn once before the first chart, so that it does not pay for loading. */
const warmUp = {
  data: { values: [{ a: 'x', b: 1 }] },
  mark: 'bar',
  encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } },
};

void main();
