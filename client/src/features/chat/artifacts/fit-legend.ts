import { characterPx, namesOf } from './fit-names.ts';
import { isJson, type Json } from './json.ts';

/** Below it a legend beside the chart would take the chart's room. */
export const narrowPx = 520;
/** What stands before a legend below a chart, and before each of its names. */
const legendAxisPx = 100;
const symbolPx = 26;

/** What a legend takes beside a chart that is wide enough to have it there. */
export function legendPx({ encoding }: Json, width: number): number {
  const hasLegend = isJson(encoding) && isJson(encoding['color']) && 'field' in encoding['color'];
  return hasLegend && width >= narrowPx ? 140 : 0;
}

/** Below a narrow chart as many entries of the legend beside each other as have room; one where they are not known. */
export function withLegendColumns(spec: Json, width: number): Json {
  const { config, data, encoding } = spec;
  const colour = isJson(encoding) ? encoding['color'] : undefined;
  const names = isJson(colour) && width < narrowPx ? namesOf(data, colour['field']) : undefined;
  if (names === undefined) return spec;
  const longest = Math.max(...[...names].map(({ length }) => length), 1);
  const columns = Math.max(1, Math.floor((width - legendAxisPx) / (longest * characterPx + symbolPx)));
  return { ...spec, config: { legend: { columns }, ...(isJson(config) ? config : {}) } };
}
