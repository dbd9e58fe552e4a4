import embed from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';
import { paintPlainly } from './plain-paint.js';
import { refusingLoader } from './refusing-loader.js';
import { tooltipWithoutPictures } from './tooltip-without-pictures.js';

const { document, matchMedia } = globalThis;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const specs = JSON.parse(document.getElementById('charts').textContent);

/** The chart and its own controls; of the window what a drag needs that leaves the chart, and no keys. */
const events = { bind: 'container', selector: false, window: ['pointermove', 'pointerup', 'resize'] };

/**
 * Nothing is loaded, linked or evaluated, also where the page's policy is not kept; what a specification wants of the embedding
 * is its author's wish, not the reader's.
 */
function options(spec) {
  return {
    mode: 'vega-lite',
    ast: true,
    expr: expressionInterpreter,
    loader: refusingLoader,
    tooltip: { formatTooltip: tooltipWithoutPictures },
    patch: (vegaSpec) => ({ ...vegaSpec, config: { ...vegaSpec.config, events } }),
    renderer: 'svg',
    actions: { export: true, source: false, compiled: false, editor: false },
    config: darkness.matches && spec.background === undefined ? dark : {},
  };
}

const ink = '#e6e8eb';
const line = '#4a5058';
const dark = {
  background: 'transparent',
  view: { stroke: line },
  title: { color: ink, subtitleColor: ink },
  style: { 'guide-label': { fill: ink }, 'guide-title': { fill: ink } },
  axis: { domainColor: line, gridColor: line, tickColor: line },
  text: { color: ink },
};

/** The picture stays in the place of a chart that cannot be drawn. */
async function draw(figure) {
  const { usermeta: _usermeta, ...spec } = specs[Number(figure.dataset.chart)];
  try {
    await embed(figure.querySelector('.live'), spec, options(spec));
    figure.classList.add('is-live');
  } catch {
    figure.classList.remove('is-live');
    figure.querySelector('.live').replaceChildren();
  }
}

function drawAll() {
  for (const figure of document.querySelectorAll('[data-chart]')) void draw(figure);
}

paintPlainly();
drawAll();
darkness.addEventListener('change', drawAll);
