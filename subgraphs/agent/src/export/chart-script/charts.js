import embed from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';
import { paintPlainly } from './plain-paint.js';
import { refusingLoader } from './refusing-loader.js';
import { tooltipWithoutPictures } from './tooltip-without-pictures.js';

const { document } = globalThis;
const specs = JSON.parse(document.getElementById('charts').textContent);

/** The chart and its own controls; of the window what a drag needs that leaves the chart, and no keys. */
const events = { bind: 'container', selector: false, window: ['pointermove', 'pointerup', 'resize'] };

/**
 * Nothing is loaded, linked or evaluated, also where the page's policy is not kept; what a specification wants of the embedding
 * is its author's wish, not the reader's.
 */
function options() {
  return {
    mode: 'vega-lite',
    ast: true,
    expr: expressionInterpreter,
    loader: refusingLoader,
    tooltip: { formatTooltip: tooltipWithoutPictures },
    patch: (vegaSpec) => ({ ...vegaSpec, config: { ...vegaSpec.config, events } }),
    renderer: 'svg',
    actions: { export: true, source: false, compiled: false, editor: false },
    config: { axisXDiscrete: { labelOverlap: 'greedy' } }, // as the pictures have it
  };
}

/** The picture stays in the place of a chart that cannot be drawn. */
async function draw(figure) {
  const { usermeta: _usermeta, ...spec } = specs[Number(figure.dataset.chart)];
  try {
    await embed(figure.querySelector('.live'), spec, options());
    figure.classList.add('is-live');
  } catch {
    figure.classList.remove('is-live');
    figure.querySelector('.live').replaceChildren();
  }
}

paintPlainly();
for (const figure of document.querySelectorAll('[data-chart]')) void draw(figure);
