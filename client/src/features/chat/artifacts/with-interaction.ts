import { isJson, type Json } from './json.ts';

const zoomable = new Set(['point', 'circle', 'square', 'line', 'area', 'tick', 'trail']);
const continuous = new Set(['quantitative', 'temporal']);
/** The wheel alone scrolls the page; with Ctrl or Cmd it zooms the chart. */
const zoom = {
  name: 'zoom',
  select: { type: 'interval', zoom: 'wheel![event.ctrlKey || event.metaKey]' },
  bind: 'scales',
};

/**
 * Adds what a chart of one view can bear: a tooltip, dragging and zooming where both axes are continuous, and a legend whose
 * entries single out a series. A specification with parameters of its own keeps them and gets the tooltip only.
 */
export function withInteraction(spec: object): object {
  const { mark, encoding, params } = spec as Json; // read as JSON: every use below checks what it finds
  if (!isJson(encoding) || mark === undefined) return spec;
  const markDef = typeof mark === 'string' ? { type: mark } : isJson(mark) ? mark : undefined;
  if (markDef === undefined) return spec;
  const withTooltip = { ...spec, mark: { tooltip: true, ...markDef } };
  if (params !== undefined) return withTooltip;
  const canZoom = zoomable.has(String(markDef['type'])) && isContinuous(encoding['x']) && isContinuous(encoding['y']);
  const series = seriesField(encoding);
  return {
    ...withTooltip,
    ...(series !== undefined && { encoding: { ...encoding, opacity: selectedOpacity } }),
    params: [...(canZoom ? [zoom] : []), ...(series === undefined ? [] : [legendSelection(series)])],
  };
}

const selectedOpacity = { condition: { param: 'series', value: 1 }, value: 0.12 };

function legendSelection(field: string): Json {
  return { name: 'series', select: { type: 'point', fields: [field] }, bind: 'legend' };
}

/** The field of a legend whose entries are names, unless the chart uses opacity for something else. */
function seriesField({ color, opacity }: Json): string | undefined {
  if (!isJson(color) || opacity !== undefined || color['legend'] === null) return undefined;
  const { field, type } = color;
  return typeof field === 'string' && (type === 'nominal' || type === 'ordinal') ? field : undefined;
}

function isContinuous(channel: unknown): boolean {
  return isJson(channel) && continuous.has(String(channel['type'])) && channel['bin'] === undefined;
}
