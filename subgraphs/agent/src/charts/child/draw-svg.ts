import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { parse, View, type Loader, type LoggerInterface } from 'vega';
import { chartLimits } from '../chart-limits.ts';
import { InvalidChart } from './invalid-chart.ts';
import { checkSpec } from './spec-check.ts';

export interface DrawnChart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const refusal = 'Charts load nothing: give the data inline';
const refuse = (): Promise<never> => Promise.reject(new Error(refusal));
/** No address at all for links and pictures: what has them is drawn, and leads nowhere. Vega does not await a refusal. */
const sanitize = (): Promise<{ href: string }> => Promise.resolve({} as { href: string });
const loader: Loader = { load: refuse, sanitize, http: refuse, file: refuse };

const look = {
  background: 'white',
  font: 'DejaVu Sans, Liberation Sans, Noto Sans, Arial, Helvetica, sans-serif',
  padding: 8,
  view: { continuousWidth: 460, continuousHeight: 280, step: 28 },
  axisXDiscrete: { labelOverlap: 'greedy' },
} as const;

/**
 * Compiles and draws a Vega-Lite specification. Expressions are interpreted from their syntax trees: no code is ever
 * made from text.
 * @throws InvalidChart
 */
export async function drawSvg(spec: unknown): Promise<DrawnChart> {
  checkSpec(spec);
  const complaints: string[] = [];
  const logger = collectInto(complaints);
  let svg: string;
  try {
    // checkSpec knows that it is an object; Vega-Lite itself says what else is wrong with it.
    const { spec: vegaSpec } = compile(spec as unknown as TopLevelSpec, { config: look, logger });
    checkSize(Number(vegaSpec.width), Number(vegaSpec.height));
    const runtime = parse(vegaSpec, {}, { ast: true });
    const view = new View(runtime, { expr: expressionInterpreter, loader, logger, renderer: 'none' });
    svg = await (await view.runAsync()).toSVG();
    view.finalize();
  } catch (error) {
    if (error instanceof InvalidChart) throw error;
    throw new InvalidChart(error instanceof Error ? error.message : String(error));
  }
  const { width, height } = sizeOf(svg);
  checkSize(width, height);
  if (complaints.length > 0 && isEmptyDrawing(svg)) throw new InvalidChart(complaints.join('; '));
  return { svg, width, height };
}

function checkSize(width: number, height: number): void {
  const { sidePixels, areaPixels } = chartLimits;
  if (width > sidePixels || height > sidePixels || width * height > areaPixels) {
    throw new InvalidChart(
      `The chart would be ${Math.round(width)} x ${Math.round(height)} pixels; ${sidePixels} a side is the limit`,
    );
  }
}

function sizeOf(svg: string): { width: number; height: number } {
  const found = /<svg[^>]*\swidth="([\d.]+)"\sheight="([\d.]+)"/.exec(svg);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  if (!(width > 0 && height > 0)) throw new InvalidChart('The chart has no size: give numbers for width and height');
  return { width, height };
}

function isEmptyDrawing(svg: string): boolean {
  return !/<(path|rect|circle|line|text|image)\b[^>]*(d="M|<\/text>|aria-roledescription)/.test(svg);
}

/** Vega's errors are exceptions for us: what it logs as one stops the drawing. */
function collectInto(complaints: string[]): LoggerInterface {
  let level = 0;
  const logger: LoggerInterface = {
    level(value?: number) {
      if (value === undefined) return level;
      level = value;
      return logger;
    },
    error(...messages: readonly unknown[]) {
      throw messages[0] instanceof Error ? messages[0] : new InvalidChart(messages.map(String).join(' '));
    },
    warn(...messages: readonly unknown[]) {
      if (complaints.length < 5) complaints.push(messages.map(String).join(' ').slice(0, 500));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
