import { harmlessSpec } from '../../charts/harmless-spec.ts';
import type { JsonObject, JsonValue } from '../../sandbox/sandbox.ts';

/**
 * A chart's specification for viewers that hold nothing back, as Jupyter does: with a loader that fetches, links that lead
 * somewhere, and colours and tooltips that come from the data or are computed when the chart is drawn. What cannot be seen
 * beforehand to load nothing is not live: nothing at all is given, and the drawing stands in.
 */
export function liveSpec(spec: JsonObject): JsonObject | undefined {
  const { spec: harmless } = harmlessSpec(spec);
  if (some(harmless, (part) => drawsPictures(part) || computesPaint(part))) return undefined;
  return speaksOfPictures(harmless) ? withoutTooltips(harmless) : harmless;
}

function drawsPictures({ mark }: JsonObject): boolean {
  return (isObject(mark) ? mark['type'] : mark) === 'image';
}

const paints = ['color', 'fill', 'stroke', 'background'];

/** A colour that is an expression, or that a row holds as it is. */
function computesPaint(part: JsonObject): boolean {
  return Object.entries(part).some(([key, value]) => {
    if (key === 'range') return isObject(value) && ('field' in value || 'expr' in value || 'signal' in value);
    if (!/color|fill|stroke|background/i.test(key)) return false;
    const isRaw = paints.includes(key) && some(value, ({ scale }) => scale === null);
    return isRaw || some(value, (inner) => 'expr' in inner || 'signal' in inner);
  });
}

/**
 * vega-tooltip loads what it finds under this name (https://github.com/vega/vega-tooltip): a column, a title, a computed field;
 * a pivot makes columns of whatever is computed.
 */
function speaksOfPictures(spec: JsonObject): boolean {
  return /"(?:image|pivot)"/.test(JSON.stringify(spec));
}

function withoutTooltips(spec: JsonObject): JsonObject {
  return withoutTooltip(spec) as JsonObject; // an object stays one
}

function withoutTooltip(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(withoutTooltip);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'tooltip');
  return Object.fromEntries(kept.map(([key, part]) => [key, isData(key) ? part : withoutTooltip(part)]));
}

/** Whether any object of a specification is so; its data is not looked at. */
function some(value: JsonValue | undefined, test: (part: JsonObject) => boolean): boolean {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some((item) => some(item, test));
  if (!isObject(value)) return false;
  return test(value) || Object.entries(value).some(([key, part]) => !isData(key) && some(part, test));
}

function isData(key: string): boolean {
  return key === 'values' || key === 'datasets';
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
