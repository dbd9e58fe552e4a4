import type { JsonObject, JsonValue } from '../sandbox/sandbox.ts';

const cornerRadii = ['', 'End', 'TopLeft', 'TopRight', 'BottomLeft', 'BottomRight'].map((end) => `cornerRadius${end}`);
const square: JsonObject = Object.fromEntries(cornerRadii.map((name) => [name, 0]));
/** Where the views are of which a chart is made. */
const innerViews = ['layer', 'concat', 'hconcat', 'vconcat', 'spec'];

/**
 * A specification without what Vega-Lite 6 draws wrongly and says nothing of: bars that reach from one value to another (`x2`,
 * `y2`: ready bins, spans) have no width when their corners are to be round, and the points on a line of a colour have another.
 */
export function soundSpec(spec: JsonObject): JsonObject {
  return soundView(spec, {});
}

function soundView(view: JsonObject, above: JsonObject): JsonObject {
  const encoding = { ...above, ...(isObject(view['encoding']) && view['encoding']) };
  const inner = innerViews.flatMap((key): [string, JsonValue][] => {
    const views = view[key];
    if (isList(views)) return [[key, views.map((each) => (isObject(each) ? soundView(each, encoding) : each))]];
    return isObject(views) ? [[key, soundView(views, encoding)]] : [];
  });
  const mark = view['mark'] === undefined ? {} : { mark: soundMark(view['mark'], encoding) };
  return { ...view, ...Object.fromEntries(inner), ...mark };
}

function soundMark(mark: JsonValue, encoding: JsonObject): JsonValue {
  const definition: JsonObject = isObject(mark) ? mark : { type: mark };
  const { type, point, color } = definition;
  if (type === 'bar' && ('x2' in encoding || 'y2' in encoding)) return { ...definition, ...square };
  const hasOwnColour = color !== undefined && !('color' in encoding);
  if ((type === 'line' || type === 'area') && hasOwnColour && (point === true || isObject(point))) {
    return { ...definition, point: { color, ...(isObject(point) && point) } };
  }
  return mark;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
