/** Takes the place of vega-canvas: drawings are SVG, and text is measured by Vega's own estimate. */
const none = (): null => null;

export { none as canvas, none as domCanvas, none as nodeCanvas, none as image };
