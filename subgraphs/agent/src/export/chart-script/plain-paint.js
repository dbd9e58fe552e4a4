import { renderModule, SVGHandler, SVGRenderer, SVGStringRenderer } from 'vega';

const paints = ['fill', 'stroke', 'blend'];
/** Names, numbers and functions of colours; without a backslash no name is other than it looks. */
const plain = /^[\w#%.,()\s/+-]*$/;
const loading = /\b(?:url|src|image|image-set|cross-fade|element)\s*\(/i;

/** A colour may be a text of the data or computed while drawing, and a browser fetches `fill="url(…)"`. */
function takeOutLoading(item) {
  for (const paint of paints) {
    const value = item[paint];
    if (typeof value === 'string' && (!plain.test(value) || loading.test(value))) item[paint] = null;
  }
}

function takeOutOfScene(scene) {
  for (const item of scene.items ?? []) {
    takeOutLoading(item);
    if (Array.isArray(item.items)) for (const inner of item.items) takeOutOfScene(inner);
  }
}

class PlainSvgRenderer extends SVGRenderer {
  style(element, item) {
    if (item) takeOutLoading(item);
    super.style(element, item);
  }
}

class PlainSvgStringRenderer extends SVGStringRenderer {
  mark(markup, scene) {
    takeOutOfScene(scene);
    return super.mark(markup, scene);
  }
}

/** From now on Vega's SVG has no colour that loads something. */
export function paintPlainly() {
  renderModule('svg', { handler: SVGHandler, renderer: PlainSvgRenderer, headless: PlainSvgStringRenderer });
}
