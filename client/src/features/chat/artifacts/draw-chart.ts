import { parse, View, type Loader, type Spec } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { Handler } from 'vega-tooltip';
import { chartTheme, darkSurface } from './chart-theme.ts';
import { createTurns } from './create-turns.ts';
import { fitChart, fittedWidth } from './fit-chart.ts';
import { formatTooltip } from './format-tooltip.ts';
import { hasRanges } from './has-ranges.ts';
import { isJson, type Json } from './json.ts';
import { isDarkColour, onDark } from './on-dark.ts';
import { createQuietLogger } from './quiet-logger.ts';
import { withInteraction } from './with-interaction.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('A chart loads nothing from elsewhere.'));
/** No address at all for links and pictures: a specification is written by a model and is not trusted. */
const sanitize = (): Promise<{ href: string }> => Promise.resolve({} as { href: string });
const loader: Loader = { load: refuse, sanitize, http: refuse, file: refuse };

/** The chart and its own controls; of the window what a drag needs that leaves the chart, and no keys. */
const events = { bind: 'container', selector: false, window: ['pointermove', 'pointerup', 'resize'] } as const;

/** Compiling a chart and drawing it take tens of milliseconds each; those that come to sight together take turns. */
const takeTurn = createTurns();

export interface DrawnChart {
  /** Whoever draws calls `finalize()` on it. */
  readonly view: View;
  /** Brings it to the width of its element. */
  readonly fit: () => void;
}

/**
 * Draws a Vega-Lite specification into an element, as wide as there is room, with tooltips, zoom and a legend that selects.
 * Expressions are interpreted, never evaluated; nothing is written to the console. @throws Error for a specification that
 * cannot be drawn, and the signal's reason when nobody wants it any more.
 */
export async function drawChart(
  element: HTMLElement,
  spec: unknown,
  isDark: boolean,
  signal: AbortSignal,
): Promise<DrawnChart> {
  if (typeof spec !== 'object' || spec === null) throw new Error('The chart has no specification.');
  await takeTurn();
  signal.throwIfAborted();
  const logger = createQuietLogger();
  const width = element.clientWidth;
  const fitted = fitChart(spec, width);
  const compiled = compileInteractive(fitted.spec, isDark, width);
  await takeTurn();
  signal.throwIfAborted();
  element.style.minHeight = `${element.offsetHeight}px`; // drawn anew, it does not collapse in between
  // Vega's own types leave out the parser's logger, which would otherwise write to the console.
  const options = { ast: true, logger };
  const view = new View(parse(withEvents(compiled), {}, options), {
    expr: expressionInterpreter,
    loader,
    logger,
    renderer: 'canvas',
    container: element,
    hover: true,
  });
  view.tooltip(new Handler({ disableDefaultStyle: true, theme: 'page', formatTooltip }).call);
  await view.runAsync().finally(() => (element.style.minHeight = ''));
  const fit = (): void => {
    const wanted = fittedWidth(element.clientWidth);
    if (fitted.isFitted && wanted > 0 && wanted !== view.width()) void view.width(wanted).runAsync();
  };
  return { view, fit };
}

function withEvents(compiled: Spec): Spec {
  return { ...compiled, config: { ...compiled.config, events: { ...events, window: [...events.window] } } };
}

/** A specification that brings its own interaction, or cannot bear ours, is drawn as it is. */
function compileInteractive(spec: object, isDark: boolean, width: number) {
  const ownGround = ownGroundOf(spec); // then it is made for that one
  const look = {
    isDark: ownGround === undefined ? isDark : isDarkColour(ownGround),
    width,
    isRounded: !hasRanges(spec),
  };
  const options = { config: chartTheme(look), logger: createQuietLogger() };
  // Vega-Lite says what is wrong with it.
  const seen = (isDark && ownGround === undefined ? onDark(spec, darkSurface) : spec) as TopLevelSpec;
  try {
    return compile(withInteraction(seen) as TopLevelSpec, options).spec; // the same with a few more keys
  } catch {
    return compile(seen, options).spec;
  }
}

function ownGroundOf(spec: object): string | undefined {
  const { background, config } = spec as Json; // read as JSON: what is found is checked
  const ground = background ?? (isJson(config) ? config['background'] : undefined);
  return typeof ground === 'string' && ground !== 'transparent' ? ground : undefined;
}
