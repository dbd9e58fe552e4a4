import type { JsonObject, JsonValue } from '../../sandbox/sandbox.ts';

/**
 * A chart's specification for viewers that have no policy to hold it back, as Jupyter has none: without `usermeta`, by which a
 * specification may give vega-embed HTML and addresses to load (https://github.com/vega/vega-embed#options), and nothing at all
 * when it draws pictures, which would be fetched from wherever its data say. The drawing stands in for those.
 */
export function liveSpec({ usermeta: _usermeta, ...spec }: JsonObject): JsonObject | undefined {
  return drawsPictures(spec) ? undefined : spec;
}

function drawsPictures(part: JsonValue | undefined): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Array.isArray(part)) return part.some(drawsPictures);
  const { mark, values: _rows, datasets: _sources, ...rest } = part as JsonObject; // what is no array is an object
  const type = typeof mark === 'object' && mark !== null && !Array.isArray(mark) ? (mark as JsonObject)['type'] : mark;
  return type === 'image' || Object.values(rest).some(drawsPictures);
}
